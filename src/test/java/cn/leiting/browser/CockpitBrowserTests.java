package cn.leiting.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.leiting.LeitingStory;
import cn.leiting.overview.Rounds;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.LocalDate;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What a supervisor reads in Cockpit besides the engine's own views. */
@LeitingStory
class CockpitBrowserTests {

    private static Chromium chromium;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private RepositoryService repository;

    @Autowired
    private Rounds rounds;

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
    void theTabOfTheSquadsSaysWhenAProcessHasNone() {
        Page page = chromium.loggedIn("supervision1");

        page.navigate("/camunda/app/cockpit/default/#/process-instance/" + instance("TH-2023") + "/runtime");
        page.getByText("各中队").click();

        assertThat(page.getByText("此流程不属于某一专项行动，没有中队情况可看。")).isVisible();
        assertThat(page.locator("a[href='/programmes/2023']")).hasText("TH-2023");
        assertThat(page.locator(".ctn-toolbar").getByText("办理过程"))
                .hasAttribute("href", "/review/" + instance("TH-2023"));
    }

    @Test
    void theTabShowsEachSquadsStateAndFiguresWithTheWayToThem() {
        rounds.dispatched("TH-2071-41", Rounds.XUJING, Rounds.ZHAOXIANG);
        rounds.visits("TH-2071-41:" + Rounds.ZHAOXIANG, 5, "VIO_SPILLAGE");
        rounds.owed("TH-2071-41:" + Rounds.XUJING, "签收分派", "task.ack.due", LocalDate.of(2071, 3, 2));
        String deployment = repository
                .createDeployment()
                .addModelInstance(
                        "cockpitProbe.bpmn",
                        Bpmn.createExecutableProcess("cockpitProbe")
                                .camundaHistoryTimeToLiveString("P1D")
                                .startEvent()
                                .intermediateCatchEvent()
                                .message("cockpitProbe")
                                .endEvent()
                                .done())
                .deploy()
                .getId();
        try {
            runtime.startProcessInstanceByKey("cockpitProbe", "TH-2071-41");
            Page page = chromium.loggedIn("viceHead1");

            page.navigate("/instances/of/TH-2071-41");
            page.getByText("各中队").click();

            Locator zhaoxiang = page.locator("tr").filter(new Locator.FilterOptions().setHasText("赵巷镇城管中队"));
            Locator xujing = page.locator("tr").filter(new Locator.FilterOptions().setHasText("徐泾镇城管中队"));
            assertThat(zhaoxiang).containsText("待签收");
            assertThat(zhaoxiang).containsText("25.0%");
            assertThat(xujing).containsText("缺日历");
            assertThat(page.getByText("不作为考核依据")).isVisible();
            assertThat(zhaoxiang.getByRole(AriaRole.LINK))
                    .hasAttribute("href", "/campaigns/TH-2071-41/squads/" + Rounds.ZHAOXIANG);
        } finally {
            repository.deleteDeployment(deployment, true);
        }
    }

    @Test
    void theMatrixFitsAPhone() {
        rounds.dispatched("TH-2071-42");
        Page page = chromium.loggedIn("bureau1");
        page.setViewportSize(390, 844);

        for (String path : new String[] {
            "/campaigns?year=2071", "/campaigns/TH-2071-42", "/campaigns/TH-2071-42/squads/" + Rounds.ZHAOXIANG
        }) {
            page.navigate(path);
            assertEquals(390, page.evaluate("document.documentElement.scrollWidth"), path);
        }
    }

    @Test
    void aRefusedStepIsToldUnderItsForm() {
        rounds.drafted("TH-2071-43");
        Page page = chromium.loggedIn("coordination1");
        page.navigate("/campaigns/TH-2071-43");

        page.locator("#points button[type=submit]").click();

        assertThat(page.locator("#points output")).hasText("请选择文件，或逐行填写点位。");
    }

    private String instance(String businessKey) {
        return runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(businessKey)
                .singleResult()
                .getId();
    }
}
