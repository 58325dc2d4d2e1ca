package cn.leiting.browser;

import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.LeitingStory;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
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

/** The programme as people work on it: in Tasklist and on our pages, in a real browser. */
@LeitingStory
class AnnualProgrammeBrowserTests {

    private static final String CODE = "TH-2022";

    private static Chromium chromium;
    private final Map<String, Page> windows = new HashMap<>();

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
    void theProgrammeGoesFromTheDraftToTheReviewInTasklist() {
        of("coordination1").start("年度“雷霆”8+365计划").fill("年度", "2022").confirmStart();

        Tasklist draft = of("coordination1").open(task("draftProgramme"));
        accepted(draft.check("方案已填写完毕").complete());
        Tasklist returned = of("bureau1").open(task("approveProgramme")).check("退回");
        refused(returned.complete(), "退回或否决时请填写5至1000字的意见。");
        accepted(returned.fill("意见", "请补足八次行动。").complete());
        accepted(of("coordination2")
                .open(task("draftProgramme"))
                .check("方案已填写完毕")
                .complete());
        accepted(of("bureau2").open(task("approveProgramme")).check("同意").complete());
        accepted(of("office1")
                .open(task("issueProgramme"))
                .fill("文号", "青城管执〔2022〕试1号")
                .date("印发日期", "2022/01/05")
                .complete());

        accepted(of("baihe1")
                .open(task("confirmReceipt", "squadBaihe"))
                .check("已阅读方案全文")
                .complete());
        accepted(of("baiheLead")
                .open(task("designateLeader", "leadBaihe"))
                .select("分管副队长或队长", "白鹤镇城管中队队长")
                .date("起始日期", "2023/01/13")
                .fill("联系电话", "13800000000")
                .complete());

        fire("timer_monthReport");
        accepted(of("coordination1")
                .open(task("reportMonth"))
                .fill("月份", "1")
                .fill("完成情况", "按计划推进。")
                .check("绿")
                .fill("与系统灯色不一致的理由", "按实际进度自评。")
                .complete());

        fire("timer_review");
        accepted(of("coordination1")
                .open(task("reviewYear"))
                .fill("总体回顾", "全年雷霆行动回顾总结。".repeat(20))
                .fill("主要成效", "街面市容环境进一步提升。")
                .fill("存在问题", "部分点位反弹回潮。")
                .fill("措施", "建立点位长效巡查清单")
                .fill("责任单位", "执法协调科")
                .date("完成日期", "2023/03/31")
                .complete());
        accepted(of("bureau1").open(task("approveYearReview")).check("同意").complete());

        Page page = window("lead1");
        page.navigate("/programmes/2022");
        assertThat(page.locator("main").innerText()).contains("青城管执〔2022〕试1号", "建立点位长效巡查清单", "按计划推进。");
    }

    @Test
    void oneLogoutEndsTasklistAndOurPagesAlike() {
        Page page = chromium.loggedIn("legal2");
        page.navigate("/camunda/app/tasklist/default/");
        page.navigate("/");

        page.locator("header button[type=submit]").click();
        page.navigate("/camunda/app/tasklist/default/");

        assertThat(page.url()).endsWith("/login");
    }

    @Test
    void supervisorsReadTheProgrammeInCockpit() {
        Page page = chromium.loggedIn("supervision1");

        page.navigate("/camunda/app/cockpit/default/#/processes");

        page.getByText("年度“雷霆”8+365计划").first().click();
        page.locator("[data-element-id=userTask_confirmReceipt]").first().waitFor();
        assertThat(page.url()).contains("/process-definition/");
    }

    @Test
    void theHomePageFitsAPhone() {
        Page page = chromium.loggedIn("zhaoxiang1");
        page.setViewportSize(390, 844);

        for (String path : new String[] {"/", "/programmes/2023"}) {
            page.navigate(path);
            assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                    .as(path)
                    .isLessThanOrEqualTo(390);
        }
        assertThat(chromium.requestsElsewhere()).isEmpty();
    }

    private static void accepted(Response answer) {
        assertThat(answer.status()).as(answer.url()).isBetween(200, 204);
    }

    private static void refused(Response answer, String sentence) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains(sentence);
    }

    private Tasklist of(String user) {
        return new Tasklist(window(user));
    }

    private Page window(String user) {
        return windows.computeIfAbsent(user, chromium::loggedIn);
    }

    private String task(String key) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(CODE)
                .taskDefinitionKey("userTask_" + key)
                .singleResult()
                .getId();
    }

    private String task(String key, String group) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(CODE)
                .taskDefinitionKey("userTask_" + key)
                .taskCandidateGroup(group)
                .singleResult()
                .getId();
    }

    private void fire(String activity) {
        String instance = runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(CODE)
                .singleResult()
                .getId();
        jobs.executeJob(jobs.createJobQuery()
                .processInstanceId(instance)
                .activityId(activity)
                .singleResult()
                .getId());
    }
}
