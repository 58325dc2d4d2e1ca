package cn.leiting.docket;

import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import cn.leiting.casework.Cases;
import cn.leiting.casework.Handlers;
import cn.leiting.casework.Source;
import cn.leiting.disposition.Dispositions.Proposal;
import cn.leiting.identity.Citizens;
import cn.leiting.identity.Identity;
import cn.leiting.party.Parties;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What one page tells of a case over all rooms, and to whom. */
@LeitingTest
class CaseFileTests {

    private static final String NUMBER = Citizens.number(LocalDate.of(1951, 10, 4), 17);

    private static final String LIANTANG = "310118103";
    private static final LocalDate TODAY = LocalDate.of(2023, 1, 12);

    @LocalServerPort
    private int port;

    @Autowired
    private Cases cases;

    @Autowired
    private Handlers handlers;

    @Autowired
    private Parties parties;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void theWatchListNamesMeasuresServiceAndPayment() {
        String seized = filed(LIANTANG, TODAY.minusDays(40));
        measure(seized, "SEIZURE", TODAY.minusDays(31));
        String preserved = filed(LIANTANG, TODAY.minusDays(40));
        measure(preserved, "PRESERVATION", TODAY.minusDays(6));
        String unserved = filed(LIANTANG, TODAY.minusDays(40));
        decided(unserved, TODAY.minusDays(30), null);
        String unpaid = filed(LIANTANG, TODAY.minusDays(40));
        decided(unpaid, TODAY.minusDays(20), TODAY.minusDays(20));
        jdbc.sql("update enforcement_case set status = 'SERVED' where code = ?")
                .param(unpaid)
                .update();

        String page = page("liantang1", "/cases");
        String watched = page.substring(page.indexOf("id=\"watch\""), page.indexOf("id=\"register\""));

        assertThat(row(watched, seized)).contains("查封、扣押（三轮车一辆）", "2023年1月11日", "已超期1日。", "第二十五条");
        assertThat(row(watched, preserved)).contains("先行登记保存", "2023年1月17日", "还剩5日。", "第五十六条");
        assertThat(row(watched, unserved)).contains("送达", "已超期", "第六十一条");
        assertThat(row(watched, unpaid)).contains("缴纳罚款", "期间已届满", "第六十七条").doesNotContain("light-R");
        assertThat(page("liantang1", "/cases/" + unpaid)).contains("直接送达", "申请行政复议", "提起行政诉讼", "予以处罚");
    }

    private static String row(String watched, String code) {
        int at = watched.indexOf(code);
        assertThat(at).as(code).isPositive();
        return watched.substring(watched.lastIndexOf("<tr", at), watched.indexOf("</tr>", at));
    }

    private void measure(String code, String kind, LocalDate from) {
        jdbc.sql("""
                        insert into coercive_measure (case_code, kind, items, decision_no, approved_by, from_day, by_whom, at)
                        values (?, ?, '三轮车一辆', '青练保字1号', 'liantangDecide1', ?, 'liantang1', now())
                        """).params(code, kind, from).update();
    }

    private void decided(String code, LocalDate on, @Nullable LocalDate served) {
        jdbc.sql("""
                        insert into penalty_proposal (case_code, no, facts, factors, reasons, established, age, incapacity,
                                                      grave, fault, minor, corrected, harm, first, mitigation, fined_already,
                                                      answer, basis, verdict, kind, amount, written_by, written_at)
                        values (?, 1, repeat('当事人占道设摊。', 10), '{首次}', '事实清楚，证据确凿充分。', true, 'ADULT', false, false, true,
                                false, false, 'MINOR', false, 'NONE', false, 'PENALISE', '第一条', 'PENALTY', 'FINE', 500,
                                'liantang1', now())
                        """).param(code).update();
        jdbc.sql("""
                        insert into performance (case_code, decision_no, decided_on, on_the_spot, fine, method, served_on,
                                                 effective_on, proof, served_by, version)
                        values (:code, :code, :on, false, 500, case when :served::date is not null then 'DIRECT' end, :served,
                                :served, case when :served::date is not null then '送达回证' end,
                                case when :served::date is not null then 'liantang1' end, 0)
                        """)
                .param("code", code)
                .param("on", on)
                .param("served", served)
                .update();
    }

    @Test
    void whoMaySeeThePartySeesItForAReasonThatIsKept() {
        String code = registered(LIANTANG);
        long party = parties.enter(
                Identity.citizen("王小明", Identity.Document.RESIDENT_ID, NUMBER, null, "13800005678", "练塘镇章练塘路1号"),
                false,
                "liantang1");
        cases.identify(code, party, "liantang1");
        handlers.assign(code, Set.of("liantang1", "liantang2"), "liantangLead");

        for (String person : List.of("liantang1", "liantangTown1", "liantangDecide1", "legal1")) {
            assertThat(page(person, "/cases/" + code)).contains("王**").doesNotContain("王小明", NUMBER.substring(6, 14));
        }
        for (String person : List.of("liantang1", "liantangDecide1", "liantangReview1")) {
            Client.Answer shown = unmask(person, code, "核对身份信息");
            assertThat(shown.body()).contains("王小明", NUMBER);
        }
        for (String person : List.of("liantang3", "liantangTown1", "legal1", "supervision1", "jinze1")) {
            assertThat(unmask(person, code, "核对身份信息").status()).as(person).isEqualTo(403);
        }
        assertThat(unmask("liantang1", code, "").status()).isEqualTo(422);
        Client.Answer typed = unmask("liantang1", code, "核对" + NUMBER);
        assertThat(typed.status()).isEqualTo(422);
        assertThat(typed.body()).contains("查看事由中不能有居民身份证号码").doesNotContain(NUMBER);
        assertThat(jdbc.sql("select count(*) from party_read where case_code = ?")
                        .param(code)
                        .query(Integer.class)
                        .single())
                .isEqualTo(3);
        assertThat(jdbc.sql("""
                                select actor || ' ' || (audit_line::text ~ :party)
                                from audit_line
                                where subject = :code and verb = '查看当事人信息' and outcome = 'DONE'
                                order by id
                                """)
                        .param("code", code)
                        .param("party", "王小明|" + NUMBER)
                        .query(String.class)
                        .list())
                .containsExactly("liantang1 false", "liantangDecide1 false", "liantangReview1 false");
    }

    private Client.Answer unmask(String person, String code, String reason) {
        return Client.of(person, port).form("/cases/" + code + "/unmask", Map.of("reason", reason));
    }

    private String page(String person, String path) {
        Client.Answer answer = Client.of(person, port).get(path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private String filed(String squad, LocalDate on) {
        String code = registered(squad);
        cases.route(code, Proposal.ORDINARY, "liantang1");
        cases.file(code, on, "liantangDecide1");
        return code;
    }

    private String registered(String squad) {
        return cases.register(
                new Source(
                        squad,
                        Source.Kind.PATROL,
                        null,
                        null,
                        null,
                        "VIO_STALL",
                        "试用点位7门前",
                        "在人行道上设摊经营，影响通行。",
                        TODAY,
                        TODAY),
                "liantang1");
    }
}
