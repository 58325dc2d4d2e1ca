package cn.leiting.intake;

import cn.leiting.calendar.BureauTime;
import cn.leiting.casework.Cases;
import cn.leiting.casework.Source;
import cn.leiting.complaint.Complaint;
import cn.leiting.complaint.Complaints;
import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 登记案源 by an officer (F-30): a complaint, what another agency has sent, or what was seen on patrol. */
@Component
public class TypedSources {

    /** 来源. */
    public enum From {
        COMPLAINT,
        TRANSFER_IN,
        PATROL
    }

    /**
     * What the officer submits.
     *
     * @param complaintId the ticket of a complaint, {@code transferInId} the letter of a transfer, {@code sender} who
     *     wrote it; none of them for the other kinds
     */
    public record Form(
            From source,
            @Nullable String complaintId,
            @Nullable String transferInId,
            @Nullable String sender,
            String violation,
            String place,
            String facts,
            LocalDate occurredAt,
            LocalDate discoveredAt) {}

    private final JdbcClient jdbc;
    private final Cases cases;
    private final Complaints complaints;
    private final Organization organization;
    private final Clock clock;

    TypedSources(JdbcClient jdbc, Cases cases, Complaints complaints, Organization organization, Clock clock) {
        this.jdbc = jdbc;
        this.cases = cases;
        this.complaints = complaints;
        this.organization = organization;
        this.clock = clock;
    }

    /**
     * Answers the code of the new case of the officer's squad. Refuses everybody but a town squad's officers (403), a
     * complaint that another squad handles, a second case for the same complaint or letter (409), days in the future,
     * and what breaks a limit (422).
     */
    @Transactional
    public String register(Form form, Set<String> groups, String by) {
        Squad own = organization
                .squadOf(groups)
                .filter(squad -> groups.contains(squad.group()))
                .orElseThrow(() -> Refusal.forbidden("只有城管中队队员可以登记案源。"));
        if (!own.competes()) {
            throw Refusal.forbidden("机动中队不自行立案，请交由所在街镇中队登记案源。");
        }
        refuseDays(form);
        String ref = ref(form, own);
        if (ref != null) {
            known(form, ref).ifPresent(code -> {
                throw Refusal.conflict("该来源已登记为案件" + code + "，同一违法行为不重复立案（行政处罚法第二十九条）。");
            });
        }
        String code = cases.register(
                new Source(
                        own.code(),
                        Source.Kind.valueOf(form.source().name()),
                        null,
                        ref,
                        null,
                        form.violation(),
                        Limits.required("地点", form.place(), 2, 120),
                        Limits.required("违法事实", form.facts(), 10, 2000),
                        form.occurredAt(),
                        form.discoveredAt()),
                by);
        if (form.source() == From.TRANSFER_IN) {
            jdbc.sql("insert into case_received (case_code, sender) values (?, ?)")
                    .params(code, Limits.required("移送机关", form.sender(), 2, 60))
                    .update();
        }
        return code;
    }

    private void refuseDays(Form form) {
        if (form.discoveredAt().isBefore(form.occurredAt())
                || form.discoveredAt().isAfter(LocalDate.now(clock))) {
            throw Refusal.invalid("discoveredAt", "发现日期不能早于违法行为发生日期，也不能晚于今天。");
        }
    }

    private @Nullable String ref(Form form, Squad own) {
        return switch (form.source()) {
            case COMPLAINT -> ticket(Limits.required("投诉举报工单号", form.complaintId(), 60), own, form);
            case TRANSFER_IN -> Limits.required("移送函文号", form.transferInId(), 60);
            case PATROL -> null;
        };
    }

    private String ticket(String no, Squad own, Form form) {
        Complaint complaint = complaints.get(no);
        if (!complaint.squad().equals(own.code())) {
            throw Refusal.forbidden("工单" + no + "不由本中队办理，不能据此登记案源。");
        }
        LocalDate received = LocalDate.ofInstant(complaint.receivedAt(), BureauTime.ZONE);
        if (form.occurredAt().isAfter(received)) {
            throw Refusal.invalid("occurredAt", "违法行为发生日期不能晚于诉件的收件日期。");
        }
        return no;
    }

    private Optional<String> known(Form form, String ref) {
        return jdbc.sql("select code from enforcement_case where source = ? and source_ref = ?")
                .params(form.source().name(), ref)
                .query(String.class)
                .optional();
    }
}
