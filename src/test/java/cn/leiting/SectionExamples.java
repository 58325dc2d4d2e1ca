package cn.leiting;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.evidence.Pictures;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the sections and other agencies do, once each, through the product's pages and forms. */
public final class SectionExamples {

    private static final Map<String, Object> APPROVE = Map.of("decision", "APPROVE");
    private static final Map<String, Object> NOT_NEEDED = Map.of("decision", "REJECT", "comment", "本局职权已经足够，不需要联合执法。");
    private static final Pattern FINDING = Pattern.compile("/findings/(\\d+)\"");
    private static final Pattern REFERENCE = Pattern.compile("name=\"reference\" value=\"([^\"]+)\"");

    private final Bureau bureau;
    private final Consumer<String> told;

    SectionExamples(Bureau bureau, Consumer<String> told) {
        this.bureau = bureau;
        this.told = told;
    }

    /**
     * Draws once more, visits every squad, and looks at what was drawn of the findings.
     *
     * @param every so many squads, at one something is found that it had called in order
     */
    void supervise(String assignment, int every) {
        told.accept("supervision of " + assignment);
        String draws = "/supervision/samples/" + assignment;
        bureau.form("supervision1", draws, Map.of("reason", "信访反映较多，增加一次抽样。"));
        List<String> squads = List.copyOf(Bureau.SQUADS.values());
        squads.forEach(squad -> visit(assignment, squad, squads.indexOf(squad) % every == every - 1));
        Matcher drawn = FINDING.matcher(bureau.person("supervision1").get(draws).body());
        Set<String> findings = new HashSet<>();
        while (drawn.find() && findings.size() < 12) {
            if (findings.add(drawn.group(1))) {
                bureau.form(
                        "supervision1",
                        draws + "/findings/" + drawn.group(1),
                        Map.of(
                                "shouldBe",
                                findings.size() % 4 == 0 ? "ORDERED" : "NONE",
                                "reason",
                                "按照裁量基准，应当责令限期改正。"));
            }
        }
    }

    private void visit(String assignment, String squad, boolean problem) {
        String now =
                bureau.now().minusMinutes(30).truncatedTo(ChronoUnit.MINUTES).toString();
        String visit = bureau.form(
                "supervision1",
                "/supervision/visits",
                Map.of(
                        "assignment", assignment,
                        "squad", squad,
                        "visitedAt", now,
                        "inspectors", "supervision1,coordination2",
                        "joint", "true"));
        Map<String, String> seen = new HashMap<>();
        seen.put("point", "P-" + squad + "-0003");
        seen.put("seenAt", now);
        seen.put("result", problem ? "PROBLEM" : "OK");
        if (problem) {
            seen.put("violation", "VIO_STALL");
            seen.put("description", "人行道上有占道设摊一处。");
        }
        bureau.form("supervision1", visit + "/points", seen, "photos", Pictures.jpeg(60, 40));
        bureau.form("supervision1", visit + "/submit", Map.of("comment", problem ? "请当场改正并举一反三。" : "现场情况良好。"));
        bureau.form("coordination2", visit + "/sign", Map.of());
    }

    /** The daily reports of so many days, the first with a note. */
    void release(String campaign, LocalDate first, int days) {
        for (int day = 0; day < days; day++) {
            String bulletin = "/campaigns/" + campaign + "/daily/" + first.plusDays(day);
            if (day == 0) {
                bureau.form("coordination1", bulletin + "/note", Map.of("text", "夜间流动设摊集中，次日增派一组。"));
            }
            bureau.form("coordination1", bulletin + "/release", Map.of());
        }
    }

    /** What is late of the squad and about that. */
    void urge(String squad, String about) {
        String page =
                bureau.person("supervision1").get("/supervision?squad=" + squad).body();
        List<String> late = new ArrayList<>();
        for (String row : page.split("<tr")) {
            Matcher reference = REFERENCE.matcher(row);
            if (row.contains(about) && reference.find()) {
                late.add(reference.group(1));
            }
        }
        assertThat(late).as("late things of " + about).isNotEmpty();
        bureau.form("supervision1", "/supervision/urgings", Map.of("reference", late.get(0), "text", "请尽快办理，并说明逾期原因。"));
    }

    /** 抄送, read, and 转办. */
    void handOver(String businessKey, String task, String from, String to) {
        String id = bureau.tasks(from, businessKey, task).get(0);
        assertThat(bureau.person(from)
                        .engine("POST", "/task/" + id + "/claim", Map.of("userId", from))
                        .status())
                .isEqualTo(204);
        bureau.form(from, "/tasks/" + id + "/copies", Map.of("receivers", "supervision2", "text", "请了解该中队的反馈情况。"));
        assertThat(bureau.person("supervision2").get("/tasks/" + id).status()).isEqualTo(200);
        bureau.form(from, "/tasks/" + id + "/transfer", Map.of("to", to, "reason", "外出参加会议，请代为审核。"));
    }

    /** Before the item is edited. */
    void photograph(String item, String person) {
        byte[] photo = Pictures.jpeg(60, 40);
        bureau.form(person, "/publicity/" + item + "/photos", Map.of(), "file", photo);
        bureau.form("office1", "/publicity/" + item + "/photos/" + Pictures.hash(photo) + "/marks", Map.of());
    }

    /** A picture of what was published, and its readers a week later. */
    void prove(String item) {
        String publication = "/publicity/" + item + "/publications/1";
        bureau.form("office1", publication + "/proofs", Map.of(), "file", ("%PDF-1.4 " + item).getBytes(UTF_8));
        bureau.clock(bureau.now().toLocalDate().plusDays(8) + "T10:00");
        bureau.form("office1", publication + "/counts", Map.of("readers", "1200", "shares", "35"));
    }

    /** A special report beside those of the procedure; answers its code. */
    public String report() {
        told.accept("a special report of its own");
        String code = bureau.start(
                "coordination1", "specialReport", Map.of("title", "节前市容环境阶段情况专报", "subject", MainJob.CAMPAIGN));
        bureau.submit(
                "coordination1",
                code,
                "draftReport",
                Map.of(
                        "title", "节前市容环境阶段情况专报",
                        "overall", "总体平稳有序。",
                        "progress", "各中队按照行动方案开展检查。",
                        "practices", "错时勤务，突出商业街区。",
                        "problems", "个别点位容易反复。",
                        "nextSteps", "继续加强巡查。"));
        bureau.submit("supervision1", code, "cosignReport", APPROVE);
        bureau.submit("bureau1", code, "signReport", APPROVE);
        bureau.settle();
        return code;
    }

    /** Proposed by 徐泾, with the police and without the market supervision, held and closed; answers its code. */
    public String joint() {
        told.accept("a joint operation");
        LocalDate first = bureau.now().toLocalDate().plusDays(7);
        String code = proposed(first);
        bureau.submit("coordination1", code, "screenJoint", APPROVE);
        bureau.submit("lead1", code, "approveJoint", APPROVE);
        bureau.settle();
        bureau.submit("police1", code, "replyInvitation", Map.of("reply", "ACCEPT"));
        bureau.submit("greening1", code, "replyInvitation", Map.of("reply", "ACCEPT", "remark", "派两人参加。"));
        bureau.submit("transport1", code, "replyInvitation", Map.of("reply", "ACCEPT"));
        bureau.submit("market1", code, "replyInvitation", Map.of("reply", "DECLINE", "remark", "当日另有任务。"));
        bureau.settle();
        LocalDateTime held = first.atTime(20, 0);
        bureau.submit(
                "coordination1",
                code,
                "planJoint",
                Map.of(
                        "heldAt",
                        held.toString(),
                        "assemblyPoint",
                        "盈港路崧泽大道路口",
                        "commander",
                        "执法协调科负责人",
                        "tasks",
                        List.of(Map.of("agency", "agencyPolice", "task", "检查车辆证照。")),
                        "squads",
                        List.of("310118106"),
                        "safetyPlan",
                        "穿戴反光背心，设置警示标志。",
                        "bodyCam",
                        true));
        bureau.clock(held.plusHours(3).toString());
        for (String agency : List.of("police1", "greening1", "transport1")) {
            bureau.submit(
                    agency,
                    code,
                    "recordJointResult",
                    Map.of(
                            "attended",
                            true,
                            "persons",
                            4,
                            "duty",
                            "检查车辆证照，查处违法行为。",
                            "measure",
                            "扣留车辆一台。",
                            "cases",
                            1,
                            "followUp",
                            "查明运输单位。",
                            "dueOn",
                            first.plusDays(20).toString()));
        }
        bureau.form(
                "coordination1",
                "/joint/" + code + "/attendance",
                Map.of("rows[0].squad", "310118106", "rows[0].attended", "true"));
        bureau.submit("coordination1", code, "closeJoint", Map.of("summary", "检查渣土车二十台，查处未密闭运输一起，各部门密切配合，取得了较好效果。"));
        bureau.settle();
        return code;
    }

    /** Proposed, and not needed; answers its code. */
    public String jointNotNeeded() {
        told.accept("a joint operation that is not needed");
        String code = proposed(bureau.now().toLocalDate().plusDays(7));
        bureau.submit("coordination1", code, "screenJoint", NOT_NEEDED);
        bureau.settle();
        return code;
    }

    private String proposed(LocalDate first) {
        return bureau.start(
                "xujing1",
                "jointEnforcement",
                Map.of(
                        "kind",
                        "DEBRIS",
                        "matter",
                        "渣土车夜间未密闭运输，涉及道路交通和运输许可。",
                        "place",
                        "徐泾镇主要道路沿线",
                        "campaignId",
                        MainJob.CAMPAIGN,
                        "suggestedAgencies",
                        List.of("agencyPolice", "agencyGreening", "agencyTransport", "agencyMarket"),
                        "from",
                        first.toString(),
                        "to",
                        first.plusDays(2).toString()));
    }

    /** 年度考核 of a year that is over, from its beginning by itself to the lock. */
    public void assess(int year) {
        String code = "AA-" + year;
        bureau.settle();
        bureau.settle();
        bureau.submit("supervision1", code, "checkAssessment", APPROVE);
        bureau.settle();
        bureau.submit("bureau1", code, "confirmAssessment", APPROVE);
        bureau.settle();
        bureau.clock(bureau.now().toLocalDate().plusDays(25) + "T09:00");
        assertThat(bureau.instances("businessKey", code)).as(code).isEmpty();
    }

    /** What whoever looks after the audit is told of its chain. */
    public String auditState() {
        String page = bureau.person("admin").get("/audit/verify").body();
        return page.replaceAll("(?s).*<main[^>]*>(.*)</main>.*", "$1")
                .replaceAll("<[^>]+>", " ")
                .replaceAll("\\s+", " ");
    }
}
