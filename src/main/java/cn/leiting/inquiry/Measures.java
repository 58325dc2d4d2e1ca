package cn.leiting.inquiry;

import cn.leiting.calendar.Length;
import cn.leiting.calendar.Parameters;
import cn.leiting.calendar.WorkCalendar;
import cn.leiting.casework.Cases;
import cn.leiting.casework.EnforcementCase;
import cn.leiting.casework.Handlers;
import cn.leiting.inquiry.Measure.Kind;
import cn.leiting.inquiry.Measure.Result;
import cn.leiting.organization.Organization;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 先行登记保存、查封、扣押 (F-33): ordered with the approval of the deciding body's responsible person, by the case's
 * handlers. A seizure lasts thirty days, once extended by at most thirty more, never beyond sixty (行政强制法第二十五条);
 * a machine ends none, it says which run out. Refusals as those of {@link Inquiries}.
 */
@Component
@Transactional
public class Measures {

    private static final int MOST_DAYS = 60;

    /**
     * 采取措施.
     *
     * @param items 2 to 1000 characters; the same things of a case are seized once
     * @param approvedBy the account of the responsible person, who decides the squad's cases
     */
    public record Order(Kind kind, String items, String decisionNo, String approvedBy, LocalDate from) {

        public Order {
            items = Limits.required("物品", items, 2, 1000);
            decisionNo = Limits.required("决定书文号", decisionNo, 2, 60);
        }
    }

    /** 采取、延长或者处理后, in the same transaction: the measure as it is now. */
    public record Changed(Measure measure) {}

    /** 将到期的措施. @param due none while a year's table is missing */
    public record Expiring(Measure measure, @Nullable LocalDate due, State state) {}

    /** 到期情况. */
    public enum State {
        RUNNING("进行中"),
        LAST_DAY("今天到期，须当日处理"),
        OVERDUE("已超期，须立即解除"),
        UNDATED("缺日历");

        private final String label;

        State(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    private final JdbcClient jdbc;
    private final MeasureRows rows;
    private final Inquiries inquiries;
    private final Cases cases;
    private final Handlers handlers;
    private final Organization organization;
    private final Parameters parameters;
    private final WorkCalendar calendar;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Measures(
            JdbcClient jdbc,
            MeasureRows rows,
            Inquiries inquiries,
            Cases cases,
            Handlers handlers,
            Organization organization,
            Parameters parameters,
            WorkCalendar calendar,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.inquiries = inquiries;
        this.cases = cases;
        this.handlers = handlers;
        this.organization = organization;
        this.parameters = parameters;
        this.calendar = calendar;
        this.events = events;
        this.clock = clock;
    }

    /** Answers its number. Refuses a day after today, an approver who does not decide, and the same seizure again. */
    public long order(String code, Order order, String by) {
        EnforcementCase found = inquiries.open(code, by);
        refuseApprover(found, order.approvedBy());
        if (order.from().isBefore(found.source().discoveredOn()) || order.from().isAfter(today())) {
            throw Refusal.invalid("from", "采取措施的日期不能早于发现违法行为之日，也不能晚于今天。");
        }
        try {
            long id = jdbc.sql("""
                            insert into coercive_measure (case_code, kind, items, decision_no, approved_by, from_day, by_whom, at)
                            values (?, ?, ?, ?, ?, ?, ?, ?)
                            returning id
                            """)
                    .params(code, order.kind().name(), order.items(), order.decisionNo(), order.approvedBy())
                    .params(order.from(), by, now())
                    .query(Long.class)
                    .single();
            events.publishEvent(new Changed(find(code, id)));
            return id;
        } catch (DuplicateKeyException again) {
            throw Refusal.conflict("这些物品在本案中已经查封、扣押过，不能以重新查封、扣押延长期限（行政强制法第二十五条）。");
        }
    }

    /**
     * 延长查封、扣押, once, by 1 to 30 days and never beyond sixty days in all; refuses a preservation, a second
     * extension, and one after its last day.
     */
    public void extend(long id, int days, String reason, String approvedBy, String by) {
        Measure found = held(id, by);
        refuseApprover(cases.get(found.caseCode()), approvedBy);
        String why = Limits.required("延长理由", reason, 5, 500);
        if (found.kind() != Kind.SEIZURE) {
            throw Refusal.conflict("先行登记保存应当在七个工作日内作出处理决定，不能延长（行政处罚法第五十六条）。");
        }
        if (found.extendedDays() != null) {
            throw Refusal.conflict("查封、扣押只能延长一次，合计不得超过六十日（行政强制法第二十五条）。");
        }
        Length first = parameters.statutory("acl.25", found.from());
        int most =
                Math.min(parameters.statutory("acl.25.extension", found.from()).amount(), MOST_DAYS - first.amount());
        if (days < 1 || days > most) {
            throw Refusal.invalid("days", "查封、扣押延长不得超过三十日，合计不得超过六十日（行政强制法第二十五条）。");
        }
        if (today().isAfter(found.from().plusDays(first.amount()))) {
            throw Refusal.conflict("查封、扣押期限已经届满，不能再延长，应当立即解除（行政强制法第二十五条、第二十八条）。");
        }
        jdbc.sql("""
                        update coercive_measure
                        set extended_days = ?, extension_reason = ?, extended_by = ?
                        where id = ?
                        """).params(days, why, approvedBy, id).update();
        events.publishEvent(new Changed(find(found.caseCode(), id)));
    }

    /** 处理: refuses a day before it began or after today, and results that only a preservation has. */
    public void end(long id, LocalDate on, Result result, String by) {
        Measure found = held(id, by);
        if (on.isBefore(found.from()) || on.isAfter(today())) {
            throw Refusal.invalid("endedOn", "处理日期不能早于采取措施之日，也不能晚于今天。");
        }
        if (found.kind() == Kind.SEIZURE && (result == Result.SEIZED || result == Result.APPRAISED)) {
            throw Refusal.invalid("result", "查封、扣押的处理结果只能是解除、没收或者移送（行政强制法第二十七条）。");
        }
        jdbc.sql("update coercive_measure set ended_on = ?, result = ? where id = ?")
                .params(on, result.name(), id)
                .update();
        events.publishEvent(new Changed(find(found.caseCode(), id)));
    }

    private Measure held(long id, String by) {
        String code = jdbc.sql("select case_code from coercive_measure where id = ?")
                .param(id)
                .query(String.class)
                .optional()
                .orElseThrow(() -> Refusal.notFound("没有编号为" + id + "的措施。"));
        cases.hold(code);
        handlers.refuseOthers(code, by);
        Measure found = find(code, id);
        if (!found.isRunning()) {
            throw Refusal.conflict("该措施已于" + found.endedOn() + "处理完毕。");
        }
        return found;
    }

    private Measure find(String code, long id) {
        return of(code).stream().filter(one -> one.id() == id).findFirst().orElseThrow();
    }

    private void refuseApprover(EnforcementCase found, String account) {
        boolean decides = jdbc.sql("""
                        select exists (select
                                       from post
                                       where user_id = ?
                                         and unit_code = ?
                                         and title = 'DECIDER'
                                         and ?::date between valid_from and coalesce(valid_to, 'infinity'))
                        """)
                .params(account, organization.squad(found.squad()).decideGroup(), today())
                .query(Boolean.class)
                .single();
        if (!decides) {
            throw Refusal.invalid("approvedBy", "强制措施应当经行政机关负责人批准，“" + account + "”不是本案作出决定的机关的负责人（行政强制法第十八条）。");
        }
        handlers.refuseHandler(found.code(), account, "承办过该案的人员不能批准强制措施（行政强制法第十八条）。");
    }

    /** Of one case, in their order. */
    @Transactional(readOnly = true)
    public List<Measure> of(String code) {
        return rows.of(code);
    }

    /** 到期清单: what still runs, of one squad or of all, the first to end first. */
    @Transactional(readOnly = true)
    public List<Expiring> running(@Nullable String squad) {
        return rows.running(squad).stream()
                .map(this::expiring)
                .sorted(Comparator.comparing(Expiring::due, Comparator.nullsLast(Comparator.naturalOrder())))
                .toList();
    }

    /** How a measure stands today. */
    @Transactional(readOnly = true)
    public Expiring expiring(Measure measure) {
        LocalDate due = measure.due(calendar.now());
        LocalDate today = today();
        State state = due == null
                ? State.UNDATED
                : today.isAfter(due) ? State.OVERDUE : today.equals(due) ? State.LAST_DAY : State.RUNNING;
        return new Expiring(measure, due, state);
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
