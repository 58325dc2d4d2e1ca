package cn.leiting;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.FieldDiary.Found;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * 365再提升 as a story, with the clock moving: complaints of three towns become one, a campaign takes a squad of it over
 * meanwhile, and the others finish.
 */
@LeitingStory
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ImprovementStoryTests {

    private static final String CODE = "FI-2023-01";
    private static final String CAMPAIGN = "TH-2023-01";
    private static final String HEADER = "工单号,类型,接单时间,办理期限,中队,点位编号,诉求内容,办结时间,是否满意,办理结果";
    private static final List<String> FREE = List.of("zhaoxiang", "huaxin");
    private static final Map<String, Object> APPROVE = Map.of("decision", "APPROVE");
    private static final Map<String, Object> ACCEPT = Map.of("decision", "ACCEPT");

    private static Bureau bureau;
    private static final Map<String, FieldDiary> diaries = new HashMap<>();

    @LocalServerPort
    private int port;

    @BeforeEach
    void opens() {
        bureau = bureau == null ? new Bureau("http://127.0.0.1:" + port) : bureau;
    }

    @Test
    @Order(1)
    void aHostileFileIsReportedRowByRowAndHarmsNothing() {
        Client.Answer report = imported(
                HEADER,
                row("HS0001", "其他", "=HYPERLINK(\"\"http://example.org\"\",\"\"看\"\")"),
                row("=1+1", "其他", "夜间噪声。"),
                row("HS0002", "<script>alert(1)</script>", "夜间噪声。"),
                row("HS0003", "其他", "请打１３８-1234-5678。"),
                row("HS0004", "其他", "他是310118199001011234。"),
                row("HS0005", "其他", "夜间噪声。"),
                row("HS0005", "其他", "另一件。"),
                row("HS\u00006", "其他", "夜间噪声。"),
                row("HS0007", "其\u0000他", "夜间噪声。"),
                row("HS0008", "其他", "夜间\u0000噪声。"),
                row("HS0009", "其他", "长".repeat(501)),
                "HS0010,其他,2023-01-10 08:30,2023-01-16 17:00,青\u0000浦,,夜间噪声。,,,",
                "HS0011,其他,2023-01-10 08:30,2023-01-16 17:00,310118105,P\u0000-1,夜间噪声。,,,",
                "HS0012,其他," + "9".repeat(200_000) + ",2023-01-16 17:00,310118105,,夜间噪声。,,,");

        assertThat(report.status()).as(report.body()).isEqualTo(200);
        assertThat(report.body())
                .contains("新增 2 行", "退回 12 行", "工单号“HS0005”与第7行重复。", "诉求内容中不能有手机号或者身份证号")
                .doesNotContain("<script>alert")
                .hasSizeLessThan(100_000);
        assertThat(bureau.person("coordination1").get("/complaints/HS0001").body())
                .contains("=HYPERLINK");
    }

    @Test
    @Order(2)
    void aFileThatIsNoneIsRefusedWithASentence() {
        assertThat(imported("编号,内容").status()).isEqualTo(422);
        assertThat(imported(HEADER, "\"HS0020").body()).contains("引号没有配对");
        assertThat(imported(HEADER, row("HS0021", "其他", "长".repeat(3_000_000))).body())
                .contains("文件超过8MB");
        assertThat(imported(HEADER, row("HS0022", "其他", "x".repeat(5_000_000))).body())
                .contains("诉求内容不能超过500字。");
        assertThat(imported(HEADER, row("HS0023", "其他", "x".repeat(25_000_000))).status())
                .isEqualTo(413);
    }

    @Test
    @Order(3)
    void complaintsOfThreeTownsProposeAnImprovement() {
        Client.Answer report = imported(
                HEADER,
                complaint("ST0001", "zhaoxiang"),
                complaint("ST0002", "zhaoxiang"),
                complaint("ST0003", "xujing"),
                complaint("ST0004", "huaxin"));
        assertThat(report.body()).contains("新增 4 行");
        Client coordination = bureau.person("coordination1");
        assertThat(coordination.get("/complaints").body()).contains("没有发现诉件聚集");

        Client.Answer fifth = coordination.post(
                "/api/complaints",
                Map.of(
                        "ticketNo", "ST0005",
                        "kind", "VIO_STALL",
                        "receivedAt", "2023-01-11T10:00:00+08:00",
                        "dueAt", "2023-01-18T17:00:00+08:00",
                        "squad", Bureau.SQUADS.get("xujing"),
                        "text", "路口有摊贩。"));

        assertThat(fifth.status()).as(fifth.body()).isEqualTo(201);
        assertThat(coordination.get("/complaints").body())
                .contains("3个街镇收到“占道设摊”诉件5件", "/improvements?cluster=CC-2023-001");
        Client.Answer led = coordination.get("/improvements?cluster=CC-2023-001");
        assertThat(led.raw().headers().firstValue("Location").orElse("")).endsWith("/improvements/" + CODE);
        assertThat(coordination.get("/improvements/" + CODE).body()).contains("CC-2023-001，自动建议");
    }

    @Test
    @Order(4)
    void aSquadThatDoesNotExistIsRefusedInTheForm() {
        bureau.refuse("coordination1", CODE, "defineImprovement", plan(List.of("310118999")));
    }

    @Test
    @Order(5)
    void coordinationCompletesItAndTheSquadsHaveTheirTasks() {
        List<String> squads = List.of("zhaoxiang", "xujing", "huaxin").stream()
                .map(Bureau.SQUADS::get)
                .toList();
        bureau.submit("coordination1", CODE, "defineImprovement", plan(squads));
        bureau.submit("lead1", CODE, "approveImprovement", APPROVE);
        bureau.settle();

        for (String name : List.of("zhaoxiang", "xujing", "huaxin")) {
            bureau.submit(name + "Lead", task(name), "acknowledge", Map.of("accepted", true));
            bureau.submit(name + "Lead", task(name), "planDuty", Bureau.duty(name, "2023-01-13"));
        }
        assertThat(page("supervision1", "/duty?date=2023-01-13")).contains("365再提升", "20:00");
    }

    @Test
    @Order(6)
    void theyGoOutWithPhotosAndTheirDutyModeSaysSo() {
        bureau.clock("2023-01-13T21:00");
        for (String name : List.of("zhaoxiang", "xujing", "huaxin")) {
            diary(name).visit(0, "2023-01-13", new Found("VIO_STALL", "CORRECTED_ON_SPOT"));
        }

        assertThat(page("xujing1", "/")).contains("今日勤务模式：<strong>365再提升</strong>");
        assertThat(page("baihe1", "/")).contains("今日勤务模式：<strong>日常勤务</strong>");
        assertThat(page("xujingTown1", "/improvements/" + CODE))
                .contains("徐泾镇城管中队")
                .doesNotContain("赵巷镇城管中队");
        assertThat(page("xujing1", "/improvements/" + CODE + "/squads/" + Bureau.SQUADS.get("xujing")))
                .contains("当场整改1起");
        assertThat(bureau.person("baihe1").get("/improvements/" + CODE).status())
                .isEqualTo(403);
    }

    @Test
    @Order(7)
    void aCampaignTakesOneSquadOverOnItsFirstDay() {
        Client coordination = bureau.person("coordination1");
        assertThat(coordination
                        .post("/api/programmes/2023/planned/1/launch", Map.of())
                        .json()
                        .path("code")
                        .asText())
                .isEqualTo(CAMPAIGN);
        Client.Answer chosen = coordination.put(
                "/api/campaigns/" + CAMPAIGN + "/points",
                List.of(Map.of(
                        "pointId",
                        "P-310118106-0002",
                        "squadCode",
                        Bureau.SQUADS.get("xujing"),
                        "priority",
                        2,
                        "reason",
                        "ROUTINE",
                        "requiredRounds",
                        1)));
        assertThat(chosen.json().path("accepted").asInt()).as(chosen.body()).isEqualTo(1);
        bureau.submit(
                "coordination1",
                CAMPAIGN,
                "defineCampaign",
                Map.of(
                        "basisType", "BOTH",
                        "basisText", "区委区政府春节前重点工作部署。",
                        "startDate", "2023-01-16",
                        "endDate", "2023-01-20",
                        "scope", "PARTIAL",
                        "squads", List.of(Bureau.SQUADS.get("xujing")),
                        "enterpriseInspection", false,
                        "guidanceText", "突出主次干道和商业街区，做到有落实、有反馈。"));
        bureau.submit("bureau1", CAMPAIGN, "approveCampaign", APPROVE);
        assertThat(page("supervision1", "/improvements/" + CODE)).contains("1月13日至1月15日", "届时并入");
        bureau.clock("2023-01-15T23:00");
        assertThat(bureau.instances("businessKey", task("xujing"))).hasSize(1);

        bureau.clock("2023-01-16T09:00");

        assertThat(bureau.instances("businessKey", task("xujing"))).isEmpty();
        assertThat(page("supervision1", "/improvements/" + CODE)).contains("转入点位18个，行动中已有1个，未能转入0个");
        assertThat(page("xujing1", "/")).contains("今日勤务模式：<strong>专项整治</strong>");
        assertThat(page("huaxin1", "/")).contains("今日勤务模式：<strong>365再提升</strong>");
    }

    @Test
    @Order(8)
    void theOthersFinishAndItsEffectIsEvaluated() {
        bureau.clock("2023-01-18T09:00");
        for (String name : FREE) {
            finish(name);
        }
        bureau.settle();
        bureau.submit(
                "coordination1",
                CODE,
                "evaluateEffect",
                Map.of("solved", "PARTLY", "text", "主要道路已经好转。", "proposeCampaign", true));

        assertThat(bureau.instances("businessKey", CODE)).isEmpty();
        assertThat(page("lead1", "/improvements/" + CODE)).contains("部分解决", "建议立项", "并入专项行动", "各中队均已办结");
        assertThat(page("lead1", "/improvements")).contains("3／3", "建议立项");
        assertThat(page("supervision1", "/duty/2023")).contains("365再提升");
    }

    private static void finish(String name) {
        bureau.submit(name + "Lead", task(name), "feedBack", Bureau.feedback());
        bureau.submit("coordination1", task(name), "reviewFeedback", ACCEPT);
        bureau.submit("supervision1", task(name), "countersign", ACCEPT);
    }

    private static Map<String, Object> plan(List<String> squads) {
        Map<String, Object> plan = new HashMap<>();
        plan.put("decision", "CARRY_OUT");
        plan.put("triggerType", "COMMON_SITUATION");
        plan.put("source", "COMPLAINT");
        plan.put("evidence", "一周内三个街镇收到占道设摊诉件5件。");
        plan.put("squads", squads);
        plan.put("focusItems", "占道设摊\n跨门经营");
        plan.put("from", "2023-01-13");
        plan.put("to", "2023-01-17");
        plan.put("guidance", "突出商业街区，劝导为先。");
        return plan;
    }

    private static Client.Answer imported(String... lines) {
        String file = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n"
                + "Content-Type: text/csv\r\n\r\n" + String.join("\n", lines) + "\r\n--x--\r\n";
        return bureau.person("coordination1")
                .upload("POST", "/complaints", file.getBytes(UTF_8), "Content-Type", "multipart/form-data; boundary=x");
    }

    private static String row(String ticket, String kind, String text) {
        return "%s,%s,2023-01-10 08:30,2023-01-16 17:00,310118105,,\"%s\",,,".formatted(ticket, kind, text);
    }

    private static String complaint(String ticket, String squad) {
        return "%s,占道设摊,2023-01-10 08:30,2023-01-16 17:00,%s,,路口有摊贩。,,,".formatted(ticket, Bureau.SQUADS.get(squad));
    }

    private static FieldDiary diary(String name) {
        return diaries.computeIfAbsent(
                name, key -> new FieldDiary(task(name), bureau.person(name + "1"), List.of(name + "1", name + "2")));
    }

    private static String task(String name) {
        return CODE + ":" + Bureau.SQUADS.get(name);
    }

    private static String page(String user, String path) {
        Client.Answer answer = bureau.person(user).get(path);
        assertThat(answer.status()).as(path + ": " + answer.body()).isEqualTo(200);
        return answer.body();
    }
}
