package cn.leiting.remedy;

import cn.leiting.calendar.WorkCalendar.Workdays;
import cn.leiting.casework.CaseClocks;
import cn.leiting.casework.Cases;
import cn.leiting.casework.EnforcementCase;
import cn.leiting.casework.Handlers;
import cn.leiting.casework.Status;
import cn.leiting.organization.Organization;
import cn.leiting.remedy.Remedy.Kind;
import cn.leiting.remedy.Remedy.Result;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 行政复议和行政诉讼 against decisions, recorded by the deciding body, also of cases that are closed. Whether one came in
 * time is for who decides on it, so a late one is not refused. Refuses who may not (403), what breaks a limit (422), a
 * second one while one lasts (409).
 */
@Component
@Transactional
public class Remedies {

    /** From this day on whoever is fined on the spot asks for reconsideration first (行政复议法第二十三条). */
    private static final LocalDate RECONSIDERATION_FIRST = LocalDate.of(2024, 1, 1);

    private static final Set<Status> SERVED = Set.of(Status.SERVED, Status.ENFORCING, Status.PERFORMED, Status.CLOSED);

    /** 救济有了结果, in the same transaction; what follows for the decision others do. */
    public record Decided(
            String code, Result result, @Nullable BigDecimal newFine, LocalDate on, String by) {}

    /**
     * 处罚决定被变更、撤销或者确认违法: evidence for X3 in the year of {@code on} (domain, section 9.4, no. 41).
     *
     * @param campaign in which the violation was found; null: none
     */
    public record Overturned(
            String code, String squad, @Nullable String campaign, Kind kind, Result result, LocalDate on) {}

    /**
     * 申请法院强制执行的期间 (行政强制法第五十三条), both days with it.
     *
     * @param from the day after the remedies' periods
     */
    public record Window(LocalDate from, LocalDate to) {}

    private final JdbcClient jdbc;
    private final Cases cases;
    private final Handlers handlers;
    private final CaseClocks clocks;
    private final DecisionPublications publications;
    private final Organization organization;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Remedies(
            JdbcClient jdbc,
            Cases cases,
            Handlers handlers,
            CaseClocks clocks,
            DecisionPublications publications,
            Organization organization,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.cases = cases;
        this.handlers = handlers;
        this.clocks = clocks;
        this.publications = publications;
        this.organization = organization;
        this.events = events;
        this.clock = clock;
    }

    /** By number. */
    @Transactional(readOnly = true)
    public List<Remedy> of(String code) {
        return jdbc.sql("select * from remedy where case_code = ? order by no")
                .param(code)
                .query(Remedy.class)
                .list();
    }

    /**
     * 登记复议申请或者起诉.
     *
     * @param filedOn not after today and not before the source was registered
     * @param body 2 to 60 characters
     */
    public void file(String code, Kind kind, LocalDate filedOn, @Nullable String body, Actor by) {
        EnforcementCase found = decided(code, by, "登记救济");
        String where = Limits.required("受理机关", body, 2, 60);
        if (filedOn.isAfter(today()) || filedOn.isBefore(found.source().discoveredOn())) {
            throw Refusal.invalid("filedOn", "申请或者起诉的日期应在发现违法行为之日至今天之间。");
        }
        List<Remedy> known = of(code);
        if (known.stream().anyMatch(Remedy::isOpen)) {
            throw Refusal.conflict("案件" + code + "的复议或者诉讼尚未终结，不能同时登记。");
        }
        if (kind == Kind.LITIGATION
                && known.isEmpty()
                && isOnTheSpot(found)
                && !filedOn.isBefore(RECONSIDERATION_FIRST)) {
            throw Refusal.conflict("对当场作出的处罚决定不服的，应先申请行政复议（行政复议法第二十三条）。");
        }
        jdbc.sql("""
                        insert into remedy (case_code, no, kind, filed_on, body, recorded_by, recorded_at)
                        select :code, coalesce(max(no), 0) + 1, :kind, :on, :body, :by, :at
                        from remedy
                        where case_code = :code
                        """)
                .param("code", code)
                .param("kind", kind.name())
                .param("on", filedOn)
                .param("body", where)
                .param("by", by.id())
                .param("at", now())
                .update();
    }

    /**
     * 登记复议决定或者裁判 of the one that lasts. What overturns the decision makes its publication be withdrawn.
     *
     * @param newFine yuan, of CHANGED only; null: no fine is left
     */
    public void decide(
            String code,
            Result result,
            LocalDate on,
            @Nullable String documentNo,
            @Nullable BigDecimal newFine,
            Actor by) {
        EnforcementCase found = decided(code, by, "登记救济结果");
        Remedy open = of(code).stream()
                .filter(Remedy::isOpen)
                .findFirst()
                .orElseThrow(() -> Refusal.conflict("案件" + code + "没有尚未终结的复议或者诉讼。"));
        String no = Limits.required("文书文号", documentNo, 2, 60);
        if (on.isBefore(open.filedOn()) || on.isAfter(today())) {
            throw Refusal.invalid("on", "结果的日期应在申请或者起诉之日至今天之间。");
        }
        if (newFine != null
                && (result != Result.CHANGED
                        || newFine.signum() <= 0
                        || newFine.stripTrailingZeros().scale() > 2)) {
            throw Refusal.invalid("newFine", "只有变更的决定须填写变更后的罚款，应大于0，最多两位小数。");
        }
        jdbc.sql("""
                        update remedy
                        set decided_on = ?, result = ?, document_no = ?, new_fine = ?, closed_by = ?, closed_at = ?
                        where case_code = ? and no = ?
                        """)
                .params(on, result.name(), no, newFine, by.id(), now(), code, open.no())
                .update();
        events.publishEvent(new Decided(code, result, newFine, on, by.id()));
        if (result.overturns()) {
            publications.owe(found, result, on, by.id());
            events.publishEvent(
                    new Overturned(code, found.squad(), found.source().campaign(), open.kind(), result, on));
        }
    }

    private EnforcementCase decided(String code, Actor by, String what) {
        EnforcementCase found = cases.hold(code);
        by.require(organization.squad(found.squad()).decideGroup());
        handlers.refuseHandler(code, by.id(), "案件承办人不能" + what + "。");
        if (!SERVED.contains(found.status())) {
            throw Refusal.conflict("案件" + code + "的处罚决定还没有送达，不能" + what + "。");
        }
        return found;
    }

    /**
     * When the court may be asked, from what is recorded; none while a remedy lasts. Without a remedy both periods run
     * from the service, of a fine on the spot since 2024 only the reconsideration's.
     *
     * @param deferred the last day of a deferral or of instalments, from which the three months run (行政处罚法第七十二条
     *     第二款) where it is the later one; null: none
     */
    @Transactional(readOnly = true)
    public Optional<Window> window(String code, LocalDate served, @Nullable LocalDate deferred, Workdays days) {
        List<Remedy> known = of(code);
        if (known.stream().anyMatch(Remedy::isOpen)) {
            return Optional.empty();
        }
        LocalDate end = known.stream()
                .max(Comparator.comparing(Remedy::no))
                .map(last -> after(code, last, days))
                .orElseGet(() -> plain(code, served, days));
        LocalDate from = deferred != null && deferred.isAfter(end) ? deferred : end;
        return clocks.of(code, "acl.53", from, true, null).due(days).map(to -> new Window(end.plusDays(1), to));
    }

    private LocalDate plain(String code, LocalDate served, Workdays days) {
        LocalDate reconsideration = end(code, "arl.reconsideration", served, days);
        if (isOnTheSpot(cases.get(code)) && !served.isBefore(RECONSIDERATION_FIRST)) {
            return reconsideration;
        }
        LocalDate litigation = end(code, "all.46", served, days);
        return litigation.isAfter(reconsideration) ? litigation : reconsideration;
    }

    /** Only these are decided without having been filed. */
    private static boolean isOnTheSpot(EnforcementCase found) {
        return found.filedOn() == null;
    }

    /** Whoever is not content with a reconsideration sues within fifteen days (行政诉讼法第四十五条). */
    private LocalDate after(String code, Remedy last, Workdays days) {
        LocalDate decided = Objects.requireNonNull(last.decidedOn(), "closed");
        return last.kind() == Kind.RECONSIDERATION ? end(code, "all.45", decided, days) : decided;
    }

    private LocalDate end(String code, String key, LocalDate from, Workdays days) {
        return clocks.of(code, key, from, true, null).due(days).orElse(from);
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
