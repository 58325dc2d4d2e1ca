package cn.leiting.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.LeitingTest;
import cn.leiting.notification.Notices;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The bell, the notices and the choice of mails, on a wide screen and on a phone. */
@LeitingTest
class NotificationBrowserTests {

    private static final String TOLD = "联合执法JO-2038-009的会议纪要已抄送给您，请阅读。";

    private static Chromium chromium;

    @Autowired
    private Notices notices;

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
    void theBellLeadsByKeyboardToTheNoticeAndTheNoticeToTheThing() {
        notices.tell("COPY/JO-2038-009", Set.of("construction1"), TOLD, "/joint");
        Page page = chromium.loggedIn("construction1");
        String bell = page.locator(".bell").getAttribute("aria-label");
        assertThat(bell).matches("通知，\\d+条未读");

        page.locator(".bell").focus();
        page.keyboard().press("Enter");
        page.waitForURL("**/notifications");
        assertThat(page.locator("tr", new Page.LocatorOptions().setHasText(TOLD)))
                .containsText("未读");
        shoot(page, "notifications");

        page.locator("button[aria-label='查看：" + TOLD + "']").click();
        page.waitForURL("**/joint");
        assertThat(page.locator(".bell")).not().hasAttribute("aria-label", Pattern.compile(Pattern.quote(bell)));

        page.navigate("/notifications/preferences");
        page.locator("#COPY").selectOption("DAILY");
        page.locator("#quiet-from").fill("22:00");
        page.locator("#quiet-to").fill("07:00");
        page.locator("button:has-text('保存')").click();
        assertThat(page.locator(".done")).hasText("通知设置已保存。");
        assertThat(page.locator("#COPY")).hasValue("DAILY");
        assertThat(page.locator("#quiet-to")).hasValue("07:00");
        shoot(page, "notification-preferences");
        assertThat(chromium.requestsElsewhere()).isEmpty();
    }

    private static void shoot(Page page, String name) {
        for (int width : List.of(1920, 390)) {
            page.setViewportSize(width, width == 390 ? 844 : 1080);
            assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                    .as(name + " at " + width)
                    .isLessThanOrEqualTo(width);
            page.screenshot(new Page.ScreenshotOptions()
                    .setFullPage(true)
                    .setPath(Path.of("target", "screenshots", name + "-" + width + ".png")));
        }
        page.setViewportSize(1280, 900);
    }
}
