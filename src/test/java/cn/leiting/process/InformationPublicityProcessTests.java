package cn.leiting.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.LeitingTest;
import cn.leiting.evidence.Pictures;
import cn.leiting.evidence.Uploads;
import cn.leiting.overview.Rounds;
import cn.leiting.publicity.InfoItem.Status;
import cn.leiting.publicity.InfoItems;
import cn.leiting.publicity.Publication;
import cn.leiting.publicity.Publication.Channel;
import cn.leiting.publicity.Publications;
import cn.leiting.shared.Actor;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** 信息报送与宣传, driven as Tasklist does. Each item has a title of its own. */
@LeitingTest
class InformationPublicityProcessTests {

    @RegisterExtension
    static final NodeCoverage coverage = new NodeCoverage("informationPublicity");

    private static final String BODY = "中队夜间在出土工地周边设点检查，对未密闭运输的渣土车逐车登记、当场劝返，并向驾驶员讲解密闭运输的规定和罚则，现场秩序良好。";
    private static final Map<String, Object> ADOPT = Map.of("decision", "ADOPT");
    private static final Map<String, Object> APPROVE = Map.of("decision", "APPROVE");
    private static final Map<String, Object> RETURN = Map.of("decision", "RETURN", "comment", "请补充整治成效。");
    private static final AtomicInteger TITLES = new AtomicInteger();

    @Autowired
    private Desk desk;

    @Autowired
    private InfoItems items;

    @Autowired
    private Publications publications;

    @Autowired
    private Uploads uploads;

    @Autowired
    private Rounds rounds;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private HistoryService history;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Clock clock;

    @Test
    void publishesWhatASquadReportsOfACampaign() {
        String campaign = rounds.dispatched("TH-2083-01", Rounds.XUJING);
        String code = submitted("xujing1", Map.of("campaignId", campaign));

        desk.submit("office1", code, "editInformation", ADOPT);
        desk.submit("office2", code, "approveInformation", APPROVE);
        desk.submit("office1", code, "publishInformation", published(Map.of()));

        assertThat(items.get(code).status()).isEqualTo(Status.PUBLISHED);
        assertThat(items.get(code).squad()).isEqualTo(Rounds.XUJING);
        assertThat(publications.of(code)).singleElement().satisfies(one -> {
            assertThat(one.channel()).isEqualTo(Channel.WECHAT);
            assertThat(one.level()).isEqualTo(Publication.Level.DISTRICT);
            assertThat(one.body()).isEqualTo(BODY);
        });
        assertThat(row(code))
                .containsEntry("campaign", campaign)
                .containsEntry("on_time", true)
                .containsEntry("delay_minutes", 120);
        assertEnded(code);
    }

    @Test
    void goesBackToTheEditorFromLegalAndFromTheApproval() {
        String code = submitted("zhaoxiang1", Map.of("caseInvolved", true));

        desk.submit("office1", code, "editInformation", ADOPT);
        Instant adopted = items.get(code).adoptedAt();
        desk.submit("legal1", code, "checkInformation", RETURN);
        desk.submit("office1", code, "editInformation", Map.of("decision", "ADOPT", "body", BODY + "案件已经办结。"));
        desk.submit("legal1", code, "checkInformation", APPROVE);
        desk.submit("office2", code, "approveInformation", RETURN);
        desk.submit("office2", code, "editInformation", ADOPT);
        desk.submit("legal2", code, "checkInformation", APPROVE);
        desk.submit("office1", code, "approveInformation", APPROVE);

        assertThat(items.get(code).status()).isEqualTo(Status.APPROVED);
        assertThat(items.get(code).adoptedAt()).isEqualTo(adopted).isNotNull();
        assertThat(items.text(code).body()).endsWith("案件已经办结。");
    }

    @Test
    void endsWithAReturnThatTheSquadMayAnswerWithANewSubmission() {
        Map<String, Object> form = form(Map.of("title", "同样的标题再报一次"));
        String code = started("xujing1", form);
        assertThatThrownBy(() -> started("xujing2", form)).hasMessage("标题和正文与" + code + "相同，不能重复报送。");

        desk.submit("office1", code, "editInformation", RETURN);

        assertThat(items.get(code).status()).isEqualTo(Status.RETURNED);
        assertEnded(code);
        assertThat(started("xujing1", form)).isNotEqualTo(code);
        assertThat(started("huaxin1", form)).isNotEqualTo(code);
    }

    @Test
    void forgetsTheAdoptionOfWhatIsStoredInTheEnd() {
        String code = submitted("office1", Map.of());
        desk.submit("office1", code, "editInformation", ADOPT);
        desk.submit("office2", code, "approveInformation", RETURN);
        assertThat(items.get(code).adoptedAt()).isNotNull();

        desk.submit("office1", code, "editInformation", Map.of("decision", "STORE", "comment", "留作年度素材。"));

        assertThat(items.get(code).status()).isEqualTo(Status.STORED);
        assertThat(items.get(code).adoptedAt()).isNull();
        assertThat(items.get(code).squad()).isNull();
        assertEnded(code);
    }

    @Test
    void asksTheLeadershipBeforeNewsMedia() {
        String code = submitted("mobile1", Map.of());
        desk.submit("office1", code, "editInformation", Map.of("decision", "ADOPT", "channels", List.of("NEWS_MEDIA")));

        assertThat(desk.tasks("office2", code, "approveInformation")).isEmpty();
        desk.submit("bureau1", code, "approveInformation", APPROVE);
        desk.submit(
                "office2",
                code,
                "publishInformation",
                published(Map.of("channel", "NEWS_MEDIA", "level", "CITY", "url", "", "proofNote", "青浦报第2版")));

        assertThat(publications.of(code))
                .singleElement()
                .satisfies(one -> assertThat(one.proofNote()).isEqualTo("青浦报第2版"));
    }

    @Test
    void asksTheLeadershipForWhatTheEditorCallsSensitive() {
        String code = submitted("xujing1", Map.of());

        desk.submit("office1", code, "editInformation", Map.of("decision", "ADOPT", "sensitive", true));

        assertThat(desk.tasks("bureau2", code, "approveInformation")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"containsPersons", "containsMinors", "caseInvolved", "otherAgency"})
    void sendsWhatTheEditorMarksToLegal(String flag) {
        String code = submitted("xujing1", Map.of());

        desk.submit("office1", code, "editInformation", Map.of("decision", "ADOPT", flag, true));

        assertThat(items.get(code).status()).isEqualTo(Status.CHECKING);
        assertThat(desk.tasks("legal1", code, "checkInformation")).hasSize(1);
        assertThat(desk.tasks("office2", code, "checkInformation")).isEmpty();
        assertThatThrownBy(() -> desk.submit("legal1", code, "checkInformation", Map.of("decision", "RETURN")))
                .hasMessage("退回或否决时请填写5至1000字的意见。");
        assertThatThrownBy(() -> desk.submit("legal1", code, "checkInformation", rejected()))
                .hasMessage("此处只能同意或退回。");
    }

    @Test
    void keepsTheApprovalFromTheEditor() {
        String code = submitted("xujing1", Map.of());
        desk.submit("office1", code, "editInformation", ADOPT);

        assertThatThrownBy(() -> desk.submit("office1", code, "approveInformation", APPROVE))
                .hasMessage("不能审定自己编辑的信息。");
        assertThatThrownBy(() -> desk.submit("office1", code, "approveInformation", RETURN))
                .hasMessage("不能审定自己编辑的信息。");
        assertThatThrownBy(() -> desk.submit("office2", code, "approveInformation", rejected()))
                .hasMessage("此处只能同意或退回。");

        assertThat(items.get(code).status()).isEqualTo(Status.APPROVING);
    }

    @Test
    void wantsAReasonForWhatIsNotAdopted() {
        String code = submitted("xujing1", Map.of());

        for (String decision : List.of("RETURN", "STORE")) {
            assertThatThrownBy(() -> desk.submit("office1", code, "editInformation", Map.of("decision", decision)))
                    .hasMessage("退回或者留存时请填写5至1000字的意见。");
        }
        assertThatThrownBy(() -> desk.submit("office1", code, "editInformation", Map.of()))
                .isNotNull();
        assertThatThrownBy(() -> desk.submit(
                        "office1", code, "editInformation", Map.of("decision", "ADOPT", "channels", List.of("NONE"))))
                .hasMessage("请选择拟发布的媒介。");
        assertThat(items.get(code).status()).isEqualTo(Status.SUBMITTED);
    }

    @Test
    void refusesAPublicationThatWasNotApprovedOrCannotBe() {
        String code = submitted("xujing1", Map.of());
        desk.submit("office1", code, "editInformation", Map.of("decision", "ADOPT", "channels", List.of("WECHAT")));
        desk.submit("office2", code, "approveInformation", APPROVE);

        assertRefused(code, Map.of("channel", "GOV_SITE"), "审定的媒介不包括政务网站，不能登记。");
        assertRefused(code, Map.of("channel", "NONE"), "请选择发布的媒介。");
        assertRefused(code, Map.of("url", ""), "在微信公众号发布的，请填写网址。");
        assertRefused(code, Map.of("url", "weixin"), "发布网址应为以http://或https://开头的网址。");
        assertRefused(code, Map.of("publishedAt", at(Duration.ofHours(1))), "发布时间不能晚于现在。");
        assertRefused(code, Map.of("publishedAt", at(Duration.ofHours(-1))), "发布时间不能早于审定时间。");
        assertThat(publications.of(code)).isEmpty();
        assertThat(items.get(code).status()).isEqualTo(Status.APPROVED);
    }

    private void assertRefused(String code, Map<String, Object> fields, String sentence) {
        assertThatThrownBy(() -> desk.submit("office1", code, "publishInformation", published(fields)))
                .as(fields.toString())
                .hasMessage(sentence);
    }

    @Test
    void refusesASubmissionThatBreaksARule() {
        assertNotStarted(Map.of("eventAt", at(Duration.ofMinutes(5))), "事件时间不能晚于现在。");
        assertNotStarted(Map.of("eventAt", at(Duration.ofDays(-31))), "事件已超过30天，不能再报送。");
        assertNotStarted(Map.of("campaignId", "TH-2083-99"), "没有编号为“TH-2083-99”的已批准行动，日常工作请填写“日常”。");
        rounds.drafted("TH-2083-02");
        assertNotStarted(Map.of("campaignId", "TH-2083-02"), "没有编号为“TH-2083-02”的已批准行动，日常工作请填写“日常”。");
        rounds.dispatched("TH-2083-03", Rounds.ZHAOXIANG);
        assertNotStarted(Map.of("campaignId", "TH-2083-03"), "您的中队没有参加行动TH-2083-03，日常工作请填写“日常”。");
        assertNotStarted(Map.of("campaignId", ""), null);
        assertNotStarted(Map.of("title", "短标题"), null);
        assertNotStarted(Map.of("body", "太短。"), null);
        assertNotStarted(Map.of("containsMinors", ""), null);
    }

    private void assertNotStarted(Map<String, Object> fields, @Nullable String sentence) {
        long before = count();
        var refused = assertThatThrownBy(() -> submitted("xujing1", fields)).as(fields.toString());
        if (sentence != null) {
            refused.hasMessage(sentence);
        }
        assertThat(count()).isEqualTo(before);
    }

    private long count() {
        return jdbc.sql("select count(*) from info_item").query(Long.class).single();
    }

    @Test
    void goesBackToTheEditorWhenItsFactsProveWrongBeforeThePublication() {
        String code = submitted("xujing1", Map.of());
        desk.submit("office1", code, "editInformation", ADOPT);
        desk.submit("office2", code, "approveInformation", APPROVE);

        assertThatThrownBy(() -> desk.submit("office1", code, "publishInformation", Map.of("decision", "RETURN")))
                .hasMessage("退回编审时请填写5至1000字的意见。");
        assertThatThrownBy(() -> desk.submit("office1", code, "publishInformation", Map.of("decision", "PUBLISH")))
                .hasMessage("登记发布的，请填写媒介、发布时间和级别。");
        desk.submit("office1", code, "publishInformation", Map.of("decision", "RETURN", "comment", "现场车辆数核实有误。"));

        assertThat(items.get(code).status()).isEqualTo(Status.SUBMITTED);
        assertThat(publications.of(code)).isEmpty();
        desk.submit("office2", code, "editInformation", Map.of("decision", "ADOPT", "body", BODY + "车辆数已更正。"));
        assertThatThrownBy(() -> desk.submit("office2", code, "approveInformation", APPROVE))
                .hasMessage("不能审定自己编辑的信息。");
        desk.submit("office1", code, "approveInformation", APPROVE);
        desk.submit("office1", code, "publishInformation", published(Map.of("decision", "PUBLISH")));
        assertThat(items.get(code).status()).isEqualTo(Status.PUBLISHED);
        assertThat(publications.of(code))
                .singleElement()
                .satisfies(one -> assertThat(one.body()).endsWith("车辆数已更正。"));
        assertEnded(code);
    }

    @Test
    void mayBeStoredForGoodAfterItWasApproved() {
        String code = submitted("xujing1", Map.of());
        desk.submit("office1", code, "editInformation", ADOPT);
        desk.submit("office2", code, "approveInformation", APPROVE);
        desk.submit("office2", code, "publishInformation", Map.of("decision", "RETURN", "comment", "事实无法核实，不再发布。"));

        desk.submit("office1", code, "editInformation", Map.of("decision", "STORE", "comment", "事实无法核实。"));

        assertThat(items.get(code).status()).isEqualTo(Status.STORED);
        assertEnded(code);
    }

    @Test
    void sendsPhotosWithFacesToLegalAndUnmarkedOnesNowhere() throws IOException {
        String code = submitted("xujing1", Map.of());
        byte[] photo = Pictures.jpeg(48, 36);
        String hash = uploads.keep(new ByteArrayResource(photo), new Actor("xujing1", Set.of("squadXujing")));
        jdbc.sql("insert into info_photo (item, no, sha256, added_by, added_at) values (?, 1, ?, 'xujing1', now())")
                .params(code, hash)
                .update();
        assertThatThrownBy(() -> desk.submit("office1", code, "editInformation", ADOPT))
                .hasMessage("还有1张照片没有标注人脸和车牌，请先在信息档案页标注。");
        jdbc.sql(
                        "update info_photo set faces = true, plates = false, marked_by = 'office1', marked_at = now() where item = ?")
                .param(code)
                .update();

        desk.submit("office1", code, "editInformation", ADOPT);

        assertThat(items.get(code).flags().containsPersons()).isTrue();
        assertThat(desk.tasks("legal1", code, "checkInformation")).hasSize(1);
    }

    @Test
    void measuresTheDelayToTheMinute() {
        assertThat(row(submitted("xujing1", Map.of("eventAt", at(Duration.ofHours(-24))))))
                .containsEntry("delay_minutes", 1440)
                .containsEntry("on_time", true);
        assertThat(row(submitted("xujing1", Map.of("eventAt", at(Duration.ofMinutes(-1441))))))
                .containsEntry("delay_minutes", 1441)
                .containsEntry("on_time", false);
    }

    @Test
    void editsBreakingNewsWithinHours() {
        String usual = submitted("xujing1", Map.of());
        String breaking = submitted("xujing1", Map.of("breaking", true));

        assertThat(rule(usual)).isEqualTo("publicity.review");
        assertThat(rule(breaking)).isEqualTo("publicity.review.breaking");
        assertThat(edit(breaking).getDueDate().toInstant())
                .isBetween(
                        clock.instant().plus(Duration.ofMinutes(235)),
                        clock.instant().plus(Duration.ofHours(4)));
    }

    private Task edit(String code) {
        return desk.tasks("office1", code, "editInformation").get(0);
    }

    private String rule(String code) {
        return jdbc.sql("select rule from deadline where reference = ?")
                .param(edit(code).getId())
                .query(String.class)
                .single();
    }

    @Test
    void offersTheTextToTheEditorAndLeavesNoneOfItInHistory() {
        String code = submitted("xujing1", Map.of());

        assertThat(runtime.createVariableInstanceQuery()
                        .taskIdIn(edit(code).getId())
                        .variableName("body")
                        .singleResult()
                        .getValue())
                .isEqualTo(BODY);
        assertThat(history.createHistoricVariableInstanceQuery()
                        .variableName("body")
                        .count())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"xiayang2", "yingpu4", "baihe1", "mobile2", "chongguLead", "office2"})
    void isStartedBySquadsAndTheOffice(String person) {
        assertThat(items.get(submitted(person, Map.of())).status()).isEqualTo(Status.SUBMITTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "coordination1",
                "supervision1",
                "legal1",
                "bureau1",
                "lead1",
                "viceHead1",
                "xujingTown1",
                "xujingDecide1",
                "xujingReview1",
                "police1"
            })
    void isStartedByNobodyElse(String person) {
        assertThatThrownBy(() -> submitted(person, Map.of())).isInstanceOf(AuthorizationException.class);
    }

    @Test
    void asksAnAdministratorToLeaveItToTheSquads() {
        assertThatThrownBy(() -> submitted("admin", Map.of())).hasMessage("只有城管中队队员和办公室可以报送信息。");
    }

    @ParameterizedTest
    @ValueSource(strings = {"xujing1", "coordination1", "supervision1", "legal1", "lead1", "police1"})
    void isEditedByTheOfficeOnly(String person) {
        String code = submitted("xujing1", Map.of());

        assertThat(desk.tasks(person, code, "editInformation")).isEmpty();
        assertThat(desk.tasks("office2", code, "editInformation")).hasSize(1);
    }

    private String submitted(String person, Map<String, Object> fields) {
        return started(person, form(fields));
    }

    private String started(String person, Map<String, Object> form) {
        return String.valueOf(desk.start(person, "informationPublicity", form).getBusinessKey());
    }

    private Map<String, Object> form(Map<String, Object> fields) {
        Map<String, Object> form = new HashMap<>(Map.of(
                "title",
                "夜查渣土车第" + TITLES.incrementAndGet() + "次",
                "body",
                BODY,
                "eventAt",
                at(Duration.ofHours(-2)),
                "campaignId",
                "日常",
                "author",
                "徐泾中队宣传员",
                "containsPersons",
                false,
                "containsMinors",
                false,
                "caseInvolved",
                false));
        form.putAll(fields);
        return form;
    }

    private Map<String, Object> published(Map<String, Object> fields) {
        Map<String, Object> form = new HashMap<>(Map.of(
                "channel", "WECHAT",
                "url", "https://mp.weixin.qq.com/s/leiting",
                "publishedAt", at(Duration.ZERO),
                "level", "DISTRICT"));
        form.putAll(fields);
        return form;
    }

    private static Map<String, Object> rejected() {
        return Map.of("decision", "REJECT", "comment", "此稿不宜发布。");
    }

    private String at(Duration fromNow) {
        return LocalDateTime.now(clock)
                .plus(fromNow)
                .truncatedTo(ChronoUnit.MINUTES)
                .toString();
    }

    private Map<String, Object> row(String code) {
        return jdbc.sql("select * from info_item where code = ?")
                .param(code)
                .query()
                .singleRow();
    }

    private void assertEnded(String code) {
        assertThat(runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(code)
                        .count())
                .isZero();
    }
}
