package cn.leiting.process;

import cn.leiting.lookback.LookBacks;
import cn.leiting.lookback.Traces;
import cn.leiting.programme.Draft;
import cn.leiting.programme.PlannedCampaign.MonthStatus;
import cn.leiting.programme.Planning;
import cn.leiting.programme.Programmes;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Campaigns for tests: each is the next planned one of a programme that only these tests use. */
@Component
public class Launches {

    public static final String ZHAOXIANG = "310118105";
    static final String XUJING = "310118106";
    static final Map<String, Object> APPROVE = Map.of("decision", "APPROVE");

    private static final int YEAR = 2089;

    private final Programmes programmes;
    private final Planning planning;
    private final RuntimeService runtime;
    private final ManagementService jobs;
    private final Desk desk;
    private final JdbcClient jdbc;
    private final Traces traces;
    private final Clock clock;
    private int launched;

    Launches(
            Programmes programmes,
            Planning planning,
            RuntimeService runtime,
            ManagementService jobs,
            Desk desk,
            JdbcClient jdbc,
            Traces traces,
            Clock clock) {
        this.programmes = programmes;
        this.planning = planning;
        this.runtime = runtime;
        this.jobs = jobs;
        this.desk = desk;
        this.jdbc = jdbc;
        this.traces = traces;
        this.clock = clock;
    }

    /** A campaign that waits for its definition. */
    synchronized String launched() {
        if (launched == 0) {
            issue();
        }
        launched++;
        return planning.launch(YEAR, launched, "coordination1");
    }

    private void issue() {
        String code = programmes.start(YEAR, "coordination1");
        List<Draft.Row> rows = IntStream.rangeClosed(1, 90)
                .mapToObj(
                        seq -> new Draft.Row(seq, "THEME_PRE_HOLIDAY", "第" + seq + "次集中整治", MonthStatus.FIXED, 1, null))
                .toList();
        List<String> goals =
                IntStream.rangeClosed(1, 12).mapToObj(month -> month + "月目标").toList();
        Draft draft = new Draft("试验方案", "不少于8轮", 8, "牵头领导", "执法协调科", goals, rows);
        planning.write(YEAR, draft, version(code), "coordination1");
        programmes.submitDraft(code, "coordination1");
        programmes.approve(code, null, "bureau1");
        programmes.issue(code, "青城管执〔2089〕1号", LocalDate.now(clock), "office1");
    }

    private int version(String code) {
        return jdbc.sql("select version from annual_programme where code = ?")
                .param(code)
                .query(Integer.class)
                .single();
    }

    /** A campaign of these squads, approved and dispatched, from today on for so many days. */
    public String dispatched(int days, String... squads) {
        String code = launched();
        LocalDate today = LocalDate.now(clock);
        desk.submit(
                "coordination1", code, "defineCampaign", definition(today, today.plusDays(days - 1), List.of(squads)));
        desk.submit("bureau1", code, "approveCampaign", APPROVE);
        while (job(code, "serviceTask_dispatchSquadTasks") != null) {
            desk.fire(code, "serviceTask_dispatchSquadTasks");
        }
        return code;
    }

    static Map<String, Object> definition(LocalDate from, LocalDate to, List<String> squads) {
        Map<String, Object> form = new HashMap<>();
        form.put("basisType", "BOTH");
        form.put("basisText", "区委区政府重点工作部署和季节性特点。");
        form.put("startDate", from.toString());
        form.put("endDate", to.toString());
        form.put("scope", squads.isEmpty() ? "DISTRICT" : "PARTIAL");
        form.put("squads", squads);
        form.put("enterpriseInspection", false);
        form.put("guidanceText", "突出主次干道和商业街区，做到有落实、有反馈。");
        return form;
    }

    public static String taskOf(String campaign, String squad) {
        return campaign + ":" + squad;
    }

    /** The look-back of a campaign that ended so many days ago, with its samples drawn. */
    public String lookBackOf(String campaign, int daysAgo) {
        traces.over(campaign, daysAgo);
        desk.fire(campaign, "timer_lookBackDue");
        desk.fire(campaign, "serviceTask_startLookBack");
        String code = LookBacks.codeOf(campaign);
        desk.fire(code, "serviceTask_drawSamples");
        return code;
    }

    /** Its samples confirmed and given to the squads. */
    public String lookBackDispatched(String campaign, int daysAgo) {
        String code = lookBackOf(campaign, daysAgo);
        desk.submit("coordination1", code, "confirmSamples", Map.of("confirmed", true));
        while (job(code, "serviceTask_dispatchSquadTasks") != null) {
            desk.fire(code, "serviceTask_dispatchSquadTasks");
        }
        return code;
    }

    /** Signed for, duty planned, begun. */
    public void begun(String task, String lead) {
        desk.submit(lead, task, "acknowledge", Map.of("accepted", true));
        desk.submit(lead, task, "planDuty", duty(lead));
        desk.fire(task, "timer_start");
    }

    Map<String, Object> duty(String lead) {
        String squad = lead.replace("Lead", "");
        return Map.of(
                "commanderId",
                lead,
                "shifts",
                List.of(Map.of(
                        "date",
                        LocalDate.now(clock).toString(),
                        "kind",
                        "NIGHT",
                        "from",
                        "20:00",
                        "to",
                        "02:00",
                        "officers",
                        List.of(squad + "1", squad + "2"),
                        "auxiliaries",
                        1,
                        "vehicles",
                        1,
                        "areaIds",
                        "主要道路沿线")),
                "focus",
                "主次干道和商业街区。");
    }

    /** With its final feedback handed in, after the end date. */
    public void fedBack(String task, String lead) {
        begun(task, lead);
        desk.fire(task, "timer_end");
        desk.submit(lead, task, "feedBack", feedback());
    }

    /** Reviewed, countersigned, closed. */
    public void accepted(String task, String lead) {
        fedBack(task, lead);
        desk.submit("coordination1", task, "reviewFeedback", accept());
        desk.submit("supervision1", task, "countersign", accept());
        desk.fire(task, "serviceTask_closeTask");
    }

    /** Fed back with a question that only the legal section can answer, and accepted: its guidance is called. */
    public void asked(String task, String lead) {
        begun(task, lead);
        desk.fire(task, "timer_end");
        Map<String, Object> hard = new HashMap<>(feedback());
        hard.put("hardCase", true);
        hard.put("question", "流动摊贩多次占道、每次数额很小，能否并案处理，请予指导。");
        desk.submit(lead, task, "feedBack", hard);
        desk.submit("coordination1", task, "reviewFeedback", accept());
        desk.submit("supervision1", task, "countersign", accept());
        desk.fire(task, "serviceTask_closeTask");
    }

    static Map<String, Object> feedback() {
        return Map.of(
                "narrative",
                "本中队按照行动方案组织力量开展检查，突出主次干道、商业街区和居民集中区域，发现问题当场督促改正，并对当事人进行了法律宣传和教育。",
                "problems",
                "个别点位容易反复。",
                "nextSteps",
                "加强日常巡查，巩固整治成效。");
    }

    static Map<String, Object> accept() {
        return Map.of("decision", "ACCEPT");
    }

    static Map<String, Object> giveBack() {
        return Map.of("decision", "RETURN", "defects", List.of("NARRATIVE"), "comment", "请写明整改情况。");
    }

    boolean runs(String businessKey) {
        return runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(businessKey)
                        .count()
                > 0;
    }

    /** The date of the waiting timer at a node of the instance. */
    java.time.Instant due(String businessKey, String activity) {
        return job(businessKey, activity).getDuedate().toInstant();
    }

    Job job(String businessKey, String activity) {
        return jobs.createJobQuery()
                .processInstanceId(runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(businessKey)
                        .singleResult()
                        .getId())
                .activityId(activity)
                .singleResult();
    }
}
