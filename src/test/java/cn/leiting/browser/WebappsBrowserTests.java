package cn.leiting.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.LeitingStory;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import java.util.List;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Tasklist, Cockpit, Admin and Welcome as a person sees them whose browser asks for English. */
@LeitingStory
class WebappsBrowserTests {

    /** Not a view of the web application's own, which is written behind a {@code #}. */
    private static final Pattern OUR_LOGIN = Pattern.compile("^[^#]+/login$");

    /** A key that has no text, English words on end, one with a capital, or a name of the engine's in capitals. */
    private static final Pattern NOT_CHINESE =
            Pattern.compile("[A-Z][A-Z0-9]+(_[A-Z0-9]+)+|[A-Za-z]{2,} [a-z]{2,}|[A-Z][a-z]{2,}|\\b[A-Z]{4,}\\b");

    private static final String SHOWN = """
            () => {
              const shown = [...document.querySelectorAll('[title], [placeholder], [aria-label], optgroup')]
                .filter((element) => element.checkVisibility())
                .flatMap((element) => ['title', 'placeholder', 'aria-label', 'label'].map((name) => element.getAttribute(name)));
              const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              while (walker.nextNode()) {
                if (!walker.currentNode.parentElement.matches('script, style') && walker.currentNode.parentElement.checkVisibility()) {
                  shown.push(walker.currentNode.data);
                }
              }
              return shown.filter((text) => text && text.trim());
            }""";

    private static Chromium chromium;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private TaskService tasks;

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

    @ParameterizedTest
    @CsvSource({
        "tasklist, ''",
        "cockpit, #/processes",
        "cockpit, #/process-definition/{definition}/runtime",
        "cockpit, #/process-instance/{instance}/runtime?tab=user-tasks-tab",
        "cockpit, #/decisions",
        "admin, #/authorization?resource=0",
        "welcome, ''"
    })
    void aScreenOpenedFirstIsChineseThroughout(String app, String screen) {
        Page page = chromium.loggedInWithAnEnglishBrowser("admin");

        open(page, app, screen);

        page.waitForCondition(() -> texts(page).size() > 5);
        assertThat(texts(page))
                .allSatisfy(text -> assertThat(withoutNames(text)).doesNotContainPattern(NOT_CHINESE));
        assertThat(page).hasTitle(Pattern.compile("^雷霆 8\\+365 "));
        assertThat(page.locator("html")).hasAttribute("lang", "zh-CN");
        assertThat(page.locator(".ce-eol-banner")).isHidden();
        assertThat(page.locator("a[href*='//']:not([href*='127.0.0.1']):visible"))
                .hasCount(0);
        page.context().close();
    }

    @Test
    void theDialogOfFiltersOffersItsCriteriaInChinese() {
        Page page = chromium.loggedInWithAnEnglishBrowser("admin");
        open(page, "tasklist", "");

        page.getByText("新建筛选").click();
        page.locator(".modal-content .panel-heading").getByText("条件").click();
        page.getByText("添加条件").click();

        assertThat(page.locator(".modal-content optgroup").first()).hasAttribute("label", "流程实例");
        assertThat(page.locator(".modal-content")).containsText("跟进日期早于，或无跟进日期");
        assertThat(texts(page)).noneMatch(text -> NOT_CHINESE.matcher(text).find());
    }

    @Test
    void aFormAsksInChineseForWhatIsMissing() {
        Page page = chromium.loggedInWithAnEnglishBrowser("coordination1");
        open(page, "tasklist", "");

        page.locator("a[ng-click='open()']").last().click();
        page.locator(".modal-content").getByText("365再提升").click();
        page.locator(".fjs-select-display").first().click();
        page.keyboard().press("Tab");
        page.keyboard().press("Tab");

        assertThat(page.locator(".fjs-select-placeholder").first()).hasText("请选择");
        assertThat(page.locator(".fjs-form-field-error").first()).containsText("必填。");
        assertThat(page.locator(".fjs-form input[placeholder='年/月/日']").first()).isVisible();
    }

    /** As the engine says it, wherever it says it. */
    @Test
    void whatTheEngineRefusesIsToldInChinese() {
        Page page = chromium.loggedInWithAnEnglishBrowser("xujing1");
        open(page, "tasklist", "");

        for (String said : List.of(
                "Cannot submit task form 12: Cannot find task with id 12: task is null",
                "No matching task with id 12",
                "Task '12' is already claimed by someone else.",
                "ENGINE-03005 Execution of 'UPDATE TaskEntity[12]' failed. Entity was updated by another transaction concurrently.",
                "ENGINE-03006 task with id '12' is suspended.",
                "Filter with id '12' does not exist.",
                "The user with id 'xujing1' does not have 'UPDATE' permission on resource '12' of type 'Task'.",
                "ENGINE-13031 expression not allowed in queries")) {
            page.evaluate("""
                    said => {
                      const told = document.createElement('p');
                      told.className = 'told';
                      told.textContent = said;
                      document.querySelector('[notifications-panel]').append(told);
                    }""", said);
            assertThat(page.locator(".told").last()).containsText(Pattern.compile("[一-龥]{4,}.*。$"));
            assertThat(page.locator(".told").last()).not().containsText(Pattern.compile("[a-z]{2,} [a-z]{2,}"));
        }
    }

    @Test
    void theLogoutOfEachLeadsToOurLoginAndEndsTheOthers() {
        for (String app : List.of("tasklist", "cockpit", "admin", "welcome")) {
            Page page = chromium.loggedIn("admin");
            open(page, app, "");

            page.locator("[cam-widget-header] .account > a, [cam-widget-header] .account > button")
                    .first()
                    .click();
            page.locator("[cam-widget-header] .logout a").click();

            assertThat(page).hasURL(OUR_LOGIN);
            page.navigate("/camunda/app/" + (app.equals("tasklist") ? "cockpit" : "tasklist") + "/default/");
            assertThat(page).hasURL(OUR_LOGIN);
        }
    }

    /** 组织机构 keeps one name; and in Welcome nobody is offered to change it. */
    @Test
    void aPersonIsSavedWithOneName() {
        Page page = chromium.loggedIn("admin");
        open(page, "admin", "#/users/xujing1?tab=profile");

        assertThat(page.locator("input[ng-model='profile.lastName']")).isVisible();
        assertThat(page.locator("form[name=editProfileForm] .ng-invalid")).hasCount(0);

        open(page, "welcome", "");
        assertThat(page.locator(".user-profile-display [ng-click*=password]")).isVisible();
        assertThat(page.locator(".user-profile-display [ng-click*=\"'profile'\"]"))
                .isHidden();
    }

    @Test
    void besideATaskStandTheWaysToItsThingAndItsReview() {
        Page page = chromium.loggedIn("coordination1");
        String task = tasks.createTaskQuery()
                .processInstanceBusinessKey("TH-2023")
                .taskCandidateGroup("deptCoordination")
                .listPage(0, 1)
                .get(0)
                .getId();
        open(page, "tasklist", "#/?task=" + task);

        page.locator(".nav-tabs").getByText("前后环节").click();

        assertThat(page.locator("a[href='/programmes/2023']")).isVisible();
        assertThat(page.locator("a[href^='/review/']")).hasText("办理过程");
        assertThat(page.locator(".task-details table, [plugin-bridge] table, .tab-content table")
                        .last())
                .containsText("待认领");
    }

    @Test
    void datesAreWrittenAsOnOurPages() {
        Page page = chromium.loggedInWithAnEnglishBrowser("admin");

        open(page, "cockpit", "#/process-definition/{definition}/runtime");

        assertThat(page.locator(".ctn-tabbed-content")
                        .getByText(Pattern.compile("20\\d\\d年1?\\d月\\d?\\d日 \\d\\d:"))
                        .first())
                .isVisible();
    }

    private void open(Page page, String app, String screen) {
        ProcessInstance programme = runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey("TH-2023")
                .singleResult();
        page.navigate("/camunda/app/" + app + "/default/"
                + screen.replace("{definition}", programme.getProcessDefinitionId())
                        .replace("{instance}", programme.getId()));
        page.waitForLoadState(LoadState.NETWORKIDLE);
        assertThat(page.locator("[cam-widget-footer]")).containsText("北京时间");
    }

    @SuppressWarnings("unchecked") // the script says so
    private static List<String> texts(Page page) {
        return (List<String>) page.evaluate(SHOWN);
    }

    /** Without what people, models and files are called by. */
    private static String withoutNames(String text) {
        return text.strip().matches("[\\w.:/-]+") && !text.strip().matches("[A-Z]+(_[A-Z0-9]+)*|[A-Z][a-z]+")
                ? ""
                : text;
    }
}
