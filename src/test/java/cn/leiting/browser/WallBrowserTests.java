package cn.leiting.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.LeitingStory;
import cn.leiting.wall.YearOnTheWall;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The wall chart and the charts as they are seen: on the wall, on paper and in the hand. */
@LeitingStory
class WallBrowserTests {

    private static final Path PICTURES = Path.of("target", "screenshots");

    private static Chromium chromium;

    @Autowired
    private JdbcClient jdbc;

    @BeforeAll
    static void open(@LocalServerPort int port, @Autowired YearOnTheWall year) {
        chromium = Chromium.at(port);
        year.in(2023);
    }

    @AfterAll
    static void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void theWallFillsAScreenAndNothingScrolls() {
        jdbc.sql("""
                        update board_month_goal
                        set goal = '开展1次“雷霆”专项整治行动，聚焦夜间占道设摊和渣土运输，巩固整治成效，及时上报工作动态。'
                        where goal is null
                          and programme = (select id from annual_programme where year = 2023)
                        """).update();
        Page page = chromium.loggedIn("lead1");
        page.setViewportSize(1920, 1080);

        page.navigate("/board/2023/wall");

        picture(page, "wall-1920");
        assertThat(number(page, "document.documentElement.scrollHeight")).isLessThanOrEqualTo(1080);
        assertThat(number(page, "document.documentElement.scrollWidth")).isLessThanOrEqualTo(1920);
        for (String part : List.of("main", "#board", "#bars", "#squads", "aside")) {
            String element = "document.querySelector('.wall-screen " + part + "')";
            assertThat(number(page, element + ".scrollHeight - " + element + ".clientHeight"))
                    .as(part)
                    .isLessThanOrEqualTo(1);
            assertThat(number(page, "Math.round(" + element + ".getBoundingClientRect().bottom)"))
                    .as(part)
                    .isLessThanOrEqualTo(1080);
        }
        assertThat(page.locator(".year-bars a[data-code^=TH]")).hasCount(8);
        assertThat(page.locator(".year-bars a[data-code^=LB]")).hasCount(8);
        assertThat(page.locator(".year-bars a[data-code^=FI]")).hasCount(12);
    }

    @Test
    void theWallAsksAgainByItselfAndSaysWhenItIsOld() {
        Page page = chromium.loggedIn("bureau1");
        page.clock().install();
        page.navigate("/board/2023/wall");

        jdbc.sql("update further_improvement set title = '学校周边占道集中治理' where code = 'FI-2023-82'")
                .update();
        page.clock().runFor(31_000);
        assertThat(page.locator("[data-code=FI-2023-82] .words")).containsText("学校周边占道集中治理");
        assertThat(page.locator("[data-wall-state]")).isEmpty();

        page.context().setOffline(true);
        page.clock().runFor(31_000);
        assertThat(page.locator("[data-wall-state]")).hasText("连接中断，以上为当时的数据。");
        assertThat(page.locator(".year-bars a[data-code^=TH]")).hasCount(8);

        page.context().setOffline(false);
        page.clock().runFor(31_000);
        assertThat(page.locator("[data-wall-state]")).isEmpty();

        page.context().clearCookies();
        page.clock().runFor(31_000);
        assertThat(page.locator("[data-wall-state]")).hasText("登录已经结束，请重新登录，以上为当时的数据。");
    }

    @Test
    void theWallIsOneSheetOfA3() {
        Page page = chromium.loggedIn("lead1");
        page.navigate("/board/2023/wall");

        byte[] paper = page.pdf(new Page.PdfOptions()
                .setPreferCSSPageSize(true)
                .setPrintBackground(false)
                .setPath(PICTURES.resolve("wall-a3.pdf")));

        String text = new String(paper, StandardCharsets.ISO_8859_1);
        assertThat(Pattern.compile("/Type /Page\\b(?!s)")
                        .matcher(text)
                        .results()
                        .count())
                .isEqualTo(1);
        assertThat(text).containsPattern("/MediaBox \\[0 0 119[0-9.]+ 84[0-9.]+]");
    }

    @Test
    void theChartsAreDrawnFromOurOwnLibraryAndLeadToTheirRecords() {
        Page page = chromium.loggedIn("lead1");
        page.setViewportSize(1920, 1080);
        List<String> broken = new ArrayList<>();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                broken.add(message.text());
            }
        });

        page.navigate("/charts/2023");

        page.locator("[data-drawn]").waitFor();
        picture(page, "charts-1920");
        assertThat(page.locator(".pictures canvas")).hasCount(8);
        assertThat(broken).isEmpty();
        Locator number = page.locator("#coverage tbody a").first();
        String words = number.innerText();
        number.click();
        assertThat(page.locator("#total")).hasText(words);
        assertThat(chromium.requestsElsewhere()).isEmpty();
    }

    @Test
    void allOfThemFitAPhone() {
        Page page = chromium.loggedIn("lead1");
        page.setViewportSize(390, 844);

        for (String path : List.of("/programmes/2023", "/board/2023/wall", "/charts/2023", "/charts/2023/deadlines")) {
            page.navigate(path);
            if (path.equals("/charts/2023")) {
                page.locator("[data-drawn]").waitFor();
            }
            picture(page, path.substring(1).replace('/', '-') + "-390");
            assertThat(number(page, "document.documentElement.scrollWidth"))
                    .as(path)
                    .isLessThanOrEqualTo(390);
        }
        page.setViewportSize(1920, 1080);
        page.navigate("/programmes/2023");
        picture(page, "programmes-2023-1920");
    }

    private static int number(Page page, String script) {
        return ((Number) page.evaluate(script)).intValue();
    }

    private static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(PICTURES.resolve(name + ".png")));
    }
}
