package cn.leiting.transfer;

import cn.leiting.casework.Cases;
import cn.leiting.casework.EnforcementCase;
import cn.leiting.casework.Status;
import cn.leiting.disposition.Dispositions.Proposal;
import cn.leiting.organization.Organization;
import cn.leiting.organization.Unit;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import cn.leiting.transfer.Transfer.Kind;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 案件移送 (domain P6, steps 4 and 5; 行政处罚法第二十七条). Our clock ends with it; a case that is returned begins anew, with its
 * history (domain §9.4, no. 40).
 */
@Component
@Transactional
public class Transfers {

    private static final String POLICE = "agencyPolice";

    private final JdbcClient jdbc;
    private final Cases cases;
    private final Organization organization;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    /** 受移送机关已答复, in the same transaction. */
    public record Answered(String code) {}

    Transfers(JdbcClient jdbc, Cases cases, Organization organization, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.cases = cases;
        this.organization = organization;
        this.events = events;
        this.clock = clock;
    }

    /**
     * 移送, today. A suspected crime goes to the police and nowhere else. Refuses who is no agency (422), and a case that
     * does not wait for it (409).
     */
    public void send(String code, Transfer.Form form, String by) {
        EnforcementCase found = cases.hold(code);
        if (found.route() == Proposal.TRANSFER_CRIME && form.kind() != Kind.CRIME) {
            throw Refusal.invalid("kind", "涉嫌犯罪的案件应当移送司法机关（行政处罚法第二十七条）。");
        }
        if (form.kind() == Kind.CRIME && !form.agency().equals(POLICE)) {
            throw Refusal.invalid("agency", "涉嫌犯罪的案件应当移送公安机关（行政处罚法第二十七条）。");
        }
        Unit agency = organization.agencies().stream()
                .filter(unit -> unit.code().equals(form.agency()))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("agency", "没有代码为“" + form.agency() + "”的受移送机关。"));
        jdbc.sql("""
                        insert into case_transfer (case_code, no, kind, agency, letter_no, reason, goods, sent_on, sent_by,
                                                   sent_at)
                        select :code, coalesce(max(no), 0) + 1, :kind, :agency, :letter, :reason, :goods, :today, :by, :at
                        from case_transfer
                        where case_code = :code
                        """)
                .param("code", code)
                .param("kind", form.kind().name())
                .param("agency", agency.code())
                .param("letter", Limits.required("移送函文号", form.letterNo(), 2, 60))
                .param("reason", Limits.required("移送理由", form.reason(), 10, 1000))
                .param("goods", Limits.optional("随案移送物品", form.goods(), 500))
                .param("today", LocalDate.now(clock))
                .param("by", by)
                .param("at", Timestamp.from(clock.instant()))
                .update();
        cases.send(code, form.kind().route(), form.kind().label() + "：" + agency.name(), by);
    }

    /**
     * 登记答复 of the agency; its squad's leader or officers. Refuses a day before the sending or in the future (422), and
     * a case that waits for no answer (409).
     *
     * @param what 5 to 500 characters
     */
    public void answer(String code, boolean accepted, LocalDate on, String what, Actor by) {
        EnforcementCase found = cases.hold(code);
        var squad = organization.squad(found.squad());
        by.require(squad.leadGroup(), squad.group());
        if (found.status() != Status.TRANSFERRED) {
            throw Refusal.conflict("案件" + code + "没有待答复的移送。");
        }
        Transfer sent = last(code);
        if (on.isBefore(sent.sentOn()) || on.isAfter(LocalDate.now(clock))) {
            throw Refusal.invalid("on", "答复日期不能早于移送日期，也不能晚于今天。");
        }
        String answer = Limits.required("答复内容", what, 5, 500);
        jdbc.sql("""
                        update case_transfer
                        set accepted = ?, answered_on = ?, answer = ?, recorded_by = ?, recorded_at = ?
                        where case_code = ? and no = ?
                        """)
                .params(accepted, on, answer, by.id(), Timestamp.from(clock.instant()), code, sent.no())
                .update();
        if (!accepted) {
            cases.takeBack(code, "受移送机关退回：" + answer, by.id());
        }
        events.publishEvent(new Answered(code));
    }

    /** Whether the agency has taken the case; refuses a case that was sent nowhere. */
    @Transactional(readOnly = true)
    public boolean accepted(String code) {
        return Boolean.TRUE.equals(last(code).accepted());
    }

    private Transfer last(String code) {
        List<Transfer> sent = of(code);
        if (sent.isEmpty()) {
            throw Refusal.conflict("案件" + code + "没有移送。");
        }
        return sent.get(sent.size() - 1);
    }

    /** In their order. */
    @Transactional(readOnly = true)
    public List<Transfer> of(String code) {
        return jdbc.sql("select * from case_transfer where case_code = ? order by no")
                .param(code)
                .query(Transfer.class)
                .list();
    }
}
