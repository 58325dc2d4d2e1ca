package cn.leiting.process;

import static cn.leiting.process.Launches.ZHAOXIANG;
import static cn.leiting.process.Launches.accept;
import static cn.leiting.process.Launches.feedback;
import static cn.leiting.process.Launches.giveBack;
import static cn.leiting.process.Launches.taskOf;
import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import cn.leiting.Statements;
import cn.leiting.campaign.Steering;
import cn.leiting.shared.Actor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** 流程回顾 against what was really done, through HTTP. Each test has a campaign of its own. */
@LeitingTest
class ReviewTests {

    private static final String LEAD = "zhaoxiangLead";
    private static final Pattern FLOW =
            Pattern.compile("<g class=\"flow (taken|back)\" data-flow=\"(\\w+)\">(.*?)</g>", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("href=\"(/[^\"#]*)");
    private static final Pattern TIMES = Pattern.compile("×(\\d+)");

    @LocalServerPort
    private int port;

    @Autowired
    private Desk desk;

    @Autowired
    private Launches launches;

    @Autowired
    private Steering steering;

    @Autowired
    private HistoryService history;

    @Autowired
    private RepositoryService repository;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Clock clock;

    @Test
    void drawsExactlyTheWayThatWasTakenWithItsLoopsAndReturns() {
        String campaign = launches.dispatched(3, ZHAOXIANG);
        String task = taskOf(campaign, ZHAOXIANG);
        launches.fedBack(task, LEAD);
        desk.submit("coordination1", task, "reviewFeedback", giveBack());
        desk.submit(LEAD, task, "rework", feedback());
        desk.submit("coordination1", task, "reviewFeedback", accept());
        desk.submit("supervision1", task, "countersign", giveBack());
        desk.submit(LEAD, task, "rework", feedback());
        steering.extend(
                campaign,
                LocalDate.now(clock).plusDays(10),
                "雨雪天气影响。",
                new Actor("bureau1", Set.of("bureauLeadership")));

        String page = page("lead1", "/review/" + instance(task));

        assertThat(flows(page))
                .isEqualTo(new TreeMap<>(Map.ofEntries(
                        Map.entry("flow_assigned", 1),
                        Map.entry("flow_task", 1),
                        Map.entry("flow_acknowledged", 1),
                        Map.entry("flow_planned", 1),
                        Map.entry("flow_started", 1),
                        Map.entry("flow_field", 2),
                        Map.entry("flow_fieldEnded", 1),
                        Map.entry("flow_feedBack", 1),
                        Map.entry("flow_fedBack", 1),
                        Map.entry("flow_check", 3),
                        Map.entry("flow_checked", 3),
                        Map.entry("flow_reviewed", 2),
                        Map.entry("flow_reviewReturned", 1),
                        Map.entry("flow_feedbackAccepted", 1),
                        Map.entry("flow_countersigned", 1),
                        Map.entry("flow_countersignReturned", 1),
                        Map.entry("flow_returned", 2),
                        Map.entry("flow_rework", 2),
                        Map.entry("flow_reworkGiven", 2),
                        Map.entry("flow_reworked", 2))));
        assertThat(page)
                .contains(
                        "data-from=\"userTask_reviewFeedback\" data-to=\"subProcess_field\"", "<title>现场检查：办理中</title>")
                .containsPattern("class=\"node task cancelled\"[^>]*>\\s*<g data-node=\"userTask_reviewFeedback\"")
                .containsPattern("class=\"node task done\"[^>]*>\\s*<g data-node=\"userTask_rework\"")
                .containsPattern("class=\"node task current\"[^>]*>\\s*<g data-node=\"userTask_carryOut\"");
    }

    @Test
    void saysWhoDidWhatWhenAndWhatTheyHandedIn() {
        String campaign = launches.dispatched(3, ZHAOXIANG);
        String task = taskOf(campaign, ZHAOXIANG);
        launches.fedBack(task, LEAD);
        desk.submit("coordination1", task, "reviewFeedback", giveBack());

        String page = page("supervision1", "/review/" + instance(task));

        assertThat(page)
                .contains("执法协调科", "叙述不实不全", "请写明整改情况。", "赵巷镇城管中队队长", "按期", "2023年1月12日 09:")
                .contains("待赵巷镇城管中队（负责人）办理", "班次1")
                .contains("/camunda/app/cockpit/default/#/process-instance/" + instance(task) + "/runtime")
                .doesNotContain("coordination1", "zhaoxiangLead");
        assertThat(page("supervision1", "/review/of/" + task)).contains("请写明整改情况。");
    }

    @Test
    void walksIntoACalledProcessAndBack() {
        String campaign = launches.dispatched(3, ZHAOXIANG);
        String task = taskOf(campaign, ZHAOXIANG);
        launches.asked(task, LEAD);
        String caller = instance(task);
        String called = history.createHistoricProcessInstanceQuery()
                .superProcessInstanceId(caller)
                .singleResult()
                .getId();

        assertThat(page("bureau1", "/review/" + caller)).contains("href=\"/review/" + called + "\"");
        assertThat(page("bureau1", "/review/" + called)).contains("href=\"/review/" + caller + "\"");
        assertThat(page(LEAD, "/processes/" + called)).contains("href=\"/processes/" + caller + "\"");
        assertThat(page("legal1", "/processes/" + called))
                .doesNotContain("href=\"/processes/" + caller + "\"")
                .contains("中队任务");
    }

    @Test
    void letsSupervisorsAndLeadersReadAllAndOthersTheirOwn() {
        String campaign = launches.dispatched(3, ZHAOXIANG);
        String id = instance(taskOf(campaign, ZHAOXIANG));

        for (String reader : List.of("coordination1", "supervision1", "bureau1", "lead1", "viceHead1")) {
            assertThat(status(reader, "/review/" + id)).as(reader).isEqualTo(200);
            assertThat(status(reader, "/processes/" + id)).as(reader).isEqualTo(200);
            assertThat(status(reader, "/review/models/squadTask")).as(reader).isEqualTo(200);
        }
        for (String other :
                List.of("zhaoxiang1", LEAD, "zhaoxiangTown1", "xujing1", "legal1", "office1", "police1", "admin")) {
            assertThat(status(other, "/review")).as(other).isEqualTo(403);
            assertThat(status(other, "/review.xlsx")).as(other).isEqualTo(403);
            assertThat(status(other, "/review/" + id)).as(other).isEqualTo(403);
            assertThat(status(other, "/review/of/" + campaign)).as(other).isEqualTo(403);
            assertThat(status(other, "/review/models/squadTask")).as(other).isEqualTo(403);
            assertThat(status(other, "/processes")).as(other).isEqualTo(200);
        }
        for (String own : List.of("zhaoxiang1", LEAD, "zhaoxiangTown1")) {
            assertThat(status(own, "/processes/" + id)).as(own).isEqualTo(200);
            assertThat(page(own, "/processes?key=" + campaign)).as(own).contains("/processes/" + id);
        }
        for (String stranger : List.of("xujing1", "legal1", "office1", "police1", "admin")) {
            assertThat(status(stranger, "/processes/" + id)).as(stranger).isEqualTo(404);
            assertThat(page(stranger, "/processes?key=" + campaign))
                    .as(stranger)
                    .doesNotContain(id);
        }
        assertThat(status("lead1", "/review/00000000-0000-0000-0000-000000000000"))
                .isEqualTo(404);
        assertThat(status("lead1", "/review/of/TH-2041-99")).isEqualTo(404);
    }

    @Test
    void leadsNobodyToWhatIsClosedToThem() {
        String campaign = launches.dispatched(3, ZHAOXIANG);
        String task = taskOf(campaign, ZHAOXIANG);
        launches.begun(task, LEAD);
        for (String reader : List.of("coordination1", "supervision1", "bureau1", "lead1", "viceHead1")) {
            leadsOn(reader, "/review/" + instance(campaign));
            leadsOn(reader, "/review/" + instance(task));
            leadsOn(reader, "/tasks/of/" + task);
        }
        for (String own : List.of("zhaoxiang1", "zhaoxiangTown1")) {
            leadsOn(own, "/processes/" + instance(task));
        }
    }

    private void leadsOn(String person, String path) {
        String page = page(person, path);
        Client reader = Client.of(person, port);
        LINK.matcher(page.substring(page.indexOf("<main"), page.indexOf("</main")))
                .results()
                .map(link -> link.group(1).replace("&amp;", "&"))
                .distinct()
                .forEach(link -> assertThat(reader.get(link).status())
                        .as("%s from %s to %s", person, path, link)
                        .isIn(200, 302));
    }

    @Test
    void findsByModelKeySquadThemeMonthOutcomeAndLateness() {
        String campaign = launches.dispatched(3, ZHAOXIANG, Launches.XUJING);
        String task = taskOf(campaign, ZHAOXIANG);
        launches.accepted(task, LEAD);
        String done = instance(task);
        String open = instance(taskOf(campaign, Launches.XUJING));
        jdbc.sql("update act_hi_taskinst set due_date_ = start_time_ - interval '1 day' where proc_inst_id_ = ?")
                .param(open)
                .update();

        assertThat(page("lead1", "/review?key=" + campaign)).contains(done, open, "中队任务", "赵巷镇城管中队");
        found(campaign, "&squad=" + ZHAOXIANG, done, open);
        found(campaign, "&outcome=COMPLETED", done, open);
        found(campaign, "&outcome=RUNNING", open, done);
        found(campaign, "&late=true", open, done);
        assertThat(page("lead1", "/review?key=" + campaign + "&model=thunderCampaign"))
                .doesNotContain(done)
                .contains(instance(campaign));
        assertThat(page("lead1", "/review?key=" + campaign + "&theme=THEME_PRE_HOLIDAY&month=2023-01"))
                .contains(done, open);
        assertThat(page("lead1", "/review?key=" + campaign + "&month=2023-02")).contains("没有符合条件的流程。");
        assertThat(status("lead1", "/review?outcome=GONE")).isEqualTo(422);
        assertThat(status("lead1", "/review?month=Januar")).isEqualTo(422);
        assertThat(status("lead1", "/review?model=unknown")).isEqualTo(422);
        assertThat(status("lead1", "/review?theme=unknown")).isEqualTo(422);
        assertThat(status("lead1", "/review?late=maybe")).isEqualTo(422);
        assertThat(status("lead1", "/review.xlsx?model=unknown")).isEqualTo(422);
        assertThat(status("lead1", "/review?squad=000000000")).isEqualTo(404);
        assertThat(status("lead1", "/review?page=0")).isEqualTo(422);
        assertThat(page("lead1", "/review/" + open)).contains("超期");
    }

    @Test
    void writesWhatIsFoundIntoAWorkbook() throws IOException {
        String campaign = launches.dispatched(3, ZHAOXIANG);

        byte[] file = Client.of("lead1", port).bytes("/review.xlsx?key=" + campaign + "&model=squadTask");

        try (Workbook workbook = new XSSFWorkbook(new ByteArrayInputStream(file))) {
            var row = workbook.getSheetAt(0).getRow(2);
            assertThat(row.getCell(0).getStringCellValue()).isEqualTo(taskOf(campaign, ZHAOXIANG));
            assertThat(row.getCell(9).getStringCellValue()).isEqualTo("办理中");
        }
    }

    @Test
    void asksTheSameForAShortWayAndALongOneAndForFewAndMany() {
        String campaign = launches.dispatched(3, ZHAOXIANG, Launches.XUJING);
        String finished = taskOf(campaign, ZHAOXIANG);
        launches.accepted(finished, LEAD);
        String begun = instance(taskOf(campaign, Launches.XUJING));

        assertThat(statements("/review/" + instance(finished)))
                .isEqualTo(statements("/review/" + begun))
                .isPositive();
        assertThat(statements("/review"))
                .isEqualTo(statements("/review?key=" + finished))
                .isPositive();
        assertThat(statements("/review/models/squadTask")).isEqualTo(statements("/review/models/annualAssessment"));
    }

    @Test
    void drawsEachInstanceByItsOwnVersionOfTheModel() {
        String first = deploy("");
        String second = deploy(
                "<bpmn:intermediateCatchEvent id=\"later\" name=\"新加的等待\"><bpmn:incoming>flow_one</bpmn:incoming>"
                        + "<bpmn:outgoing>flow_two</bpmn:outgoing><bpmn:messageEventDefinition id=\"d\" messageRef=\"m\"/></bpmn:intermediateCatchEvent>");
        try {
            String old = runtime.startProcessInstanceById(definition(first), "CASE-310118105-2041-000001")
                    .getId();
            String young = runtime.startProcessInstanceById(definition(second)).getId();

            assertThat(page("lead1", "/review/" + old))
                    .contains("第1版", "flow_one", "CASE-310118105-2041-000001")
                    .as("cases are closed to leaders (contract, section 6)")
                    .doesNotContain("打开事项")
                    .doesNotContain("新加的等待");
            assertThat(page("supervision1", "/review/" + old)).contains("打开事项");
            assertThat(page("lead1", "/review/" + young)).contains("第2版", "新加的等待");
        } finally {
            repository.deleteDeployment(first, true);
            repository.deleteDeployment(second, true);
        }
    }

    @Test
    void countsTheStepsOfAPeriodAndTheirMedianOfficeHours() {
        String campaign = launches.dispatched(3, ZHAOXIANG);
        launches.accepted(taskOf(campaign, ZHAOXIANG), LEAD);

        String page = page("lead1", "/review/models/squadTask?from=2023-01-01&to=2023-12-31");

        assertThat(page).contains("最慢的环节", "id=\"node-userTask_countersign\"", "heat-");
        assertThat(page("lead1", "/review/models/squadTask?from=2041-01-01&to=2041-12-31"))
                .contains("这个期间没有结束的环节。");
        assertThat(status("lead1", "/review/models/squadTask?from=2023-02-01&to=2023-01-01"))
                .isEqualTo(422);
        assertThat(status("lead1", "/review/models/squadTask?from=gestern")).isEqualTo(422);
        assertThat(status("lead1", "/review/models/unknown")).isEqualTo(404);
    }

    @Test
    void countsOfficeHoursOverHolidaysAndMakeUpDays() {
        assertThat(hours("2023-01-12 09:00", "2023-01-13 09:00")).isEqualTo(8.5);
        assertThat(hours("2023-01-12 20:00", "2023-01-13 07:00")).isZero();
        assertThat(hours("2023-01-20 17:00", "2023-01-28 09:30")).isEqualTo(1);
        assertThat(hours("2023-01-14 10:00", "2023-01-14 16:00")).isZero();
    }

    private double hours(String from, String to) {
        return jdbc.sql("""
                        select office_hours(:to::timestamp, last.works, last.opens, last.closes, last.hours_before)
                                   - office_hours(:from::timestamp, first.works, first.opens, first.closes, first.hours_before)
                        from office_days('2023-01-01', '2023-02-28') first
                                 join office_days('2023-01-01', '2023-02-28') last on last.day = :to::timestamp::date
                        where first.day = :from::timestamp::date
                        """)
                .param("from", from)
                .param("to", to)
                .query(Double.class)
                .single();
    }

    private String deploy(String added) {
        String model = """
                <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"
                    xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"
                    xmlns:di="http://www.omg.org/spec/DD/20100524/DI" targetNamespace="leiting">
                  <bpmn:message id="m" name="reviewProbe"/>
                  <bpmn:process id="reviewProbe" name="试验" isExecutable="true" camunda:historyTimeToLive="P1D">
                    <bpmn:startEvent id="start"/>
                    <bpmn:sequenceFlow id="flow_one" sourceRef="start" targetRef="TARGET"/>
                    ADDED
                    <bpmn:endEvent id="end"/>
                    FLOW
                  </bpmn:process>
                  <bpmndi:BPMNDiagram id="g"><bpmndi:BPMNPlane id="p" bpmnElement="reviewProbe">
                    <bpmndi:BPMNShape id="s1" bpmnElement="start"><dc:Bounds x="10" y="10" width="36" height="36"/></bpmndi:BPMNShape>
                    SHAPE
                    <bpmndi:BPMNShape id="s2" bpmnElement="end"><dc:Bounds x="200" y="10" width="36" height="36"/></bpmndi:BPMNShape>
                    <bpmndi:BPMNEdge id="e1" bpmnElement="flow_one"><di:waypoint x="46" y="28"/><di:waypoint x="200" y="28"/></bpmndi:BPMNEdge>
                  </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
                </bpmn:definitions>
                """.replace("ADDED", added)
                .replace("TARGET", added.isEmpty() ? "end" : "later")
                .replace(
                        "FLOW",
                        added.isEmpty()
                                ? ""
                                : "<bpmn:sequenceFlow id=\"flow_two\" sourceRef=\"later\" targetRef=\"end\"/>")
                .replace(
                        "SHAPE",
                        added.isEmpty()
                                ? ""
                                : "<bpmndi:BPMNShape id=\"s3\" bpmnElement=\"later\"><dc:Bounds x=\"100\" y=\"10\" width=\"36\" height=\"36\"/></bpmndi:BPMNShape>");
        return repository
                .createDeployment()
                .addString("reviewProbe.bpmn", model)
                .deploy()
                .getId();
    }

    private String definition(String deployment) {
        return repository
                .createProcessDefinitionQuery()
                .deploymentId(deployment)
                .singleResult()
                .getId();
    }

    private void found(String campaign, String filter, String shown, String hidden) {
        assertThat(page("lead1", "/review?key=" + campaign + filter))
                .as(filter)
                .contains("/review/" + shown)
                .doesNotContain("/review/" + hidden);
    }

    private static Map<String, Integer> flows(String page) {
        Map<String, Integer> flows = new TreeMap<>();
        FLOW.matcher(page).results().forEach(flow -> flows.put(flow.group(2), times(flow)));
        return flows;
    }

    private static int times(MatchResult flow) {
        return TIMES.matcher(flow.group(3))
                .results()
                .findFirst()
                .map(times -> Integer.parseInt(times.group(1)))
                .orElse(1);
    }

    private String instance(String businessKey) {
        return history.createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(businessKey)
                .rootProcessInstances()
                .singleResult()
                .getId();
    }

    private int statements(String path) {
        page("lead1", path);
        Client reader = Client.of("lead1", port);
        reader.get(path);
        return Statements.during(() -> reader.get(path));
    }

    private int status(String person, String path) {
        return Client.of(person, port).get(path).status();
    }

    private String page(String person, String path) {
        Client.Answer answer = Client.of(person, port).get(path);
        while (answer.status() == 302) {
            String next = answer.raw().headers().firstValue("Location").orElseThrow();
            answer = Client.of(person, port).get(next.replaceFirst("^https?://[^/]+", ""));
        }
        assertThat(answer.status()).as(path + answer.body()).isEqualTo(200);
        return answer.body();
    }
}
