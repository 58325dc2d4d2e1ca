package cn.leiting;

import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.FieldDiary.Found;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.StreamSupport;
import org.apache.poi.extractor.ExtractorFactory;
import org.apache.poi.extractor.POITextExtractor;

/**
 * The whole job of the product, from the launch of 节前市容环境执法保障 to the final scores after its look-back,
 * by the calls that anybody can make: eleven squads, their rounds in the field, one report returned, one
 * difficult case, one appeal. It works on any instance whose trial clock stands at its beginning, and
 * fails where an answer is not what the bureau may expect.
 */
public class MainJob {

    static final String CAMPAIGN = "TH-2023-01";
    static final String LOOK_BACK = "LB-2023-01";

    private static final int POINTS = 20; // a town's points of the trial catalogue
    private static final Map<String, Object> ACCEPT = Map.of("decision", "ACCEPT");
    private static final Map<String, Object> APPROVE = Map.of("decision", "APPROVE");
    private static final String[] VIOLATIONS = {"VIO_STALL", "VIO_STACKING", "VIO_POSTING", "VIO_BICYCLE_PARKING"};

    private final Bureau bureau;
    private final Map<String, FieldDiary> diaries = new HashMap<>();
    private final Map<String, FieldDiary> laterDiaries = new HashMap<>();
    private String report = "";

    MainJob(Bureau bureau) {
        this.bureau = bureau;
    }

    /** @param args the address of an instance of the trial that has just been started for the first time */
    public static void main(String... args) {
        MainJob job = new MainJob(new Bureau(args.length == 0 ? "http://localhost:8080" : args[0]));
        for (Step step : job.steps()) {
            step.action().run();
            System.out.printf("%s  %s%n", job.bureau.now(), step.name());
        }
        job.printScores();
    }

    /** One part of the job and what it is called. */
    record Step(String name, Runnable action) {

        @Override
        public String toString() {
            return name;
        }
    }

    /** In the order in which they happen; each needs those before it. */
    List<Step> steps() {
        return List.of(
                new Step("the bureau launches, defines and approves the campaign", this::launch),
                new Step("eleven squads acknowledge it and plan their duty", this::acknowledge),
                new Step("they inspect all their points in three nights", this::inspect),
                new Step("they send information, and the office publishes it", this::inform),
                new Step("they feed back, and one report is returned", this::feedBack),
                new Step("the legal section guides a difficult case", this::guide),
                new Step("the sections supervise and close the campaign", this::close),
                new Step("the special report is signed and read by a town", this::report),
                new Step("the provisional scores are computed and published", this::score),
                new Step("one squad appeals and is right", this::appeal),
                new Step("the look-back has begun by itself, and its samples are confirmed", this::beginLookBack),
                new Step("the squads look back at what they had found", this::lookBack),
                new Step("the look-back is supervised, reported and publicized", this::closeLookBack),
                new Step("the final scores are locked", this::finish),
                new Step("page, call, workbook and Word file show the same numbers", this::compare));
    }

    private void launch() {
        Client.Answer launched = bureau.person("coordination1").post("/api/programmes/2023/planned/1/launch", Map.of());
        assertThat(launched.json().path("code").asText()).as(launched.body()).isEqualTo(CAMPAIGN);
        bureau.submit(
                "coordination1",
                CAMPAIGN,
                "defineCampaign",
                Map.of(
                        "basisType", "BOTH",
                        "basisText", "区委区政府春节前重点工作部署。",
                        "startDate", "2023-01-13",
                        "endDate", "2023-01-16",
                        "scope", "DISTRICT",
                        "enterpriseInspection", false,
                        "guidanceText", "突出主次干道和商业街区，做到有落实、有反馈。"));
        bureau.submit("bureau1", CAMPAIGN, "approveCampaign", APPROVE);
        bureau.settle();
        assertThat(states(CAMPAIGN)).isEqualTo(Map.of("ASSIGNED", 11));
    }

    private void acknowledge() {
        each((name, task) -> {
            bureau.submit(name + "Lead", task, "acknowledge", Map.of("accepted", true));
            bureau.submit(name + "Lead", task, "planDuty", Bureau.duty(name, "2023-01-13"));
        });
        assertThat(states(CAMPAIGN)).isEqualTo(Map.of("PLANNED", 11));
    }

    private void inspect() {
        for (int night = 0; night < 3; night++) {
            String day = "2023-01-1" + (3 + night);
            bureau.clock(day + "T21:00");
            int first = night * 7;
            each((name, task) -> {
                for (int place = first; place < Math.min(first + 7, POINTS); place++) {
                    diary(name).visit(place, day, found(name, place));
                }
            });
        }
        each((name, task) -> bureau.submit(name + "1", task, "carryOut", Map.of("done", true)));

        JsonNode summary = summary();
        assertThat(summary).hasSize(11);
        assertThat(total(summary, "inspections")).isEqualTo(11 * POINTS);
        assertThat(total(summary, "findings")).isEqualTo(counted("findings"));
    }

    /** From every third point to every thirteenth has a problem, so that hardly two squads have the same figures. */
    private static Found[] found(String name, int place) {
        int of = List.copyOf(Bureau.SQUADS.keySet()).indexOf(name);
        return place % (of + 3) != 0
                ? new Found[0]
                : new Found[] {new Found(VIOLATIONS[(place + of) % VIOLATIONS.length], "CORRECTED_ON_SPOT")};
    }

    private void inform() {
        for (String name : List.of("xiayang", "xujing")) {
            for (String what : List.of("商业街区整治", "校园周边整治")) {
                String item = bureau.start(
                        name + "1",
                        "informationPublicity",
                        Map.of(
                                "title",
                                "中队开展" + what,
                                "body",
                                "中队组织力量对辖区开展" + what + "，对占道设摊、乱堆物料等问题督促当场改正，并向沿街商户宣传市容环境卫生管理规定，引导商户自觉参与。",
                                "eventAt",
                                "2023-01-15T20:00:00",
                                "campaignId",
                                CAMPAIGN,
                                "author",
                                "中队信息员",
                                "containsPersons",
                                false,
                                "containsMinors",
                                false,
                                "caseInvolved",
                                false));
                bureau.submit("office1", item, "editInformation", Map.of("decision", "ADOPT"));
                bureau.submit("office2", item, "approveInformation", APPROVE);
                bureau.submit(
                        "office1",
                        item,
                        "publishInformation",
                        Map.of(
                                "channel", "WECHAT",
                                "url", "https://www.example.org/" + item,
                                "publishedAt", "2023-01-15T21:00:00",
                                "level", "DISTRICT"));
            }
        }
        assertThat(bureau.person("office1").get("/publicity").body()).contains("中队开展商业街区整治");
    }

    private void feedBack() {
        each((name, task) -> {
            Map<String, Object> form = new HashMap<>(Bureau.feedback());
            if (name.equals("jinze")) {
                form.put("hardCase", true);
                form.put("question", "流动摊贩多次占道、每次数额很小，能否并案处理，请予指导。");
            }
            bureau.submit(name + "Lead", task, "feedBack", form);
        });
        String returned = task("zhaoxiang");
        bureau.submit(
                "coordination1",
                returned,
                "reviewFeedback",
                Map.of("decision", "RETURN", "defects", List.of("NARRATIVE"), "comment", "请补充错时勤务的做法。"));
        bureau.submit("zhaoxiangLead", returned, "rework", Bureau.feedback());
        each((name, task) -> bureau.submit("coordination1", task, "reviewFeedback", ACCEPT));
        each((name, task) -> bureau.submit("supervision1", task, "countersign", ACCEPT));
        bureau.settle();
        assertThat(states(CAMPAIGN)).isEqualTo(Map.of("ACCEPTED", 11));
    }

    private void guide() {
        String guidance = bureau.called(task("jinze"));
        bureau.submit("legal1", guidance, "triageHardCase", Map.of("decision", "ACCEPT", "dueKind", "NORMAL"));
        bureau.submit(
                "legal1",
                guidance,
                "draftOpinion",
                Map.of(
                        "answer", "可以按同一当事人的连续行为处理，注意取证完整；首次发现的，先责令改正，逾期不改再立案。本意见仅供办案参考，请按规定程序办理。",
                        "legalBasis", "行政处罚法第二十九条"));
        bureau.refuse("legal1", guidance, "signOpinion", APPROVE);
        bureau.submit("legal2", guidance, "signOpinion", APPROVE);
        bureau.submit("jinze1", guidance, "recordAdoption", Map.of("adopted", "ADOPTED"));
        bureau.settle();
        assertThat(bureau.person("jinze1").get("/hard-cases/" + guidance).body())
                .contains("行政处罚法第二十九条");
    }

    private void close() {
        bureau.submit("supervision1", CAMPAIGN, "superviseCampaign", Map.of("comment", "总体到位，各中队均按期反馈。"));
        bureau.settle();
        check("/campaigns/" + CAMPAIGN + "/closing", Bureau.SQUADS.values());
        bureau.submit("coordination1", CAMPAIGN, "closeCampaign", Map.of("comment", "措施到位，整改落实。"));
        bureau.settle();
    }

    private void report() {
        report = bureau.called(CAMPAIGN);
        write(report, "节前市容环境执法保障情况专报");
        bureau.settle();
        assertThat(bureau.person("xujingTown1").get("/reports/" + report).status())
                .isEqualTo(200);
        publicize("office1", CAMPAIGN, "publicizeCampaign");
        bureau.settle();
    }

    void write(String report, String title) {
        bureau.submit(
                "coordination1",
                report,
                "draftReport",
                Map.of(
                        "title", title,
                        "overall", "总体平稳有序。",
                        "progress", "十一个中队均已办结。",
                        "practices", "错时勤务，突出商业街区。",
                        "problems", "个别点位容易反复。",
                        "nextSteps", "开展回头看，巩固成效。"));
        bureau.submit("supervision1", report, "cosignReport", APPROVE);
        bureau.submit("bureau1", report, "signReport", APPROVE);
    }

    void publicize(String user, String code, String task) {
        bureau.submit(
                user,
                code,
                task,
                Map.of(
                        "channel", "WECHAT",
                        "title", "节前市容环境执法保障有力有序",
                        "body", "近日，区城管执法局组织各街镇城管中队开展专项整治行动，进一步提升街面市容环境，引导市民群众共同参与市容环境保障工作，共治共享平安美丽家园。",
                        "url", "https://www.example.org/" + code));
    }

    private void score() {
        String scoring = bureau.called(CAMPAIGN);
        assertThat(scoring).isEqualTo("SC-2023-01:PROVISIONAL");
        Client.Answer bonus = bureau.person("coordination1")
                .form(
                        "/campaigns/" + CAMPAIGN + "/scores/adjustments",
                        Map.of(
                                "stage", "PROVISIONAL",
                                "squad", Bureau.SQUADS.get("xujing"),
                                "adjustment", "Y3",
                                "count", "1",
                                "evidenceRef", "区局勤务调度单第一号",
                                "text", "按区局统一安排派员支援相邻街镇夜间整治。"));
        assertThat(bonus.status()).as(bonus.body()).isEqualTo(302);
        publish(scoring);

        List<JsonNode> cards = cards("PROVISIONAL");
        assertThat(cards)
                .hasSize(11)
                .allSatisfy(card -> assertThat(card.path("status").asText()).isEqualTo("RATED"));
        assertThat(card("PROVISIONAL", "xujing").path("bonus").decimalValue()).isEqualByComparingTo("0.5");
        assertThat(ratio(card("PROVISIONAL", "zhaoxiang"), "E2")).isEqualByComparingTo("0");
        assertThat(ratio(card("PROVISIONAL", "xujing"), "F1")).isEqualByComparingTo("1");
        assertThat(bureau.person("xujing1")
                        .get("/api/campaigns/" + CAMPAIGN + "/scores")
                        .json())
                .hasSize(1);
    }

    void publish(String scoring) {
        bureau.submit("coordination1", scoring, "supplyAdjustments", Map.of("confirmed", true));
        bureau.settle();
        bureau.submit("supervision1", scoring, "checkScores", APPROVE);
        bureau.settle();
    }

    private void appeal() {
        String scores = "/campaigns/" + CAMPAIGN + "/scores";
        Client.Answer filed = bureau.person("zhaoxiangLead")
                .post(
                        "/api" + scores + "/appeals",
                        Map.of("indicator", "E2", "reason", "退回时要求补充的做法已在初次反馈的工作情况中写明，请予核实。"));
        assertThat(filed.status()).as(filed.body()).isEqualTo(201);
        bureau.settle();
        BigDecimal before = card("PROVISIONAL", "zhaoxiang").path("total").decimalValue();
        String appeal = filed.json().path("id").asText();
        Client.Answer corrected = bureau.person("supervision2")
                .form(scores + "/appeals/" + appeal + "/correction", Map.of("numerator", "1", "denominator", "1"));
        assertThat(corrected.status()).as(corrected.body()).isEqualTo(302);
        bureau.submit(
                "supervision2",
                "SC-2023-01:PROVISIONAL",
                "decideAppeal",
                Map.of("decision", "CHANGE", "comment", "经核实，初次反馈已写明，予以更正。"));
        bureau.settle();

        JsonNode card = card("PROVISIONAL", "zhaoxiang");
        assertThat(card.path("version").asInt()).isGreaterThan(1);
        assertThat(card.path("total").decimalValue()).isGreaterThan(before);
    }

    void lock(String scoring, String day) {
        bureau.clock(day + "T09:00");
        bureau.submit("lead1", scoring, "confirmScores", APPROVE);
        bureau.settle();
    }

    private void beginLookBack() {
        bureau.clock("2023-01-17T10:00");
        String page =
                bureau.person("coordination1").get("/look-backs/" + LOOK_BACK).body();
        assertThat(page).contains("365回头看");
        bureau.submit("coordination1", LOOK_BACK, "confirmSamples", Map.of("confirmed", true));
        bureau.settle();
        each(LOOK_BACK, (name, task) -> {
            bureau.submit(name + "Lead", task, "acknowledge", Map.of("accepted", true));
            bureau.submit(name + "Lead", task, "planDuty", Bureau.duty(name, "2023-01-18"));
        });
    }

    /** The evening after: every sample is seen, and the squads end their rounds. */
    private void lookBack() {
        bureau.clock("2023-01-18T21:00");
        each(LOOK_BACK, (name, task) -> {
            FieldDiary diary = new FieldDiary(task, bureau.person(name + "1"), List.of(name + "1", name + "2"));
            laterDiaries.put(name, diary);
            int samples = diary.places();
            assertThat(samples).isGreaterThanOrEqualTo(5);
            for (int place = 0; place < samples; place++) {
                diary.visit(place, "2023-01-18");
            }
            bureau.submit(name + "1", task, "carryOut", Map.of("done", true));
            bureau.submit(name + "Lead", task, "feedBack", Bureau.feedback());
            bureau.submit("coordination1", task, "reviewFeedback", ACCEPT);
            bureau.submit("supervision1", task, "countersign", ACCEPT);
        });
        bureau.settle();
    }

    private void closeLookBack() {
        bureau.submit("supervision1", LOOK_BACK, "superviseLookBack", Map.of("comment", "问题点位均已复查，整改到位。"));
        check("/look-backs/" + LOOK_BACK + "/closing", Bureau.SQUADS.values());
        bureau.submit("coordination1", LOOK_BACK, "closeLookBack", Map.of());
        bureau.settle();
        write(bureau.called(LOOK_BACK), "节前市容环境执法保障回头看情况专报");
        bureau.settle();
        publicize("office1", LOOK_BACK, "publicizeLookBack");
        bureau.settle();
    }

    private void finish() {
        lock("SC-2023-01:PROVISIONAL", "2023-02-03");
        assertThat(bureau.instances("businessKey", CAMPAIGN)).isEmpty();
        publish("SC-2023-01:FINAL");
        assertThat(ratio(card("FINAL", "zhaoxiang"), "E2")).isEqualByComparingTo("1");
        assertThat(ratio(card("FINAL", "xujing"), "C3")).isEqualByComparingTo("1");
        lock("SC-2023-01:FINAL", "2023-02-20");

        assertThat(bureau.instances("businessKeyLike", "%-2023-01%")).isEmpty();
        assertThat(bureau.person("lead1").get("/programmes/2023").body()).contains("data-count=\"done\">1<");
        JsonNode year = bureau.person("lead1").get("/api/scores/2023").json();
        assertThat(year).hasSizeGreaterThanOrEqualTo(11);
    }

    private void compare() {
        Client leader = bureau.person("bureau1");
        String scores = "/campaigns/" + CAMPAIGN + "/scores";
        String page = leader.get(scores).body();
        String workbook = text(leader.bytes(scores + ".xlsx"));
        for (String stage : List.of("PROVISIONAL", "FINAL")) {
            assertThat(cards(stage)).hasSize(11).allSatisfy(card -> {
                String total = card.path("total").decimalValue().setScale(2).toPlainString();
                assertThat(page).contains(">" + total + "<");
                assertThat(workbook)
                        .contains(card.path("total")
                                .decimalValue()
                                .stripTrailingZeros()
                                .toPlainString());
            });
        }

        String word = text(leader.bytes("/reports/" + report + ".docx"));
        String shown = leader.get("/reports/" + report).body();
        JsonNode frozen =
                leader.get("/api/campaigns/" + CAMPAIGN + "/summary?version=1").json();
        String figures = "检查%d次，出动执法人员%d人次".formatted(total(frozen, "inspections"), total(frozen, "personTimes"));
        assertThat(total(frozen, "inspections")).isEqualTo(11 * POINTS);
        assertThat(shown).contains(figures);
        assertThat(word).contains(figures).doesNotContain("草稿", "{{");
    }

    private static String text(byte[] file) {
        try (POITextExtractor extractor = ExtractorFactory.createExtractor(new ByteArrayInputStream(file))) {
            return extractor.getText();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    void check(String page, Iterable<String> squads) {
        Map<String, String> checks = new LinkedHashMap<>();
        int at = 0;
        for (String squad : squads) {
            String row = "rows[" + at++ + "].";
            checks.put(row + "squad", squad);
            checks.put(row + "measures", "true");
            checks.put(row + "rectification", "true");
            checks.put(row + "longTerm", "true");
        }
        Client.Answer saved = bureau.person("coordination1").form(page, checks);
        assertThat(saved.status()).as(saved.body()).isEqualTo(302);
    }

    private void each(BiConsumer<String, String> work) {
        each(CAMPAIGN, work);
    }

    /** With the account's name and the squad's task. */
    private static void each(String assignment, BiConsumer<String, String> work) {
        Bureau.SQUADS.forEach((name, squad) -> work.accept(name, assignment + ":" + squad));
    }

    private static String task(String name) {
        return CAMPAIGN + ":" + Bureau.SQUADS.get(name);
    }

    private FieldDiary diary(String name) {
        return diaries.computeIfAbsent(
                name, who -> new FieldDiary(task(who), bureau.person(who + "1"), List.of(who + "1", who + "2")));
    }

    private int counted(String figure) {
        return diaries.values().stream()
                .mapToInt(diary -> diary.counted(POINTS).get(figure))
                .sum();
    }

    /** How many squads are how far. */
    private Map<String, Integer> states(String assignment) {
        Map<String, Integer> states = new HashMap<>();
        bureau.person("supervision1")
                .get("/api/campaigns/" + assignment + "/squads")
                .json()
                .forEach(row -> states.merge(row.path("state").asText(), 1, Integer::sum));
        return states;
    }

    JsonNode summary() {
        return bureau.person("lead1")
                .get("/api/campaigns/" + CAMPAIGN + "/summary")
                .json();
    }

    /** Over the squads' rows. */
    private static int total(JsonNode summary, String figure) {
        return StreamSupport.stream(summary.spliterator(), false)
                .filter(row -> !row.path("squad").asText().isEmpty())
                .mapToInt(row -> row.path(figure).asInt())
                .sum();
    }

    List<JsonNode> cards(String stage) {
        Client.Answer scores = bureau.person("supervision1").get("/api/campaigns/" + CAMPAIGN + "/scores");
        assertThat(scores.status()).as(scores.body()).isEqualTo(200);
        return StreamSupport.stream(scores.json().spliterator(), false)
                .filter(card -> card.path("stage").asText().equals(stage))
                .toList();
    }

    private JsonNode card(String stage, String name) {
        return cards(stage).stream()
                .filter(card -> card.path("squad").asText().equals(Bureau.SQUADS.get(name)))
                .findFirst()
                .orElseThrow();
    }

    private static BigDecimal ratio(JsonNode card, String indicator) {
        return StreamSupport.stream(card.path("items").spliterator(), false)
                .filter(item -> item.path("indicator").asText().equals(indicator))
                .findFirst()
                .orElseThrow()
                .path("ratio")
                .decimalValue();
    }

    private void printScores() {
        cards("FINAL")
                .forEach(card -> System.out.printf(
                        "%s  %s  %s  %s%n",
                        card.path("squad").asText(),
                        card.path("total").asText(),
                        card.path("grade").asText(),
                        card.path("rank").asText()));
    }
}
