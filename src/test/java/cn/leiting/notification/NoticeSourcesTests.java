package cn.leiting.notification;

import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import cn.leiting.Statements;
import cn.leiting.deadline.Deadlines;
import cn.leiting.deadline.Urgings;
import cn.leiting.overview.Rounds;
import cn.leiting.report.SpecialReports;
import cn.leiting.shared.Actor;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What other rooms write down reaches whom it concerns, once. Things of 2038; most of them are undone after the test. */
@LeitingTest
class NoticeSourcesTests {

    private static final String CAMPAIGN = "TH-2038-83";
    private static final String XUJING = "310118106";
    private static final String OWED = "notice-2038";
    private static final Actor SUPERVISION = new Actor("supervision1", Set.of("deptSupervision"));

    @LocalServerPort
    private int port;

    @Autowired
    private NoticeSweep sweep;

    @Autowired
    private Notices notices;

    @Autowired
    private Deadlines deadlines;

    @Autowired
    private Urgings urgings;

    @Autowired
    private Rounds rounds;

    @Autowired
    private SpecialReports reports;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private TaskService tasks;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Clock clock;

    /** One notice and who was told. */
    private record Row(String key, String text, String link, String people) {}

    @BeforeEach
    void catchUp() {
        sweep.sweep();
    }

    private void undone(Runnable test) {
        transaction.executeWithoutResult(begun -> {
            test.run();
            begun.setRollbackOnly();
        });
    }

    @Test
    void tellsOfATaskUntilItIsDone() {
        jdbc.sql(
                        "update notice_receipt set read_at = :now, mail_due_at = null where user_id = 'coordination1' and read_at is null")
                .param("now", now())
                .update();
        String task = started();

        sweep.sweep();

        Row row = only("TASK/" + task);
        assertThat(row.people()).isEqualTo("coordination1 coordination2");
        assertThat(row.text()).startsWith("您有新的待办任务：").contains("TH-2038").matches(".*年\\d+月\\d+日前办结。");
        assertThat(row.link()).isEqualTo("/tasks/" + task);
        int waiting = notices.unread("coordination1");

        end();
        sweep.sweep();

        assertThat(notices.unread("coordination1")).isEqualTo(waiting - 1);
        assertThat(Client.of("coordination1", port).get("/notifications").body())
                .contains(row.text(), "已办结");
    }

    @Test
    void tellsOnceWhenTwoNodesLookAtTheSameMoment() throws Exception {
        String key = urged("TH-2038-84");

        CompletableFuture<?>[] nodes = Stream.generate(() -> CompletableFuture.runAsync(() -> sweep.sweep()))
                .limit(4)
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(nodes).get(60, TimeUnit.SECONDS);
        sweep.sweep();

        assertThat(only(key).people()).isEqualTo("police1");
    }

    @Test
    void leavesItToTheNodeThatIsAtItAndWaitsForNothing() {
        String key = urged("TH-2038-85");

        transaction.executeWithoutResult(otherNode -> {
            jdbc.sql("select one from notice_sweep for update").query().singleRow();
            assertThat(CompletableFuture.supplyAsync(() -> sweep.sweep())
                            .orTimeout(20, TimeUnit.SECONDS)
                            .join())
                    .isZero();
        });

        assertThat(found(key)).isEmpty();
        sweep.sweep();
        assertThat(found(key)).hasSize(1);
    }

    @Test
    void tellsAfterACrashWhatWasNotCommitted() {
        String key = urged("TH-2038-86");
        undone(() -> {
            sweep.sweep();
            assertThat(found(key)).hasSize(1);
        });
        assertThat(found(key)).isEmpty();

        sweep.sweep();

        assertThat(only(key).people()).isEqualTo("police1");
    }

    @Test
    void tellsEachLevelOfADeadlineToThoseWhoWereTold() {
        undone(() -> {
            owed("leadXujing");
            raise(0, "【提醒】签收分派（TH-2038-83:310118106）应于2038年1月4日前办结。", Set.of("leadXujing"));
            raise(1, "【逾期】签收分派（TH-2038-83:310118106）应于2038年1月4日前办结，已逾期。", Set.of("leadXujing", "townXujing"));

            sweep.sweep();

            Row first = only("DEADLINE/" + OWED + "/1/0");
            assertThat(first.people()).isEqualTo("xujingLead");
            assertThat(first.link()).isEqualTo("/campaigns/TH-2038-83/squads/310118106");
            assertThat(only("DEADLINE/" + OWED + "/1/1").people()).isEqualTo("xujingLead xujingTown1");
        });
    }

    @Test
    void tellsOfAnUrgingWithoutItsWords() {
        undone(() -> {
            owed("leadXujing");
            urgings.urge(
                    new Urgings.Matter(OWED, CAMPAIGN + ":" + XUJING, "签收分派", XUJING, 1, Set.of("leadXujing")),
                    "请尽快联系当事人王某并于今日办结。",
                    SUPERVISION);

            sweep.sweep();

            Row row = only("URGING/"
                    + jdbc.sql("select max(id) from urging").query(Long.class).single());
            assertThat(row.people()).isEqualTo("xujingLead");
            assertThat(row.text()).contains("法规监督科", "签收分派", CAMPAIGN).doesNotContain("王某");
        });
    }

    @Test
    void tellsTheSquadOfAGuidance() {
        undone(() -> {
            rounds.dispatched(CAMPAIGN, Rounds.XUJING, Rounds.ZHAOXIANG);
            long guidance = guided();

            sweep.sweep();

            Row row = only("GUIDANCE/" + CAMPAIGN + "/" + guidance);
            assertThat(row.people().split(" "))
                    .contains("xujing1", "xujingLead")
                    .noneMatch(one -> one.startsWith("zhao"));
            assertThat(row.link()).isEqualTo("/campaigns/" + CAMPAIGN + "/guidance");
            assertThat(row.text()).endsWith("请查阅并签收。");
        });
    }

    @Test
    void tellsTheSquadOfAnOpinionThatWasSigned() {
        undone(() -> {
            jdbc.sql("""
                    with asked as (
                        insert into hard_case (code, year, no, source, squad, question, status, own_view, urgency, requested_by,
                                               requested_at, version)
                        values ('HC-2038-001', 2038, 1, 'TH-2038-83:310118106', '310118106',
                                '当事人拒不提供身份信息，应当如何确定当事人？', 'REQUESTED', '拟以实际经营者为当事人立案查处，请予指导。',
                                'NORMAL', 'xujing1', :now, 0)
                        returning id)
                    insert into hard_case_event (hard_case, kind, by_whom, by_name, at)
                    select id, kind, 'legal2', '法制科2', :now
                    from asked, unnest(array ['ACCEPTED', 'SIGNED']) as kind
                    """).param("now", now()).update();

            sweep.sweep();

            Row row = only("GUIDANCE/HC-2038-001/%");
            assertThat(row.people().split(" "))
                    .contains("xujing1", "xujingLead")
                    .noneMatch("legal1"::equals);
            assertThat(row.link()).isEqualTo("/hard-cases/HC-2038-001");
        });
    }

    @Test
    void tellsTheRecipientsOfAReport() {
        undone(() -> {
            String report = reports.commission(rounds.dispatched(CAMPAIGN, Rounds.XUJING), "渣土运输专项整治情况专报", "system");
            jdbc.sql("""
                    insert into special_report_delivery (special_report, recipient, name, kind, place, sent_at)
                    select id, recipient, recipient, 'CC', place, :now
                    from special_report, unnest(array ['townXujing', 'leadLeader']) with ordinality as sent (recipient, place)
                    where code = :code
                    """).param("now", now()).param("code", report).update();

            sweep.sweep();

            Row row = only("REPORT/" + report);
            assertThat(row.people()).isEqualTo("lead1 xujingTown1");
            assertThat(row.link()).isEqualTo("/reports/" + report);
        });
    }

    /** @param number of the campaign, e.g. {@code 2038-83} */
    private void scored(String number) {
        jdbc.sql("""
                insert into scoring (code, campaign, stage, status, version)
                values ('SC-' || :number || ':PROVISIONAL', 'TH-' || :number, 'PROVISIONAL', 'BEGUN', 0)
                """).param("number", number).update();
    }

    private void assessed(int year) {
        jdbc.sql("""
                insert into assessment (code, year, first_day, last_day, status, version)
                values ('AA-' || :year, :year, make_date(:year, 1, 1), make_date(:year, 12, 31), 'BEGUN', 0)
                """).param("year", year).update();
    }

    @Test
    void tellsTheLeadOfASquadWhatBecameOfItsAppeals() {
        undone(() -> {
            scored("2038-83");
            jdbc.sql("""
                    insert into score_appeal (scoring, squad, indicator, level, card_version, reason, filed_by, filed_name,
                                              filed_at, result, comment, decided_by, decided_name, decided_at)
                    select id, '310118106', 'A1', 1, 1, '到位率的分母多计了一个已经关闭的点位，请予更正。', 'xujingLead', '徐泾镇城管中队负责人',
                           :now, 'UPHELD', '维持原评分。', 'supervision2', '法规监督科2', :now
                    from scoring
                    where code = 'SC-2038-83:PROVISIONAL'
                    """).param("now", now()).update();
            assessed(2063);
            jdbc.sql("""
                    insert into assessment_appeal (year, squad, subject, level, version, reason, filed_by, filed_name, filed_at,
                                                   result, comment, decided_by, decided_name, decided_at)
                    values (2063, '310118106', 'CAMPAIGNS', 1, 1, '一次行动的得分没有计入，请予更正。重新计算。', 'xujingLead', '徐泾镇城管中队负责人',
                            :now, 'CHANGED', '予以更正。', 'supervision2', '法规监督科2', :now)
                    """).param("now", now()).update();

            sweep.sweep();

            Row score = only("APPEAL/SC-2038-83:PROVISIONAL/%");
            assertThat(score.people()).isEqualTo("xujingLead");
            assertThat(score.text()).isEqualTo("对TH-2038-83考核指标A1的申诉已经裁决：维持原结果。");
            assertThat(score.link()).isEqualTo("/campaigns/TH-2038-83/scores");
            Row year = only("APPEAL/AA-2063/%");
            assertThat(year.people()).isEqualTo("xujingLead");
            assertThat(year.text()).isEqualTo("2063年度考核的申诉已经裁决：予以更正。");
            assertThat(year.link()).isEqualTo("/scores/2063");
        });
    }

    @Test
    void tellsTheLeadAndTheCoordinationOnceOfAppealsThatNobodyDecidedInTime() {
        undone(() -> {
            scored("2038-87");
            jdbc.sql("""
                    insert into score_appeal (scoring, squad, indicator, level, card_version, reason, filed_by, filed_name,
                                              filed_at, result, lapsed_at)
                    select id, '310118106', indicator, 1, 1, '到位率的分母多计了一个已经关闭的点位，请予更正。', 'xujingLead',
                           '徐泾镇城管中队负责人', :now, case when lapsed then 'LAPSED' else 'PENDING' end,
                           case when lapsed then :now::timestamptz end
                    from scoring, (values ('A1', true), ('A2', false)) as filed (indicator, lapsed)
                    where code = 'SC-2038-87:PROVISIONAL'
                    """).param("now", now()).update();
            assessed(2064);
            jdbc.sql("""
                    insert into assessment_appeal (year, squad, subject, level, version, reason, filed_by, filed_name, filed_at,
                                                   result, lapsed_at)
                    values (2064, '310118106', 'CAMPAIGNS', 1, 1, '一次行动的得分没有计入，请予更正。重新计算。', 'xujingLead', '徐泾镇城管中队负责人',
                            :now, 'LAPSED', :now)
                    """).param("now", now()).update();

            sweep.sweep();
            sweep.sweep();

            Row score = only("APPEAL/SC-2038-87:PROVISIONAL/%");
            assertThat(score.people()).isEqualTo("coordination1 coordination2 xujingLead");
            assertThat(score.text()).isEqualTo("徐泾镇城管中队对TH-2038-87考核指标A1的申诉逾期未办结，已随评分锁定终止。");
            assertThat(score.link()).isEqualTo("/campaigns/TH-2038-87/scores");
            Row year = only("APPEAL/AA-2064/%");
            assertThat(year.people()).isEqualTo("coordination1 coordination2 xujingLead");
            assertThat(year.text()).isEqualTo("徐泾镇城管中队对2064年度考核的申诉逾期未办结，已随年度考核终止。");
        });
    }

    @Test
    void theBellIsAskedCheaplyAndKeepsNobodyLoggedIn() {
        String bell = "/api/notifications/unread";
        assertThat(Client.anonymous(port).get(bell).status()).isEqualTo(401);
        Client officer = Client.of("ecology1", port);
        officer.get("/notifications");
        LocalDateTime there = lastThere();

        Client.Answer first = officer.get(bell);
        String tag = first.raw().headers().firstValue("ETag").orElse("");
        assertThat(first.json().path("unread").asInt()).isEqualTo(notices.unread("ecology1"));
        assertThat(officer.upload("GET", bell, new byte[0], "If-None-Match", tag)
                        .status())
                .isEqualTo(304);
        assertThat(Statements.during(() -> officer.get(bell)))
                .as("who is asking, read again by the session when the answer is out, and how much waits")
                .isLessThanOrEqualTo(3);
        assertThat(lastThere()).isEqualTo(there);

        notices.tell("COPY/JO-2038-011", Set.of("ecology1"), "联合执法JO-2038-011的会议纪要已抄送给您，请阅读。", "/joint");

        assertThat(officer.upload("GET", bell, new byte[0], "If-None-Match", tag)
                        .status())
                .isEqualTo(200);
        officer.get("/notifications");
        assertThat(lastThere()).isAfter(there);
    }

    private LocalDateTime lastThere() {
        return jdbc.sql("""
                        select timestamp 'epoch' + max(last_access_time) * interval '1 millisecond'
                        from spring_session where principal_name = 'ecology1'
                        """).query(LocalDateTime.class).single();
    }

    @Test
    void tellsNoOldNews() {
        undone(() -> {
            owed("leadXujing");
            raise(0, "【提醒】签收分派应于2038年1月4日前办结。", Set.of("leadXujing"));
            jdbc.sql("update deadline_told set at = ? where deadline = (select id from deadline where reference = ?)")
                    .params(Timestamp.from(clock.instant().minus(Duration.ofDays(3))), OWED)
                    .update();

            sweep.sweep();

            assertThat(found("DEADLINE/" + OWED + "/%")).isEmpty();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "TH-2038, /programmes/2038",
        "TH-2038-01, /campaigns/TH-2038-01",
        "TH-2038-01:310118106, /campaigns/TH-2038-01/squads/310118106",
        "LB-2038-01:310118106, /look-backs/LB-2038-01/squads/310118106",
        "FI-2038-03, /improvements/FI-2038-03",
        "SC-2038-01:FINAL, /campaigns/TH-2038-01/scores",
        "CASE-310118106-2038-000123, /tasks/of/CASE-310118106-2038-000123",
        "INFO-2038-0001, /publicity/INFO-2038-0001",
        "HC-2038-004, /hard-cases/HC-2038-004",
        "JO-2038-006, /joint/JO-2038-006",
        "SR-2038-012, /reports/SR-2038-012",
        "AA-2038, /scores/2038",
        "/mails, /mails",
        "whatever, /"
    })
    void leadsToThePageOfTheThing(String subject, String page) {
        assertThat(NoticeSources.pageOf(subject)).isEqualTo(page);
    }

    private String started() {
        Client.Answer answer = Client.of("coordination2", port)
                .engine(
                        "POST",
                        "/process-definition/key/annualProgramme/submit-form",
                        Map.of("variables", Client.variables(Map.of("year", 2038))));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return tasks.createTaskQuery()
                .processInstanceBusinessKey("TH-2038")
                .singleResult()
                .getId();
    }

    private void end() {
        runtime.deleteProcessInstance(
                runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey("TH-2038")
                        .singleResult()
                        .getId(),
                "test");
    }

    /** Answers the key of its notice. */
    private String urged(String subject) {
        urgings.urge(
                new Urgings.Matter(OWED + subject, subject, "联合检查", null, 1, Set.of("agencyPolice")),
                "请尽快办结。",
                SUPERVISION);
        return jdbc.sql("select 'URGING/' || id from urging where subject = ?")
                .param(subject)
                .query(String.class)
                .single();
    }

    private long guided() {
        return jdbc.sql("""
                        with note as (
                            insert into campaign_guidance (campaign, text, focus_items, ack_required, given_by, given_by_name, given_at)
                            values (?, '加强夜间检查。', '{}', true, 'coordination1', '执法协调科1', ?)
                            returning id)
                        insert into campaign_guidance_squad (guidance, squad)
                        select id, ? from note
                        returning guidance
                        """).params(CAMPAIGN, now(), XUJING).query(Long.class).single();
    }

    private void owed(String group) {
        jdbc.sql("""
                insert into deadline (reference, subject, title, holders, rule, amount, unit, from_day, opened_at, fixed, due_at)
                values (?, ?, '签收分派', array [?], 'task.ack.due', 1, 'WORKDAY', date '2023-01-03', ?, false, ?)
                """)
                .params(
                        OWED,
                        CAMPAIGN + ":" + XUJING,
                        group,
                        now(),
                        Timestamp.from(clock.instant().minus(Duration.ofDays(7))))
                .update();
    }

    private void raise(int level, String text, Set<String> groups) {
        jdbc.sql(
                        "insert into deadline_raised (deadline, round, level, at) select id, 1, ?, ? from deadline where reference = ?")
                .params(level, now(), OWED)
                .update();
        deadlines.tell(OWED, level, groups, text);
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private Row only(String key) {
        List<Row> found = found(key);
        assertThat(found).as(key).hasSize(1);
        return found.get(0);
    }

    private List<Row> found(String key) {
        return jdbc.sql("""
                        select key, text, link, string_agg(user_id, ' ' order by user_id) as people
                        from notice
                                 join notice_receipt on notice = id
                        where key like ?
                        group by id
                        """).param(key).query(Row.class).list();
    }
}
