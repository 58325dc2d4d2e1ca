package cn.leiting.process;

import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import cn.leiting.guidance.HardCases;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What the lists of Tasklist show to whom, asked as Tasklist asks; today is 2023-01-12. */
@LeitingTest
class TaskFiltersTests {

    private static final Map<String, Object> RETURN = Map.of("decision", "RETURN", "comment", "请写明涉及的职责。");
    private static final Pattern TASK = Pattern.compile("href=\"/tasks/([0-9a-f]+-[0-9a-f-]+)\"");

    private static final Map<String, String> LISTS = Map.of(
            "我的待办", "mine", "本部门待领", "group", "今日到期", "today", "已逾期", "late", "被退回", "returned", "疑难", "difficult");

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
    private RuntimeService runtime;

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
        assertThat(shownWhenDue(task, "2023-01-12T00:00:00", "今日到期")).isTrue();
        assertThat(shownWhenDue(task, "2023-01-12T23:59:59", "今日到期")).isTrue();
        assertThat(shownWhenDue(task, "2023-01-13T00:00:00", "今日到期")).isFalse();
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

    @Test
    void eachListHoldsTheSameTasksAsItsLikeOnOurPage() {
        String returned = proposed();
        desk.submit("coordination1", returned, "screenJoint", RETURN);
        String mended = task(returned, "legal1", "reviseJoint");
        String asked = hardCases.request("LB-2036-08", null, QUESTION, "supervision1");
        engine.startBy("hardCaseAsked", asked, Map.of());
        String difficult = task(asked, "legal1", "triageHardCase");
        String screened = proposed();
        desk.submit(
                "coordination1",
                screened,
                "screenJoint",
                Map.of("decision", "APPROVE", "agencies", List.of("agencyPolice")));
        desk.submit("lead1", screened, "approveJoint", RETURN);
        String today = task(proposed(), "coordination1", "screenJoint");
        String late = task(proposed(), "coordination1", "screenJoint");
        String mine = task(proposed(), "coordination1", "screenJoint");
        String colleagues = task(proposed(), "coordination1", "screenJoint");
        String delegated = task(proposed(), "coordination1", "screenJoint");
        String resting = proposed();
        String rests = task(resting, "coordination1", "screenJoint");
        shownWhenDue(today, "2023-01-12T18:00:00", "今日到期");
        shownWhenDue(late, "2023-01-11T18:00:00", "已逾期");
        shownWhenDue(colleagues, "2023-01-11T18:00:00", "已逾期");
        shownWhenDue(rests, "2023-01-11T18:00:00", "已逾期");
        tasks.claim(mine, "coordination1");
        tasks.claim(colleagues, "coordination2");
        tasks.setOwner(delegated, "coordination1");
        tasks.delegateTask(delegated, "coordination2");
        runtime.suspendProcessInstanceById(
                tasks.createTaskQuery().taskId(rests).singleResult().getProcessInstanceId());

        for (String person : List.of("coordination1", "coordination2", "legal1", "zhaoxiang1", "zhaoxiangLead")) {
            LISTS.forEach((list, page) ->
                    assertThat(shown(person, list)).as(person + " " + list).hasSameElementsAs(listed(person, page)));
            assertThat(shown(person, "本部门全部")).containsAll(listed(person, "all"));
        }

        assertThat(listed("legal1", "returned")).contains(mended).doesNotContain(difficult);
        assertThat(listed("legal1", "difficult")).contains(difficult).doesNotContain(mended);
        assertThat(listed("coordination1", "returned"))
                .contains(task(screened, "coordination1", "screenJoint"))
                .doesNotContain(mine);
        assertThat(listed("coordination1", "group")).contains(today, late).doesNotContain(mine, colleagues, rests);
        assertThat(listed("coordination1", "today")).contains(today).doesNotContain(late);
        assertThat(listed("coordination1", "late")).contains(late).doesNotContain(today, colleagues, rests);
        assertThat(listed("coordination1", "mine")).contains(mine).doesNotContain(today, colleagues, delegated);
        assertThat(listed("coordination2", "mine")).contains(colleagues, delegated);
        assertThat(shown("coordination1", "本部门全部")).contains(mine, colleagues, delegated, rests);
    }

    private String proposed() {
        return desk.start("legal1", "jointEnforcement", proposal()).getBusinessKey();
    }

    private List<String> listed(String person, String list) {
        Client client = Client.of(person, port);
        List<String> found = new ArrayList<>();
        for (int page = 1; ; page++) {
            String body = client.get("/tasks?of=" + list + "&page=" + page).body();
            TASK.matcher(body).results().forEach(task -> found.add(task.group(1)));
            if (!body.contains(">下一页<")) {
                return found;
            }
        }
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
