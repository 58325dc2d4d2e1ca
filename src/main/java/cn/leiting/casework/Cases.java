package cn.leiting.casework;

import cn.leiting.calendar.BureauTime;
import cn.leiting.catalogue.Violations;
import cn.leiting.disposition.Dispositions.Proposal;
import cn.leiting.organization.Organization;
import cn.leiting.shared.Journal;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 案件：the register, known by {@code CASE-310118105-2023-000123}. Refuses what the status does not allow (409), what
 * breaks a limit (422) and an unknown case (404). The rooms of the steps in between come through
 * {@link #advance}; who may do a step they refuse themselves.
 */
@Component
@Transactional
public class Cases {

    /** 办理事项 of the journal. */
    public enum Kind {
        REGISTERED("登记案源"),
        DESCRIBED("补充案源"),
        IDENTIFIED("登记当事人"),
        ROUTED("确定处置路径"),
        REFUSED("未改正"),
        FILED("立案"),
        ADVANCED("办理"),
        HANDLERS("确定承办人"),
        PAUSED("中止期限"),
        RESUMED("恢复期限"),
        EXTENDED("延长期限"),
        HARD("列为疑难案件"),
        CLOSED("结案"),
        TERMINATED("终止办理");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** 案源登记后 in the same transaction; what comes next is not the register's to know. */
    public record Registered(String code, String squad) {}

    /** 立案后: the ninety days run from that day. */
    public record Filed(String code) {}

    /** 已决定、已移送或者已结案: the ninety days are over for it. */
    public record Settled(String code) {}

    /** 终止: whatever is still going on for the case ends. */
    public record Terminated(String code) {}

    private final CaseRepository cases;
    private final Journal<Kind> journal;
    private final Organization organization;
    private final Violations violations;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Cases(
            CaseRepository cases,
            JdbcClient jdbc,
            Organization organization,
            Violations violations,
            ApplicationEventPublisher events,
            Clock clock) {
        this.cases = cases;
        this.journal = new Journal<>(jdbc, clock, "case_event", "case_code", Kind.class);
        this.organization = organization;
        this.violations = violations;
        this.events = events;
        this.clock = clock;
    }

    /**
     * 登记案源; the same finding, order, complaint or letter is one case, however often it comes (行政处罚法第二十九条).
     * Answers the code: the squad's next number of today's year, without gaps.
     */
    public String register(Source source, String by) {
        cases.lockNumbers(source.squad());
        return known(source).orElseGet(() -> store(source, by));
    }

    private Optional<String> known(Source source) {
        if (source.finding() != null) {
            return cases.codeOf(source.finding());
        }
        return Optional.ofNullable(source.ref())
                .flatMap(ref -> cases.codeOf(source.kind().name(), ref));
    }

    private String store(Source source, String by) {
        violations.get(source.violation(), source.actOn());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        LocalDate today = LocalDate.ofInstant(now, BureauTime.ZONE);
        String prefix = "CASE-%s-%d-".formatted(source.squad(), today.getYear());
        String code = prefix + "%06d".formatted(cases.nextNo(source.squad(), prefix));
        String body = organization.squad(source.squad()).decidingAuthority();
        journalled(EnforcementCase.register(code, source, body, by, now), Kind.REGISTERED, null, by);
        events.publishEvent(new Registered(code, source.squad()));
        return code;
    }

    /** Refuses an unknown code. */
    @Transactional(readOnly = true)
    public EnforcementCase get(String code) {
        return cases.findById(code).orElseThrow(() -> unknown(code));
    }

    /** The same, kept as it is until the transaction ends. */
    public EnforcementCase hold(String code) {
        return cases.findForUpdateByCode(code).orElseThrow(() -> unknown(code));
    }

    /** @param facts 10 to 2000 characters; the violation is of the law of the day of the act */
    public void describe(
            String code, String violation, String facts, @Nullable Long party, @Nullable String externalNo, String by) {
        EnforcementCase found = hold(code);
        violations.get(violation, found.source().actOn());
        found.describe(
                violation, Limits.required("违法事实", facts, 10, 2000), party, Limits.optional("市级系统案号", externalNo, 60));
        journalled(found, Kind.DESCRIBED, null, by);
    }

    public void identify(String code, long party, String by) {
        EnforcementCase found = hold(code);
        found.identify(party);
        journalled(found, Kind.IDENTIFIED, null, by);
    }

    public void route(String code, Proposal route, String by) {
        EnforcementCase found = hold(code);
        found.route(route);
        journalled(found, Kind.ROUTED, route.label(), by);
    }

    public void refuseCorrection(String code, String by) {
        EnforcementCase found = hold(code);
        found.refuseCorrection();
        journalled(found, Kind.REFUSED, null, by);
    }

    public void file(String code, LocalDate on, String by) {
        EnforcementCase found = hold(code);
        found.file(on, by);
        journalled(found, Kind.FILED, null, by);
        events.publishEvent(new Filed(code));
    }

    /** 市级系统案号, 1 to 60 characters; refuses one that another case has (409). */
    public void number(String code, String externalNo, String by) {
        EnforcementCase found = hold(code);
        String no = Limits.required("市级系统案号", externalNo, 60);
        cases.codeOfExternal(no).filter(other -> !other.equals(code)).ifPresent(other -> {
            throw Refusal.conflict("市级系统案号“" + no + "”已用于案件" + other + "。");
        });
        found.number(no);
        cases.save(found);
    }

    /** @param kind TRANSFER_AGENCY or TRANSFER_CRIME */
    public void send(String code, Proposal kind, String what, String by) {
        EnforcementCase found = hold(code);
        found.send(kind);
        journalled(found, Kind.ADVANCED, what, by);
        events.publishEvent(new Settled(code));
    }

    /** The agency did not take it: back to the source, to be assessed again. */
    public void takeBack(String code, String what, String by) {
        EnforcementCase found = hold(code);
        found.takeBack();
        journalled(found, Kind.ADVANCED, what, by);
    }

    /** To the next status; refuses one that does not follow. {@code what} is kept in the journal, at most 2000. */
    public void advance(String code, Status to, @Nullable String what, String by) {
        EnforcementCase found = hold(code);
        found.advance(to);
        journalled(found, Kind.ADVANCED, what == null ? to.label() : what, by);
        if (to == Status.DECIDED) {
            events.publishEvent(new Settled(code));
        }
    }

    public void markHard(String code, String by) {
        EnforcementCase found = hold(code);
        found.markHard();
        journalled(found, Kind.HARD, null, by);
    }

    public void close(String code, Outcome outcome, @Nullable String why, String by) {
        EnforcementCase found = hold(code);
        found.close(outcome, LocalDate.now(clock), by);
        journalled(found, Kind.CLOSED, why == null ? outcome.label() : outcome.label() + "：" + why, by);
        events.publishEvent(new Settled(code));
    }

    /** 终止: the party has died without a successor, or there is nothing left to decide; 5 to 1000 characters. */
    public void terminate(String code, String why, String by) {
        EnforcementCase found = hold(code);
        found.close(Outcome.TERMINATED, LocalDate.now(clock), by);
        journalled(found, Kind.TERMINATED, Limits.required("终止原因", why, 5, 1000), by);
        events.publishEvent(new Settled(code));
        events.publishEvent(new Terminated(code));
    }

    @Transactional(readOnly = true)
    public List<Journal.Event<Kind>> events(String code) {
        return journal.of(code);
    }

    void note(String code, Kind kind, @Nullable String text, String by) {
        journal.note(code, kind, text, by);
    }

    private void journalled(EnforcementCase changed, Kind kind, @Nullable String text, String by) {
        cases.save(changed);
        journal.note(changed.code(), kind, text, by);
    }

    private static Refusal unknown(String code) {
        return Refusal.notFound("没有编号为“" + code + "”的案件。");
    }
}
