package cn.leiting.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.Client;
import cn.leiting.LeitingStory;
import cn.leiting.notification.Notices;
import cn.leiting.process.Launches;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import com.microsoft.playwright.options.ScreenshotType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.usermodel.WorkbookFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * What tells people of what happened: the bell, the notices and the choice of mails, the audit and the review, on a wide
 * screen and on a phone. Pictures are kept under {@code target/screens}.
 */
@LeitingStory
class NotificationBrowserTests {

    private static final String TOLD = "联合执法JO-2038-009的会议纪要已抄送给您，请阅读。";

    private static final String NEWS = "的会议纪要已抄送给您，请阅读。";

    private static Chromium chromium;

    @LocalServerPort
    private int port;

    @Autowired
    private Notices notices;

    @Autowired
    private Launches launches;

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

    @Test
    void theBellAsksByItselfAndLessOftenWhileNobodyAnswers() {
        Page page = chromium.loggedIn("greening1");
        AtomicInteger asked = new AtomicInteger();
        page.onRequest(request -> asked.addAndGet(request.url().endsWith("/api/notifications/unread") ? 1 : 0));
        AtomicInteger failed = new AtomicInteger();
        page.onRequestFailed(request -> failed.incrementAndGet());
        page.clock().install();
        page.navigate("/notifications/preferences");
        Locator bell = page.locator(".bell");
        int unread = Integer.parseInt(bell.getAttribute("data-unread"));
        Object before = page.evaluate("JSON.stringify(document.querySelector('.whoami').getBoundingClientRect())");

        page.clock().runFor(50_000);
        assertThat(asked).hasValue(0);
        notices.tell("COPY/JO-2038-012", Set.of("greening1"), "联合执法JO-2038-012" + NEWS, "/joint");
        page.clock().runFor(11_000);
        assertThat(bell).hasAttribute("aria-label", "通知，" + (unread + 1) + "条未读");
        assertThat(page.locator(".bell .count")).hasText(String.valueOf(unread + 1));
        assertThat(page.locator("[data-bell-said]")).hasText("有" + (unread + 1) + "条未读通知。");
        assertThat(page.evaluate("JSON.stringify(document.querySelector('.whoami').getBoundingClientRect())"))
                .isEqualTo(before);

        notices.tell("COPY/JO-2038-013", Set.of("greening1"), "联合执法JO-2038-013" + NEWS, "/joint");
        page.context().setOffline(true);
        page.clock().runFor(61_000);
        page.waitForCondition(() -> failed.get() == 1);
        page.clock().runFor(61_000);
        assertThat(asked).hasValue(2);
        page.context().setOffline(false);
        page.clock().runFor(1_000);
        assertThat(bell).hasAttribute("aria-label", "通知，" + (unread + 2) + "条未读");
    }

    @Test
    void theAuditIsSearchedByThingAndPersonVerifiedAndTakenAwayAsAFile() throws IOException {
        Client.Answer changed = Client.of("coordination2", port)
                .form("/calendar/parameters", Map.of("key", "lookback.publicize", "value", "6", "from", "2092-01-01"));
        assertThat(changed.status()).isEqualTo(302);
        Page page = chromium.loggedIn("lead1");
        page.navigate("/audit");

        page.locator("#person").fill("coordination2");
        page.locator("#verb").fill("更改期限参数");
        page.locator("button:has-text('查找')").click();
        Locator line = page.locator("#lines tbody tr").first();
        assertThat(line).containsText("值：6");
        assertThat(line).containsText("失效日期：空 → 2091年12月31日");
        line.locator("a").click();
        assertThat(page.locator("#thing")).hasValue(Pattern.compile("lookback\\.publicize:.*"));
        assertThat(page.locator("#lines tbody tr").first()).containsText("更改期限参数");
        shoot(page, "audit-of-a-thing");
        Download file = page.waitForDownload(
                () -> page.locator("a:has-text('导出 Excel')").click());
        assertThat(file.suggestedFilename()).isEqualTo("审计记录.xlsx");
        try (Workbook workbook = WorkbookFactory.create(file.createReadStream())) {
            assertThat(text(workbook)).contains("coordination2", "更改期限参数", "失效日期：空 → 2091年12月31日");
        }

        page.locator("a:has-text('核验审计链')").click();
        assertThat(page.locator("#verdict .done")).containsText("审计链完整");
        shoot(page, "audit-verify");
        page.locator("a:has-text('返回审计')").click();
        page.locator("#thing").fill("没有这个对象");
        page.keyboard().press("Enter");
        assertThat(page.locator("#lines .empty")).hasText("没有符合条件的记录。");
    }

    private static String text(Workbook workbook) {
        StringBuilder text = new StringBuilder();
        workbook.getSheetAt(0)
                .forEach(row -> row.forEach(cell -> text.append(cell).append('\n')));
        return text.toString();
    }

    @Test
    void theReviewLeadsThroughAnInstanceIntoWhatItCalledAndBackAndOntoPaper() {
        String campaign = launches.dispatched(3, Launches.ZHAOXIANG);
        String task = Launches.taskOf(campaign, Launches.ZHAOXIANG);
        launches.asked(task, "zhaoxiangLead");
        Page page = chromium.loggedIn("bureau1");
        page.navigate("/review");

        page.locator("#key").fill(campaign);
        page.keyboard().press("Enter");
        assertThat(page.locator("main table")).containsText("赵巷镇城管中队");
        shoot(page, "review-of-a-campaign");
        page.locator("main tbody a[href*='/review/']", new Page.LocatorOptions().setHasText(task))
                .first()
                .click();
        assertThat(page.locator("h1")).containsText(task);
        assertThat(page.locator("#way .flow.taken")).not().hasCount(0);
        assertThat(page.locator("#record")).containsText("审核反馈");
        shoot(page, "review-instance");

        page.locator("#called a").click();
        assertThat(page.locator("h1")).containsText("疑难案件法制指导");
        shoot(page, "review-called");
        page.locator(".crumbs a", new Page.LocatorOptions().setHasText(task)).click();
        assertThat(page.locator("h1")).containsText(task);

        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(page.locator(".masthead nav")).isHidden();
        assertThat(page.locator(".bell")).isHidden();
        assertThat(page.locator("#way svg")).isVisible();
        assertThat(page.locator("#record table")).isVisible();
        assertThat(page.pdf(new Page.PdfOptions()
                        .setPreferCSSPageSize(true)
                        .setPath(Path.of("target", "screens", "review-instance.pdf"))))
                .hasSizeGreaterThan(10_000);
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
                    .setType(ScreenshotType.JPEG)
                    .setQuality(60)
                    .setPath(Path.of("target", "screens", name + "-" + width + ".jpg")));
        }
        page.setViewportSize(1280, 900);
    }
}
