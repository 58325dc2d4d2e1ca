package cn.leiting.performance;

import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.Client;
import cn.leiting.Client.Answer;
import cn.leiting.LeitingTest;
import cn.leiting.Statements;
import cn.leiting.casework.Cases;
import cn.leiting.casework.Outcome;
import cn.leiting.casework.Status;
import cn.leiting.performance.Service.Method;
import cn.leiting.process.CasePerformanceCases;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** 案件执行页: who reads it, and what the deciding body records on it; today is 2023-01-12. */
@LeitingTest
class PerformancePageTests {

    @Autowired
    private CasePerformanceCases made;

    @Autowired
    private Performances performances;

    @Autowired
    private Payments payments;

    @Autowired
    private Cases cases;

    @Autowired
    private JdbcClient jdbc;

    @LocalServerPort
    private int port;

    @ParameterizedTest
    @CsvSource({
        "xujing1, 200",
        "xujingLead, 200",
        "xujingDecide1, 200",
        "xujingReview1, 200",
        "xujingTown1, 200",
        "legal1, 200",
        "supervision1, 200",
        "baihe1, 403",
        "baiheDecide1, 403",
        "coordination1, 403",
        "office1, 403",
        "bureau1, 403",
        "police1, 403",
        "admin, 403"
    })
    void opensToTheSquadItsBodyItsTownAndTheTwoSections(String person, int status) {
        assertThat(client(person).get(page(made.decided("500.00"))).status()).isEqualTo(status);
    }

    @Test
    void tellsWhatIsOwedAndByWhen() {
        String code = served("1000.00");
        payments.pay(
                code,
                new Payments.Receipt(
                        new BigDecimal("1000"), LocalDate.of(2022, 3, 20), Account.Channel.BANK, "票1", null),
                "xujing1");

        assertThat(client("xujing1").get(page(code)).body())
                .contains("罚决字〔2050〕", "2022年3月2日", "2022年3月17日", "90.00元", "银行缴纳", "缴纳罚款（行政处罚法第六十七条）", "超期完成")
                .contains("没有登记复议或者诉讼。")
                .doesNotContain("登记结果</button>");
        assertThat(client("xujingDecide1").get(page(code)).body()).contains("登记结果</button>");
        assertThat(client("xujing1").get(page("CASE-310118106-2023-999999")).status())
                .isEqualTo(404);
    }

    @Test
    void costsTheSameHoweverMuchWasPaid() {
        String code = served("1000.00");
        Client client = client("xujing1");
        client.get(page(code));
        int before = Statements.of(() -> client.get(page(code))).size();
        pay(code, 1);
        pay(code, 2);

        assertThat(Statements.of(() -> client.get(page(code)))).hasSize(before);
    }

    private void pay(String code, int no) {
        payments.pay(
                code,
                new Payments.Receipt(
                        new BigDecimal("10"), LocalDate.of(2022, 3, 10), Account.Channel.BANK, "票" + no, null),
                "xujing1");
    }

    @ParameterizedTest
    @CsvSource({
        "instalments, text=当事人经济困难。&rows[0].dueOn=2023-03-01&rows[0].amount=1000",
        "remission, text=当事人已清理现场。",
        "remedies, kind=RECONSIDERATION&on=2022-03-10&body=青浦区人民政府",
        "results, result=UPHELD&on=2022-04-10&documentNo=复决1号",
        "publication, on=2022-04-10&url=https://example.cn/1&text=社会影响较大。",
        "withdrawal, on=2022-04-10&text=决定已被撤销。"
    })
    void letsOnlyTheDecidingBodyChangeAnythingAndNoHandler(String change, String fields) {
        String code = served("1000.00");

        for (String person :
                new String[] {"xujing1", "xujingLead", "xujingReview1", "baiheDecide1", "legal1", "admin"}) {
            assertThat(post(person, code, change, fields).status()).as(person).isEqualTo(403);
        }
        handled(code, "xujingDecide2");
        assertThat(post("xujingDecide2", code, change, fields).status()).isEqualTo(403);
        assertThat(jdbc.sql("""
                        select (select count(*) from remedy where case_code = :code)
                             + (select count(*) from deferral where case_code = :code)
                             + (select count(*) from decision_publication where case_code = :code)
                        """).param("code", code).query(Long.class).single()).isZero();
    }

    private void handled(String code, String person) {
        jdbc.sql("""
                        insert into case_handler (case_code, person, cert_no, from_day, to_day)
                        select ?, ?, min(no), date '2022-02-05', date '2022-02-06'
                        from officer_certificate
                        """).params(code, person).update();
    }

    @Test
    void grantsInstalmentsThatTogetherAreWhatIsLeft() {
        String code = served("1000.00");

        assertRefused(code, "instalments", "text=困难&rows[0].dueOn=2023-03-01&rows[0].amount=1000", "理由不能少于5字。");
        assertRefused(code, "instalments", "text=当事人经济困难。", "缴款应分为1至36期。");
        assertRefused(
                code, "instalments", "text=当事人经济困难。&rows[0].dueOn=2023-03-01&rows[0].amount=999", "合计应为待缴的罚款1000.00元。");
        assertRefused(code, "instalments", "text=当事人经济困难。&rows[0].dueOn=2023-01-12&rows[0].amount=1000", "行政处罚法第六十六条");
        assertRefused(
                code,
                "instalments",
                "text=当事人经济困难。&rows[0].dueOn=2023-03-01&rows[0].amount=500&rows[1].dueOn=2023-03-01&rows[1].amount=500",
                "行政处罚法第六十六条");
        assertRefused(code, "instalments", "text=当事人经济困难。&rows[0].amount=1000", "请填写每期的期限。");

        assertThat(post(
                                "xujingDecide1",
                                code,
                                "instalments",
                                "text=当事人经济困难。&rows[0].dueOn=2023-03-01&rows[0].amount=500&rows[1].dueOn=2023-04-03&rows[1].amount=500")
                        .status())
                .isEqualTo(302);
        assertThat(payments.account(code).plan().orElseThrow().instalments()).hasSize(2);
        assertThat(client("xujing1").get(page(code)).body()).contains("2023年4月3日", "当事人经济困难。");
    }

    @Test
    void recordsARemedyAndItsResultOnceEach() {
        String code = served("1000.00");

        assertRefused(code, "remedies", "kind=RECONSIDERATION&on=2023-01-13&body=青浦区人民政府", "至今天之间");
        assertRefused(code, "remedies", "on=2022-03-10&body=青浦区人民政府", "请选择救济途径。");
        assertThat(post("xujingDecide1", code, "results", "result=UPHELD&on=2022-04-10&documentNo=复决1号")
                        .status())
                .isEqualTo(409);
        assertThat(post("xujingDecide1", code, "remedies", "kind=RECONSIDERATION&on=2022-03-10&body=青浦区人民政府")
                        .status())
                .isEqualTo(302);
        assertThat(post("xujingDecide1", code, "remedies", "kind=LITIGATION&on=2022-03-11&body=法院")
                        .status())
                .isEqualTo(409);
        assertRefused(code, "results", "result=UPHELD&on=2022-03-09&documentNo=复决1号", "结果的日期");
        assertRefused(code, "results", "result=UPHELD&on=2022-04-10", "文书文号");
        assertRefused(code, "results", "result=UPHELD&on=2022-04-10&documentNo=复决1号&newFine=5", "只有变更的决定");
        assertRefused(code, "results", "result=CHANGED&on=2022-04-10&documentNo=复决1号&newFine=1000", "行政诉讼法第七十七条");
        assertThat(post("xujingDecide1", code, "results", "result=UPHELD&on=2022-04-10&documentNo=复决1号")
                        .status())
                .isEqualTo(302);
        assertThat(client("xujing1").get(page(code)).body()).contains("维持或者驳回", "复决1号");
    }

    @Test
    void aDecisionThatIsNotServedHasNoRemedyYet() {
        String code = made.decided("1000.00");

        assertThat(post("xujingDecide1", code, "remedies", "kind=LITIGATION&on=2022-03-11&body=法院")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void whatIsOverturnedIsWithdrawnWithinThreeWorkingDays() {
        String code = served("1000.00");
        assertRefused(code, "publication", "on=2022-04-10&text=社会影响较大。", "请填写信息编号或者公开网址。");
        assertRefused(code, "publication", "on=2022-04-10&url=ftp://x&text=社会影响较大。", "http://");
        assertRefused(code, "publication", "on=2022-04-10&item=INFO-2023-9999&text=社会影响较大。", "没有编号为");
        assertThat(post("xujingDecide1", code, "publication", "on=2022-04-10&url=https://example.cn/1&text=社会影响较大。")
                        .status())
                .isEqualTo(302);
        assertThat(post("xujingDecide1", code, "withdrawal", "on=2022-04-11&text=决定已被撤销。")
                        .status())
                .isEqualTo(409);
        post("xujingDecide1", code, "remedies", "kind=LITIGATION&on=2022-05-10&body=法院");

        post("xujingDecide1", code, "results", "result=ILLEGAL&on=2022-06-01&documentNo=行初3号");

        assertThat(due(code)).isEqualTo("2022-06-07");
        assertThat(client("xujing1").get(page(code)).body()).contains("应当撤回，尚未登记");
        assertThat(post("xujingDecide1", code, "withdrawal", "on=2022-06-02&text=决定已被确认违法。")
                        .status())
                .isEqualTo(302);
        assertThat(client("xujing1").get(page(code)).body()).contains("2022年6月2日：决定已被确认违法。");
        assertThat(payments.account(code).fine()).isEqualByComparingTo("1000");
    }

    private String due(String code) {
        return jdbc.sql("select (due_at at time zone 'Asia/Shanghai')::date::text from deadline where reference = ?")
                .param("case.withdraw:" + code)
                .query(String.class)
                .single();
    }

    @Test
    void theInformationItemOfAnOverturnedDecisionIsWithdrawnToo() {
        String code = served("1000.00");
        published("INFO-2050-0001");
        assertThat(post("xujingDecide1", code, "publication", "on=2022-04-10&item=INFO-2050-0001&text=社会影响较大。")
                        .status())
                .isEqualTo(302);
        post("xujingDecide1", code, "remedies", "kind=RECONSIDERATION&on=2022-04-20&body=青浦区人民政府");

        post("xujingDecide1", code, "results", "result=CHANGED&on=2022-06-01&documentNo=复决5号&newFine=300");

        assertThat(jdbc.sql("select reason from withdrawal where subject = 'INFO-2050-0001'")
                        .query(String.class)
                        .list())
                .containsExactly("DECISION_ANNULLED");
        assertThat(payments.account(code).fine()).isEqualByComparingTo("300");
        String other = served("1000.00");
        assertRefused(other, "publication", "on=2022-04-10&item=INFO-2050-0001&text=社会影响较大。", "没有编号为");
    }

    private void published(String item) {
        jdbc.sql("""
                        insert into info_item
                            (code, year, no, author, text_hash, texts, event_at, submitted_at, submitted_by,
                             allowed_minutes, breaking, contains_persons, contains_minors, case_involved, other_agency,
                             sensitive, status, edited_by, adopted_at, channels, approved_by, approved_at, version)
                        values (?, 2050, 1, '办公室', repeat('a', 64), 1, '2022-04-01', '2022-04-02', 'office1', 60, false,
                                false, false, true, false, false, 'PUBLISHED', 'office1', '2022-04-03', '{WECHAT}',
                                'office2', '2022-04-03', 1)
                        """).param(item).update();
        jdbc.sql("""
                        insert into publication
                            (subject, no, channel, level, title, body, url, published_at, published_by,
                             published_by_name, recorded_at)
                        values (?, 1, 'WECHAT', 'DISTRICT', '处罚决定公开', repeat('依法公开', 20), 'https://example.cn/2',
                                '2022-04-10', 'office1', '办公室1', '2022-04-10')
                        """).param(item).update();
    }

    @Test
    void aClosedCaseMayStillBeOverturned() {
        String code = served("1000.00");
        cases.advance(code, Status.PERFORMED, null, "xujing1");
        cases.close(code, Outcome.FINE_ORDINARY, null, "xujing1");
        post("xujingDecide1", code, "remedies", "kind=LITIGATION&on=2022-05-10&body=法院");

        assertThat(post("xujingDecide1", code, "results", "result=ANNULLED&on=2022-06-01&documentNo=行初4号")
                        .status())
                .isEqualTo(302);

        assertThat(performances.get(code).annulledOn()).isEqualTo(LocalDate.of(2022, 6, 1));
    }

    private String served(String fine) {
        String code = made.decided(fine);
        performances.serve(
                code, new Service.Form(Method.DIRECT, LocalDate.of(2022, 3, 2), "送达回证", null, null), "xujing1");
        return code;
    }

    private void assertRefused(String code, String change, String fields, String sentence) {
        Answer answer = post("xujingDecide1", code, change, fields);
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.body()).contains(sentence);
    }

    private Answer post(String person, String code, String change, String fields) {
        Map<String, String> form = new HashMap<>();
        for (String field : fields.split("&")) {
            form.put(field.substring(0, field.indexOf('=')), field.substring(field.indexOf('=') + 1));
        }
        return client(person).form(page(code) + "/" + change, form);
    }

    private static String page(String code) {
        return "/cases/" + code + "/performance";
    }

    private Client client(String person) {
        return Client.of(person, port);
    }
}
