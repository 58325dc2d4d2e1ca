package cn.leiting.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.LeitingStory;
import cn.leiting.overview.Rounds;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ScreenshotType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * The main pages on a wide screen and on a phone, kept as pictures under {@code target/screens}; those of the handbook
 * go to the folder that the system property {@code leiting.screens} names.
 */
@LeitingStory
class ScreensBrowserTests {

    private static final String CAMPAIGN = "TH-2036-41";

    private static final int WIDE = 1920;
    private static final int PHONE = 390;

    /** Of a page: the person who opens it, and its path. */
    private static final Map<String, String> PAGES = pages();

    private static final Set<String> OF_THE_HANDBOOK =
            Set.of("home", "programme", "campaign", "supervision", "charts", "review", "heat", "tasks", "audit");

    private static Chromium chromium;

    private static Map<String, String> pages() {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("home", "coordination1 /");
        pages.put("programme", "bureau1 /programmes/2023");
        pages.put("campaigns", "bureau1 /campaigns?year=2036");
        pages.put("campaign", "coordination1 /campaigns/" + CAMPAIGN);
        pages.put("duty", "coordination1 /duty");
        pages.put("orders", "supervision1 /orders");
        pages.put("evidence", "supervision1 /evidence");
        pages.put("catalogue", "coordination1 /catalogue");
        pages.put("cases", "legal1 /cases");
        pages.put("hard-cases", "legal1 /hard-cases");
        pages.put("joint", "legal1 /joint");
        pages.put("supervision", "supervision1 /supervision");
        pages.put("complaints", "supervision1 /complaints");
        pages.put("reports", "office1 /reports");
        pages.put("publicity", "office1 /publicity");
        pages.put("improvements", "supervision1 /improvements");
        pages.put("charts", "bureau1 /charts/2023");
        pages.put("review", "supervision1 /review");
        pages.put("heat", "bureau1 /review/models/annualProgramme");
        pages.put("tasks", "supervision1 /tasks");
        pages.put("notifications", "supervision1 /notifications");
        pages.put("audit", "lead1 /audit");
        pages.put("work", "coordination1 /progress");
        pages.put("scores", "bureau1 /scores/2023");
        pages.put("templates", "legal1 /templates");
        pages.put("organization", "admin /organization");
        pages.put("calendar", "coordination1 /calendar");
        return pages;
    }

    @BeforeAll
    static void open(@LocalServerPort int port) {
        chromium = Chromium.at(port);
    }

    @AfterAll
    static void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void theMainPagesFitTheScreenTheyAreShownOnAndStandStill(@Autowired Rounds rounds) {
        rounds.dispatched(CAMPAIGN, Rounds.XUJING, Rounds.ZHAOXIANG);
        rounds.visits(CAMPAIGN + ":" + Rounds.ZHAOXIANG, 5, "VIO_SPILLAGE");
        List<String> wrong = new ArrayList<>();
        Map<String, Page> windows = new LinkedHashMap<>();

        PAGES.forEach((name, where) -> {
            String[] who = where.split(" ");
            Page page = windows.computeIfAbsent(who[0], ScreensBrowserTests::watched);
            for (int width : new int[] {WIDE, PHONE}) {
                page.setViewportSize(width, width == WIDE ? 1080 : 844);
                int status = page.navigate(who[1]).status();
                if (status != 200) {
                    wrong.add(name + " answers " + status);
                }
                if (!page.evaluate("document.documentElement.scrollWidth").equals(width)) {
                    wrong.add(name + " is wider than " + width);
                }
                if (((Number) page.evaluate("window.shifted")).doubleValue() > .05) {
                    wrong.add(name + " shifts by " + page.evaluate("window.shifted") + " at " + width);
                }
                if (page.locator("h1").count() != 1) {
                    wrong.add(name + " has not one heading");
                }
                keep(page, name, width);
            }
        });

        assertThat(wrong).isEmpty();
        assertThat(chromium.requestsElsewhere()).isEmpty();
    }

    private static Page watched(String person) {
        Page page = chromium.loggedIn(person);
        page.addInitScript("""
                window.shifted = 0;
                new PerformanceObserver((list) => {
                  for (const entry of list.getEntries()) {
                    window.shifted += entry.hadRecentInput ? 0 : entry.value;
                  }
                }).observe({ type: "layout-shift", buffered: true });
                """);
        return page;
    }

    private static void keep(Page page, String name, int width) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target", "screens", name + "-" + width + ".jpg"))
                .setType(ScreenshotType.JPEG)
                .setQuality(60));
        String handbook = System.getProperty("leiting.screens");
        if (handbook != null && width == WIDE && OF_THE_HANDBOOK.contains(name)) {
            page.setViewportSize(1280, 800);
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Path.of(handbook, name + ".jpg"))
                    .setType(ScreenshotType.JPEG)
                    .setQuality(55));
        }
    }

    @Test
    void theMenuIsReachedByTheKeyboardAndClosesWithEscape() {
        Page page = chromium.loggedIn("coordination1");
        page.navigate("/campaigns");
        Locator group = page.locator(".masthead summary").first();
        Locator entry = page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("年度计划"));
        assertThat(entry).isHidden();
        assertThat(group).hasCSS("color", "rgb(255, 255, 255)");

        page.keyboard().press("Tab");
        assertThat(page.getByText("跳到正文")).isFocused();
        group.focus();
        page.keyboard().press("Enter");
        assertThat(entry).isVisible();
        page.keyboard().press("Tab");
        assertThat(entry).isFocused();
        page.keyboard().press("Escape");

        assertThat(entry).isHidden();
        assertThat(group).isFocused();
    }
}
