package cn.leiting.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.LeitingStory;
import cn.leiting.process.Launches;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A squad's task as its people do it in Tasklist, and as a supervisor follows it in Cockpit. */
@LeitingStory
class SquadTaskBrowserTests {

    private static final String ZHAOXIANG = Launches.ZHAOXIANG;
    private static final String REPORT = "本中队组织力量对主次干道和商业街区开展检查，发现问题当场督促改正，并进行了法律宣传和教育。".repeat(2);

    private static Chromium chromium;
    private final Map<String, Page> windows = new HashMap<>();

    @Autowired
    private Launches launches;

    @Autowired
    private TaskService tasks;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private ManagementService jobs;

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
    void aSquadsTaskGoesFromTheAcknowledgementToTheCountersignatureInTasklist() {
        String campaign = launches.dispatched(3, ZHAOXIANG, "310118106");
        String task = Launches.taskOf(campaign, ZHAOXIANG);

        accepted(of("zhaoxiangLead")
                .open(task(task, "acknowledge"))
                .check("签收任务")
                .fill("备注", "由队长带队。")
                .complete());
        planDuty(task);
        fire(task, "timer_start");
        fire(task, "timer_end");
        accepted(report(of("zhaoxiangLead").open(task(task, "feedBack"))).complete());

        Tasklist review = of("coordination1").open(task(task, "reviewFeedback"));
        review.check("退回").fill("意见", "请写明夜间的检查情况。");
        refused(review, "退回时请至少选一项缺陷，并填写5至1000字的意见；附意见时请填写意见。");
        assertThat(review.valueOf("意见")).isEqualTo("请写明夜间的检查情况。");
        accepted(review.check("叙述不实不全").complete());

        accepted(report(of("zhaoxiangLead").open(task(task, "rework"))).complete());
        accepted(of("coordination1")
                .open(task(task, "reviewFeedback"))
                .check("合格")
                .complete());
        assertCockpitShows(campaign, task);
        accepted(of("supervision1")
                .open(task(task, "countersign"))
                .check("合格，附意见")
                .fill("意见", "同意，注意夜间巡查。")
                .complete());

        Page page = window("zhaoxiangLead");
        page.navigate("/campaigns/" + campaign + "/squads/" + ZHAOXIANG);
        assertThat(page.locator("main").innerText()).contains("请写明夜间的检查情况。", "同意，注意夜间巡查。", "赵巷镇城管中队队员2", "盈港东路沿线");
    }

    /** The night shift of two, first with one officer too few. */
    private void planDuty(String task) {
        Tasklist plan = of("zhaoxiangLead").open(task(task, "planDuty"));
        plan.select("现场指挥", "赵巷镇城管中队队长")
                .date("日期", "2023/01/13")
                .select("班次类型", "夜班")
                .date("起", "20:00")
                .date("止", "02:00")
                .add("执法人员", "赵巷镇城管中队队员1")
                .fill("辅助人员人数", "2")
                .fill("车辆数", "1")
                .fill("区域", "盈港东路沿线")
                .fill("重点内容", "夜间设摊和渣土运输。");
        refused(plan, "执法人员须有2至50名。");
        assertThat(plan.valueOf("区域")).isEqualTo("盈港东路沿线");
        accepted(plan.add("执法人员", "赵巷镇城管中队队员2").complete());
    }

    private static Tasklist report(Tasklist form) {
        return form.fill("工作情况", REPORT).fill("存在问题", "个别点位容易反复。").fill("下步打算", "加强日常巡查，巩固整治成效。");
    }

    /** From the campaign's page to its instance, to the squads, to the squad's instance; and nothing to end it with. */
    private void assertCockpitShows(String campaign, String task) {
        Page page = window("supervision1");
        page.navigate("/campaigns/" + campaign);
        page.locator("a[href='/instances/of/" + campaign + "']").click();
        page.getByText("各中队及有关情况", new Page.GetByTextOptions().setExact(true)).click();
        Locator row = page.locator("tr").filter(new Locator.FilterOptions().setHasText("赵巷镇城管中队"));
        assertThat(row).containsText("待会审");
        assertThat(row.getByRole(AriaRole.LINK))
                .hasAttribute("href", "/campaigns/" + campaign + "/squads/" + ZHAOXIANG);

        page.navigate("about:blank");
        page.navigate("/instances/of/" + task);
        assertThat(page.getByText(task).first()).isVisible();
        assertThat(page.locator("[data-element-id=userTask_countersign]").first())
                .isVisible();
        String instance = instance(task);
        Response answer = page.waitForResponse(
                response -> response.request().method().equals("DELETE"), () -> page.evaluate("""
                        id => fetch('/camunda/api/engine/engine/default/process-instance/' + id, {
                            method: 'DELETE',
                            headers: {'X-XSRF-TOKEN': document.cookie.match(/XSRF-TOKEN=([^;]*)/)[1]}
                        })
                        """, instance));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(instance(task)).isEqualTo(instance);
    }

    private static void accepted(Response answer) {
        assertThat(answer.status()).as(answer.url()).isBetween(200, 204);
    }

    /** The sentence is read on the page itself. */
    private static void refused(Tasklist form, String sentence) {
        assertThat(form.complete().status()).isEqualTo(400);
        assertThat(form.message(sentence)).isVisible();
    }

    private Tasklist of(String user) {
        return new Tasklist(window(user));
    }

    private Page window(String user) {
        return windows.computeIfAbsent(user, chromium::loggedIn);
    }

    private String task(String businessKey, String key) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(businessKey)
                .taskDefinitionKey("userTask_" + key)
                .singleResult()
                .getId();
    }

    private void fire(String businessKey, String activity) {
        jobs.executeJob(jobs.createJobQuery()
                .processInstanceId(instance(businessKey))
                .activityId(activity)
                .singleResult()
                .getId());
    }

    private String instance(String businessKey) {
        return runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(businessKey)
                .singleResult()
                .getId();
    }
}
