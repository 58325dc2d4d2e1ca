package cn.leiting.process;

import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import cn.leiting.guidance.HardCases;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What the lists of Tasklist show to whom, asked as Tasklist asks; today is 2023-01-12. */
@LeitingTest
class TaskFiltersTests {

    private static final Map<String, Object> RETURN = Map.of("decision", "RETURN", "comment", "请写明涉及的职责。");
    private static final String QUESTION = "流动摊贩当场离开，当事人身份无法查明，应当如何认定违法主体？";

    @LocalServerPort
    private int port;

    @Autowired
    private Desk desk;

    @Autowired
    private FilterService filters;

    @Autowired
    private TaskService tasks;

    @Autowired
    private HardCases hardCases;

    @Autowired
    private cn.leiting.engine.Engine engine;

    @Test
    void whatIsReturnedIsFoundByThoseWhoMendItAndNoLongerWhenItIsMended() {
        String code = desk.start("zhaoxiang1", "jointEnforcement", proposal()).getBusinessKey();
        String screened = task(code, "coordination1", "screenJoint");
        assertThat(shown("coordination1", "被退回")).doesNotContain(screened);

        desk.submit("coordination1", code, "screenJoint", RETURN);
        assertThat(shown("zhaoxiang2", "被退回")).contains(task(code, "zhaoxiang1", "reviseJoint"));

        desk.submit("zhaoxiang1", code, "reviseJoint", proposal());
        assertThat(shown("coordination1", "被退回")).doesNotContain(task(code, "coordination1", "screenJoint"));

        desk.submit(
                "coordination1",
                code,
                "screenJoint",
                Map.of("decision", "APPROVE", "agencies", List.of("agencyPolice")));
        desk.submit("lead1", code, "approveJoint", RETURN);
        assertThat(shown("coordination1", "被退回")).contains(task(code, "coordination1", "screenJoint"));
        assertThat(shown("zhaoxiang1", "被退回")).doesNotContain(task(code, "coordination1", "screenJoint"));
    }

    @Test
    void todayIsTheWholeDayAndNoOther() {
        String code = desk.start("legal1", "jointEnforcement", proposal()).getBusinessKey();
        String task = task(code, "coordination1", "screenJoint");

        assertThat(shownWhenDue(task, "2023-01-11T23:59:59", "今日到期")).isFalse();
        assertThat(shownWhenDue(task, "2023-01-12T00:00:01", "今日到期")).isTrue();
        assertThat(shownWhenDue(task, "2023-01-12T23:59:59", "今日到期")).isTrue();
        assertThat(shownWhenDue(task, "2023-01-13T00:00:01", "今日到期")).isFalse();
        assertThat(shownWhenDue(task, "2023-01-11T23:59:59", "已逾期")).isTrue();
        assertThat(shownWhenDue(task, "2023-01-12T23:59:59", "已逾期")).isFalse();
    }

    @Test
    void difficultIsWhatIsAskedOfTheLegalSection() {
        String code = hardCases.request("LB-2036-07", null, QUESTION, "supervision1");
        engine.startBy("hardCaseAsked", code, Map.of());
        String task = task(code, "legal1", "triageHardCase");

        assertThat(shown("legal1", "疑难")).contains(task);
        assertThat(shown("coordination1", "疑难")).doesNotContain(task);
        assertThat(shown("coordination1", "本部门全部")).doesNotContain(task);
    }

    private boolean shownWhenDue(String task, String due, String list) {
        var open = tasks.createTaskQuery().taskId(task).singleResult();
        open.setDueDate(Date.from(
                LocalDateTime.parse(due).atZone(ZoneId.of("Asia/Shanghai")).toInstant()));
        tasks.saveTask(open);
        return shown("coordination1", list).contains(task);
    }

    private List<String> shown(String person, String list) {
        String filter =
                filters.createTaskFilterQuery().filterName(list).singleResult().getId();
        JsonNode found = Client.of(person, port)
                .engine("POST", "/filter/" + filter + "/list", Map.of())
                .json();
        return found.findValuesAsText("id");
    }

    private String task(String code, String person, String name) {
        return desk.tasks(person, code, name).get(0).getId();
    }

    private static Map<String, Object> proposal() {
        Map<String, Object> form = new HashMap<>();
        form.put("kind", "DEBRIS");
        form.put("matter", "渣土车夜间未密闭运输，涉及道路交通和运输许可。");
        form.put("place", "盈港路、崧泽大道");
        form.put("suggestedAgencies", List.of("agencyPolice", "agencyMarket"));
        form.put("from", "2023-02-01");
        form.put("to", "2023-02-03");
        return form;
    }
}
