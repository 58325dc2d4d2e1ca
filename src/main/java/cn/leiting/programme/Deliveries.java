package cn.leiting.programme;

import cn.leiting.organization.Organization;
import cn.leiting.organization.People;
import cn.leiting.organization.Squad;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 印发与签收：the programme's document, to whom it went, and who has confirmed or read it. */
@Component
class Deliveries {

    private final JdbcClient jdbc;
    private final Organization organization;
    private final People people;
    private final Clock clock;

    Deliveries(JdbcClient jdbc, Organization organization, People people, Clock clock) {
        this.jdbc = jdbc;
        this.organization = organization;
        this.people = people;
        this.clock = clock;
    }

    record Document(
            String documentNo,
            String issuer,
            String title,
            LocalDate issuedOn,
            @Nullable LocalDate printedOn,
            @Nullable String printedBy) {

        static Document ofBureau(String documentNo, String title, LocalDate issuedOn) {
            return new Document(documentNo, "青浦区城市管理行政执法局", title, issuedOn, null, null);
        }
    }

    /** Refuses a number that its issuer has used. */
    long register(Document document) {
        return jdbc.sql("""
                        insert into policy_document (document_no, issuer, title, issued_on, printed_on, printed_by)
                        values (:documentNo, :issuer, :title, :issuedOn, :printedOn, :printedBy)
                        on conflict do nothing
                        returning id
                        """)
                .paramSource(document)
                .query(Long.class)
                .optional()
                .orElseThrow(() -> Refusal.conflict("文号“" + document.documentNo() + "”已被使用，请核对。"));
    }

    /** 印发局机关各科室、各城管中队，抄送各镇人民政府、各街道办事处 (the notice, lines 7 and 67). */
    void send(long document, LocalDate issuedOn, Instant at) {
        organization.sections().forEach(section -> send(document, section.group(), section.name(), "ADDRESSEE", at));
        for (Squad squad : organization.townSquads(issuedOn)) {
            send(document, squad.group(), squad.name(), "ADDRESSEE", at);
            send(document, squad.townGroup(), townOf(squad), "CC", at);
        }
    }

    private static String townOf(Squad squad) {
        return squad.townName() + (squad.kind() == Squad.Kind.TOWN ? "人民政府" : "办事处");
    }

    private void send(long document, String group, String name, String kind, Instant at) {
        jdbc.sql("""
                        insert into document_delivery (document, recipient, recipient_name, kind, sent_at)
                        values (?, ?, ?, ?, ?)
                        """).params(document, group, name, kind, Timestamp.from(at)).update();
    }

    List<String> receivers(String code) {
        return jdbc.sql("""
                        select delivery.recipient
                        from document_delivery delivery
                                 join annual_programme programme on programme.document = delivery.document
                        where programme.code = ?
                          and delivery.kind = 'ADDRESSEE'
                        order by delivery.id
                        """).param(code).query(String.class).list();
    }

    void confirm(String code, String group, @Nullable String remark, String by) {
        int confirmed = jdbc.sql("""
                        update document_delivery
                        set confirmed_at = :now,
                            confirmed_by = :by,
                            confirmed_by_name = :name,
                            remark = :remark
                        where document = (select document from annual_programme where code = :code)
                          and recipient = :group
                          and kind = 'ADDRESSEE'
                          and confirmed_at is null
                        """)
                .param("now", Timestamp.from(clock.instant()))
                .param("by", by)
                .param("name", people.nameOf(by))
                .param("remark", Limits.optional("签收备注", remark, 300))
                .param("code", code)
                .param("group", group)
                .update();
        if (confirmed == 0) {
            throw receivers(code).contains(group)
                    ? Refusal.conflict(organization.nameOfGroup(group) + "已经签收，不能重复签收。")
                    : Refusal.notFound(organization.nameOfGroup(group) + "不在本方案的主送范围内，不需要签收。");
        }
    }

    void read(String code, String group) {
        jdbc.sql("""
                        update document_delivery
                        set read_at = ?
                        where document = (select document from annual_programme where code = ?)
                          and recipient = ?
                          and kind = 'CC'
                          and read_at is null
                        """).params(Timestamp.from(clock.instant()), code, group).update();
    }
}
