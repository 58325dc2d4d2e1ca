package cn.leiting.assessment;

import cn.leiting.assessment.Assessment.Status;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Journal;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import cn.leiting.yearscore.AnnualScores;
import cn.leiting.yearscore.AnnualVersions;
import cn.leiting.yearscore.YearPeriod;
import cn.leiting.yearscore.YearScores;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 年度考核：the assessments of the years, known as {@code AA-2023}, from the roll-up to the lock and what the leadership
 * orders after it. Refuses what the state does not allow (409), what breaks a limit (422), who may not because of what
 * they did before (403) and an unknown assessment (404). What the product does by itself changes nothing when repeated.
 */
@Component
@Transactional
public class Assessments {

    private static final String BY_ITSELF = "system";

    /** 办理事项. */
    public enum Kind {
        BEGUN("开始年度考核"),
        ROLLED_UP("汇总"),
        CHECKED("核对通过"),
        RETURNED("核对退回"),
        CONFIRMED("确认"),
        SENT_BACK("确认退回"),
        PUBLISHED("公布"),
        APPEALED("申诉更正"),
        LOCKED("锁定"),
        ORDERED("局领导决定更正");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** 已开始. */
    public record Begun(String code, int year) {}

    /** 已向各中队公布: the window of the appeals begins. */
    public record Published(String code, int year) {}

    /** 年度已锁定: only a leadership's order changes the year now. */
    public record YearLocked(int year) {}

    private final AssessmentRepository assessments;
    private final AnnualScores scores;
    private final AnnualVersions versions;
    private final AssessmentAppeals appeals;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final Journal<Kind> journal;

    Assessments(
            AssessmentRepository assessments,
            AnnualScores scores,
            AnnualVersions versions,
            AssessmentAppeals appeals,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            Clock clock) {
        this.assessments = assessments;
        this.scores = scores;
        this.versions = versions;
        this.appeals = appeals;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
        this.journal = new Journal<>(jdbc, clock, "assessment_event", "assessment", Kind.class);
    }

    /** By 执法协调科. Refuses a year whose period has not begun, and one that has its assessment (409). */
    public void beginByHand(int year, Actor by) {
        by.require("deptCoordination");
        if (LocalDate.now(clock).isBefore(scores.periodOf(year).firstDay())) {
            throw Refusal.conflict(year + "年度考核周期还没有开始。");
        }
        if (!begin(year, by.id())) {
            throw Refusal.conflict(year + "年度考核已经开始。");
        }
    }

    /** Whether it began now; repeated, it changes nothing. It waits for the end of its period. */
    public boolean begin(int year, String by) {
        assessments.lockBeginning();
        if (assessments.findByYear(year).isPresent()) {
            return false;
        }
        YearPeriod period = scores.periodOf(year);
        Assessment begun = assessments.save(Assessment.begin(year, period.firstDay(), period.lastDay()));
        note(begun, Kind.BEGUN, null, by);
        events.publishEvent(new Begun(begun.code(), year));
        return true;
    }

    /** The years that are over, had a programme in force, and have no assessment. */
    @Transactional(readOnly = true)
    public List<Integer> missing() {
        LocalDate today = LocalDate.now(clock);
        return jdbc.sql("""
                        select year
                        from annual_programme
                        where status in ('ISSUED', 'REVIEWED', 'CLOSED')
                          and year <= ?
                          and not exists (select from assessment where assessment.year = annual_programme.year)
                        order by year
                        """).param(today.getYear()).query(Integer.class).list().stream()
                .filter(year -> today.isAfter(scores.periodOf(year).lastDay()))
                .toList();
    }

    /** Refuses an unknown code. */
    @Transactional(readOnly = true)
    public Assessment get(String code) {
        return assessments.findByCode(code).orElseThrow(() -> unknown(code));
    }

    @Transactional(readOnly = true)
    public Optional<Assessment> of(int year) {
        return assessments.findByYear(year);
    }

    /** Whether only a leadership's order changes that year any more. */
    @Transactional(readOnly = true)
    public boolean locked(int year) {
        return of(year).filter(found -> found.status() == Status.LOCKED).isPresent();
    }

    /** What was done with it, in its order. */
    @Transactional(readOnly = true)
    public List<Journal.Event<Kind>> journal(Assessment assessment) {
        return journal.of(assessment.id());
    }

    /** Freezes what the year comes to now; a further version only where something has changed. */
    public void rollUp(String code) {
        Assessment found = find(code);
        if (found.status() == Status.BEGUN) {
            YearScores now = scores.of(found.year());
            found.rollUp(versions.freeze(now, false, found.rollingUp(), BY_ITSELF));
            note(assessments.save(found), Kind.ROLLED_UP, "第" + found.current() + "版", BY_ITSELF);
        }
    }

    public void check(String code, @Nullable String comment, String by) {
        change(code, Kind.CHECKED, comment, by, found -> found.check(by));
    }

    /** Back to the roll-up. */
    public void giveBack(String code, String comment, String by) {
        String why = Limits.required("退回意见", comment, 5, 1000);
        change(code, Kind.RETURNED, why, by, Assessment::giveBack);
    }

    /** Refuses who checked it. */
    public void confirm(String code, @Nullable String comment, String by) {
        change(code, Kind.CONFIRMED, comment, by, found -> found.confirm(by));
    }

    /** Back to the roll-up; refuses who checked it. */
    public void sendBack(String code, String comment, String by) {
        String why = Limits.required("退回意见", comment, 5, 1000);
        change(code, Kind.SENT_BACK, why, by, found -> found.sendBack(by));
    }

    /** 公布: from now on the squads see this version and may appeal. */
    public void publish(String code) {
        Assessment found = find(code);
        if (found.status() == Status.CONFIRMED) {
            found.publish(clock.instant());
            note(assessments.save(found), Kind.PUBLISHED, "第" + found.current() + "版", BY_ITSELF);
            events.publishEvent(new Published(code, found.year()));
        }
    }

    /**
     * The window is over: what is still pending lapses. Answers whether appeals have changed the year, so that it is
     * confirmed and published anew.
     */
    public boolean settle(String code) {
        Assessment found = find(code);
        appeals.lapse(found);
        boolean changed = found.askForAppeals();
        assessments.save(found);
        return changed;
    }

    public void lock(String code) {
        Assessment found = find(code);
        if (found.status() != Status.LOCKED) {
            found.lock(clock.instant());
            note(assessments.save(found), Kind.LOCKED, "第" + found.current() + "版", BY_ITSELF);
            events.publishEvent(new YearLocked(found.year()));
        }
    }

    private void change(String code, Kind kind, @Nullable String text, String by, Consumer<Assessment> change) {
        String said = Limits.optional("意见", text, 1000);
        Assessment found = find(code);
        change.accept(found);
        note(assessments.save(found), kind, said, by);
    }

    /** The assessment, which nobody else changes until the transaction ends; refuses an unknown code. */
    public Assessment claim(String code) {
        return find(code);
    }

    private Assessment find(String code) {
        return assessments.findForUpdateByCode(code).orElseThrow(() -> unknown(code));
    }

    private void note(Assessment found, Kind kind, @Nullable String text, String by) {
        journal.note(found.id(), kind, text, by);
    }

    static Refusal unknown(String code) {
        return Refusal.notFound("没有编号为“" + code + "”的年度考核。");
    }
}
