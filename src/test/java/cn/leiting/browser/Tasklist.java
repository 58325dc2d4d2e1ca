package cn.leiting.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;

/** A person at Tasklist: opens a task, claims it, fills its form and completes it. */
final class Tasklist {

    private static final String TITLE = ".nav-tabs .active a, .modal-title";

    private final Page page;

    Tasklist(Page page) {
        this.page = page;
    }

    /** Starts a process by its name from the dialog. */
    Tasklist start(String process) {
        page.navigate("/camunda/app/tasklist/default/");
        page.locator("a[ng-click='open()']")
                .filter(new Locator.FilterOptions().setHasText(Pattern.compile("Start process|启动流程|发起流程")))
                .click();
        page.locator(".modal-content").getByText(process).click();
        return this;
    }

    Tasklist confirmStart() {
        submit(
                page.locator(".modal-content")
                        .getByRole(
                                AriaRole.BUTTON,
                                new Locator.GetByRoleOptions().setName(Pattern.compile("^\\s*(Start|启动)\\s*$"))),
                "/submit-form");
        return this;
    }

    Tasklist open(String taskId) {
        Locator claim = page.locator("[ng-click='claim()']");
        goTo(taskId);
        try {
            claim.waitFor(new Locator.WaitForOptions().setTimeout(15_000));
        } catch (TimeoutError lost) {
            goTo(taskId); // on a busy machine Tasklist loses the task of its address where its list comes first
        }
        claim.click();
        assertThat(page.locator(".fjs-container")).isVisible();
        assertThat(page.locator(".fjs-container :disabled")).hasCount(0);
        assertThat(page.locator(".disabled-form")).hasCount(0);
        return this;
    }

    private void goTo(String taskId) {
        page.navigate("about:blank"); // else only the fragment changes, and the page stays as it is
        page.navigate("/camunda/app/tasklist/default/#/?task=" + taskId);
    }

    Tasklist fill(String label, String text) {
        field(label).fill(text);
        field(label).press("Tab");
        return this;
    }

    Tasklist date(String label, String day) {
        field(label).fill(day);
        field(label).press("Enter");
        field(label).press("Tab");
        return this;
    }

    Tasklist check(String label) {
        field(label).check();
        field(label).press("Tab");
        return this;
    }

    Tasklist select(String label, String option) {
        field(label).focus(); // which opens its list; a click would close the one that Tab has opened
        choose(option);
        page.keyboard().press("Tab");
        return this;
    }

    /** Adds one more to a list of names. */
    Tasklist add(String label, String option) {
        field(label).fill(option);
        choose(option);
        page.locator(TITLE).first().click();
        return this;
    }

    private void choose(String option) {
        page.locator(".fjs-dropdownlist-item")
                .filter(new Locator.FilterOptions().setHasText(option))
                .click();
    }

    /** What a field of one line or more shows. */
    String valueOf(String label) {
        return field(label).inputValue();
    }

    /** A sentence that Tasklist shows beside the form. */
    Locator message(String sentence) {
        return page.locator(".page-notifications, .cam-notifications, [notifications-panel]")
                .getByText(sentence)
                .first();
    }

    /** Completes the task; the answer of the server is the caller's to judge. */
    Response complete() {
        return submit(button("^\\s*(Complete|完成)\\s*$").last(), "/submit-form");
    }

    private Response submit(Locator button, String call) {
        // Tasklist looks at the form again only after the next act on another element, and not while it is busy.
        for (int acts = 0; acts < 10 && button.isDisabled(); acts++) {
            page.locator(TITLE).first().click();
            page.waitForTimeout(200 * acts);
        }
        assertThat(button).isEnabled();
        return page.waitForResponse(response -> response.url().endsWith(call), button::click);
    }

    private Locator field(String label) {
        String id = page.locator(".fjs-container label")
                .filter(new Locator.FilterOptions().setHasText(Pattern.compile("^\\s*" + label)))
                .first()
                .getAttribute("for");
        return page.locator("[id='" + id + "']");
    }

    private Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile(name)));
    }
}
