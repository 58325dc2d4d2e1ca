package cn.leiting.intake;

import cn.leiting.calendar.Parameters;
import cn.leiting.casework.Cases;
import cn.leiting.casework.EnforcementCase;
import cn.leiting.casework.Status;
import cn.leiting.catalogue.Violation;
import cn.leiting.catalogue.Violations;
import cn.leiting.disposition.Dispositions.Proposal;
import cn.leiting.intake.CorrectionOrder.HandedOver;
import cn.leiting.intake.CorrectionOrder.Kind;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 责令改正 of cases (domain P6, steps 2 and 3; 行政处罚法第二十八条). One at a time; while it runs nobody says that it was not
 * followed.
 */
@Component
@Transactional
public class CorrectionOrders {

    private final JdbcClient jdbc;
    private final Cases cases;
    private final Violations violations;
    private final Parameters parameters;
    private final Clock clock;

    CorrectionOrders(JdbcClient jdbc, Cases cases, Violations violations, Parameters parameters, Clock clock) {
        this.jdbc = jdbc;
        this.cases = cases;
        this.violations = violations;
        this.parameters = parameters;
        this.clock = clock;
    }

    /**
     * 责令改正, from today. Refuses a demand outside 10 to 1000 characters, a day that is over or beyond the longest that the
     * law allows, and a missing witness; 409 unless the case waits for it.
     */
    public void issue(String code, CorrectionOrder.Form form, String by) {
        EnforcementCase found = ordered(code);
        if (latest(code, false) != null) {
            throw Refusal.conflict("案件" + code + "已责令改正，期满复查以前不能再次责令。");
        }
        LocalDate today = LocalDate.now(clock);
        Kind kind = found.route() == Proposal.ORDER_IMMEDIATE ? Kind.IMMEDIATE : Kind.DEADLINE;
        refuseDay(form.dueOn(), today, kind, longest(found, today));
        String witness = Limits.optional("见证人", form.witness(), 50);
        if (form.handedOver() != HandedOver.SIGNED && witness == null) {
            throw Refusal.invalid("witness", "当事人没有签收的，请填写见证人。");
        }
        jdbc.sql("""
                        insert into case_order (case_code, no, kind, demand, issued_on, due_on, handed_over, witness, issued_by,
                                                issued_at)
                        select :code, coalesce(max(no), 0) + 1, :kind, :demand, :today, :due, :handed, :witness, :by, :at
                        from case_order
                        where case_code = :code
                        """)
                .param("code", code)
                .param("kind", kind.name())
                .param("demand", Limits.required("改正要求", form.demand(), 10, 1000))
                .param("today", today)
                .param("due", form.dueOn())
                .param("handed", form.handedOver().name())
                .param("witness", witness)
                .param("by", by)
                .param("at", Timestamp.from(clock.instant()))
                .update();
    }

    private int longest(EnforcementCase found, LocalDate on) {
        Violation law = violations
                .applicable(found.source().violation(), found.source().actOn(), on)
                .law();
        Integer most = law.maxCorrectionDays();
        return most == null ? parameters.number("rectification.maxDays", on).intValueExact() : most;
    }

    private static void refuseDay(LocalDate due, LocalDate today, Kind kind, int longest) {
        LocalDate first = kind == Kind.IMMEDIATE ? today : today.plusDays(1);
        if (due.isBefore(first) || due.isAfter(today.plusDays(longest))) {
            throw Refusal.invalid(
                    "dueOn", (kind == Kind.IMMEDIATE ? "改正期限应在今日起" : "改正期限应在明日起") + longest + "日内（行政处罚法第二十八条）。");
        }
    }

    /** The order that runs; refuses a case without one (409). */
    @Transactional(readOnly = true)
    public CorrectionOrder running(String code) {
        CorrectionOrder running = latest(code, false);
        if (running == null) {
            throw Refusal.conflict("案件" + code + "没有待复查的责令改正。");
        }
        return running;
    }

    /**
     * 复查. Corrected may be found early; not corrected only once the last day is over, and then the law allows the penalty
     * (domain §9.4, no. 31).
     *
     * @param what 5 to 500 characters
     */
    public void reCheck(String code, boolean corrected, String what, String by) {
        ordered(code);
        CorrectionOrder running = running(code);
        LocalDate today = LocalDate.now(clock);
        if (!corrected && !today.isAfter(running.dueOn())) {
            throw Refusal.conflict("改正期限还没有届满，不能认定未改正（行政处罚法第二十八条）。");
        }
        jdbc.sql("""
                        update case_order
                        set re_checked_on = ?, corrected = ?, found = ?, re_checked_by = ?, re_checked_at = ?
                        where case_code = ? and no = ?
                        """)
                .params(
                        today,
                        corrected,
                        Limits.required("复查情况", what, 5, 500),
                        by,
                        Timestamp.from(clock.instant()),
                        code,
                        running.no())
                .update();
        if (!corrected) {
            cases.refuseCorrection(code, by);
        }
    }

    private EnforcementCase ordered(String code) {
        EnforcementCase found = cases.hold(code);
        if (found.status() != Status.ORDERED) {
            throw Refusal.conflict("案件" + code + "现为“" + found.status().label() + "”，不能责令改正或者复查。");
        }
        return found;
    }

    private @Nullable CorrectionOrder latest(String code, boolean reChecked) {
        return jdbc
                .sql(
                        "select * from case_order where case_code = ? and (re_checked_on is not null) = ? order by no desc")
                .params(code, reChecked)
                .query(CorrectionOrder.class)
                .stream()
                .findFirst()
                .orElse(null);
    }

    /** In their order. */
    @Transactional(readOnly = true)
    public List<CorrectionOrder> of(String code) {
        return jdbc.sql("select * from case_order where case_code = ? order by no")
                .param(code)
                .query(CorrectionOrder.class)
                .list();
    }
}
