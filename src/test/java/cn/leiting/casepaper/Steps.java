package cn.leiting.casepaper;

import cn.leiting.casework.Cases;
import cn.leiting.casework.Registry;
import cn.leiting.casework.Source;
import cn.leiting.identity.Identity;
import cn.leiting.party.Parties;
import java.time.LocalDate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Cases with what their steps leave in the tables, for tests of what is written out of it. */
@Component
public class Steps {

    public static final String NUMBER = "11010519491231002X";
    static final String FACTS = "当事人于当日上午在人行道上设摊经营，占用人行道约六平方米，影响行人通行，经执法人员两次劝阻后仍未收摊。";

    private final JdbcClient jdbc;
    private final Cases cases;
    private final Parties parties;

    Steps(JdbcClient jdbc, Cases cases, Parties parties) {
        this.jdbc = jdbc;
        this.cases = cases;
        this.parties = parties;
    }

    /** Of a citizen whose identity is known. */
    public String registered() {
        String code = cases.register(Registry.patrol("VIO_STALL"), "xujing1");
        identify(code);
        return code;
    }

    private void identify(String code) {
        Identity told = Identity.citizen("张试用", Identity.Document.RESIDENT_ID, NUMBER, null, "13812345678", "徐泾镇试用路1号");
        cases.identify(code, parties.enter(told, false, "xujing1"), "xujing1");
    }

    /** Out of a visit with a photo that has not come yet. */
    public String found() {
        long finding = jdbc.sql("""
                        with visit as (
                            insert into inspection (client_id, content_hash, squad, point, business_date, started_at, received_at,
                                                    legal_class, auxiliaries, cert_shown, recording_told, gps_missing_reason,
                                                    geo_verdict, result, recorded_by)
                            values (gen_random_uuid(), repeat('0', 64), '310118106', 'P-310118106-0001', date '2023-01-12',
                                    timestamptz '2023-01-12 08:05+08', now(), 'STREET_PATROL', 1, true, true, '试用设备没有定位',
                                    'UNKNOWN', 'PROBLEM', 'xujing1')
                            returning id),
                        officer as (
                            insert into inspection_officer (inspection, person, cert_no)
                            select id, user_id, no
                            from visit, officer_certificate
                            where user_id in ('xujing1', 'xujing2')
                              and date '2023-01-12' between issued_on and expires_on),
                        photo as (
                            insert into inspection_photo (inspection, sha256, relation)
                            select id, md5(random()::text) || md5(random()::text), 'WIDE'
                            from visit)
                        insert into finding (inspection, seq, violation, party_unknown, description, disposition,
                                             education_given, education_kind, party_signed, witness)
                        select id, 1, 'VIO_STALL', true, '占用人行道设摊一处，已拍照取证。', 'CASE', true, 'ORAL', 'REFUSED', '路人'
                        from visit
                        returning id
                        """).query(Long.class).single();
        LocalDate day = LocalDate.of(2023, 1, 12);
        String code = cases.register(
                new Source(
                        Registry.XUJING,
                        Source.Kind.FINDING,
                        finding,
                        null,
                        null,
                        "VIO_STALL",
                        "徐泾镇试用点位1门前",
                        "在人行道上设摊经营，影响通行。",
                        day,
                        day),
                "xujing1");
        identify(code);
        return code;
    }

    public void ordered(String code, String demand) {
        jdbc.sql("""
                        insert into case_order (case_code, no, kind, demand, issued_on, due_on, handed_over, issued_by, issued_at)
                        values (?, 1, 'DEADLINE', ?, date '2023-01-12', date '2023-01-19', 'SIGNED', 'xujing1', now())
                        """).params(code, demand).update();
    }

    void transferred(String code) {
        jdbc.sql("""
                        insert into case_transfer (case_code, no, kind, agency, letter_no, reason, goods, sent_on, sent_by, sent_at)
                        select ?, 1, 'AGENCY', code, '徐泾移〔2023〕1号', '该行为由受移送机关管辖，本机关没有处罚权。', null,
                               date '2023-01-12', 'xujingLead', now()
                        from unit
                        where group_id = 'agencyMarket'
                        """).param(code).update();
    }

    void decidedOnTheSpot(String code, LocalDate on) {
        jdbc.sql("""
                        insert into on_the_spot_decision (case_code, party_kind, limit_as, penalty_kind, amount, decision_no,
                                                          legal_basis, handed_over, collected_on_spot,
                                                          reconsideration_first_stated, decided_on, decided_by, decided_at)
                        values (:code, 'CITIZEN', 'CITIZEN', 'FINE', 50, 'DC' || right(:code, 11), '上海市市容环境卫生管理条例', 'SIGNED',
                                false, :day >= date '2024-01-01', :day, 'xujing1', now())
                        """).param("code", code).param("day", on).update();
    }

    /** Proposed and notified; the notice of a fine of 300 yuan. */
    void notified(String code) {
        jdbc.sql("""
                        insert into penalty_proposal (case_code, no, facts, factors, reasons, established, age, incapacity, grave,
                                                      fault, minor, corrected, harm, first, mitigation, fined_already, answer,
                                                      basis, verdict, kind, amount, written_by, written_at)
                        values (?, 1, ?, '{一般情节}', '事实清楚，证据确凿，情节一般。', true, 'ADULT', false, false, true, false, false,
                                'MINOR', false, 'NONE', false, 'PENALISE', '行政处罚法第五十七条', 'PENALTY', 'FINE', 300, 'xujing1', now())
                        """).params(code, FACTS).update();
        jdbc.sql("""
                        insert into prior_notice (case_code, no, proposal_no, kind, amount, facts, grounds, basis, rights_told,
                                                  hearing_told, notified_on, written_by, written_at, given_by, given_at)
                        values (?, 1, 1, 'FINE', 300, ?, '违法事实清楚，应当处罚。', '上海市市容环境卫生管理条例', true, false,
                                date '2023-01-12', 'xujing1', now(), 'xujing1', now())
                        """).params(code, FACTS).update();
    }

    /** @param verdict PENALTY, after {@link #notified}, or NO_PENALTY */
    void decided(String code, String verdict, LocalDate on) {
        boolean penal = verdict.equals("PENALTY");
        jdbc.sql("""
                        insert into penalty_decision (case_code, body, decision_no, year, proposal_no, notice_no, waived,
                                                      review_owed, verdict, kind, amount, outcome, facts, basis, performance,
                                                      remedy, decided_on, written_by, written_at, decided_by, decided_at)
                        values (:code, '徐泾镇人民政府', 'CF' || right(:code, 11), extract(year from :day::date), 1, 1, true, false,
                                :verdict, :kind, :amount, :outcome, :facts, '上海市市容环境卫生管理条例',
                                '自收到本决定书之日起十五日内缴纳罚款。', '可以申请行政复议，也可以提起行政诉讼。', :day, 'xujing1', now(),
                                'xujingDecide1', now())
                        """)
                .param("code", code)
                .param("day", on)
                .param("verdict", verdict)
                .param("kind", penal ? "FINE" : null, java.sql.Types.VARCHAR)
                .param("amount", penal ? 300 : null, java.sql.Types.NUMERIC)
                .param("outcome", penal ? "FINE_ORDINARY" : "NO_PENALTY_FIRST")
                .param("facts", FACTS)
                .update();
    }

    void served(String code) {
        jdbc.sql("""
                        insert into performance (case_code, decision_no, decided_on, on_the_spot, fine, method, served_on,
                                                 effective_on, proof, served_by, version)
                        values (:code, 'CF' || right(:code, 11), date '2023-01-12', false, 300, 'DIRECT', date '2023-01-12',
                                date '2023-01-12', '送达回证1号', 'xujing1', 0)
                        """).param("code", code).update();
    }

    void guided(String code) {
        jdbc.sql("""
                        with asked as (
                            insert into hard_case (code, year, no, source, squad, question, status, due_kind, opinions, drafted_by,
                                                   signed_by, case_code, own_view, urgency, requested_by, requested_at, signed_at,
                                                   version)
                            select 'HC-2049-' || lpad(next::text, 3, '0'), 2049, next, :code, '310118106',
                                   '当事人拒不提供身份信息，应当如何确定当事人？', 'SIGNED', 'NORMAL', 1, 'legal1', 'legal2', :code,
                                   '拟以实际经营者为当事人立案查处，请予指导。', 'NORMAL', 'xujing1', timestamptz '2023-01-12 08:00+08',
                                   timestamptz '2023-01-12 08:30+08', 0
                            from (select coalesce(max(no), 0) + 1 as next from hard_case where year = 2049) numbers
                            returning id)
                        insert into hard_case_opinion (hard_case, no, answer, legal_basis, drafted_by, drafted_at)
                        select id, 1, :answer, '{行政处罚法第四十条}', 'legal1', now()
                        from asked
                        """)
                .param("code", code)
                .param("answer", "可以先以实际经营者为当事人，并商请公安机关协助查明其身份；查明之前不得作出处罚决定，办案期限照常计算，不因此中止或者延长。")
                .update();
    }
}
