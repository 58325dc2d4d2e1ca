package cn.leiting.assessment;

import cn.leiting.assessment.Assessment.Status;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import cn.leiting.yearscore.AnnualScores;
import cn.leiting.yearscore.AnnualVersions;
import cn.leiting.yearscore.AnnualVersions.Correction;
import cn.leiting.yearscore.Subject;
import cn.leiting.yearscore.YearScores.Annual;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 年度考核申诉：what squads dispute of their published year (F-29; domain §6.6), within five working days after the
 * publication, or after a first decision that gave them less than they claimed; once a level and subject. Refuses the
 * wrong state or day (409), what breaks a limit (422), who checked, confirmed or decided before (403), and an unknown
 * appeal (404).
 */
@Component
@Transactional
public class AssessmentAppeals {

    /**
     * What a squad writes.
     *
     * @param reason 20 to 2000 characters
     * @param claimedValue what would be right, 0 to 100, at most two decimals; none for 虚假证据认定
     * @param evidenceRef where the evidence is, at most 200 characters
     */
    public record Filing(
            @Nullable Subject subject,
            @Nullable String reason,
            @Nullable BigDecimal claimedValue,
            @Nullable String evidenceRef) {

        private Filing checked() {
            if (subject == null) {
                throw Refusal.invalid("subject", "请选择申诉的事项。");
            }
            return new Filing(
                    subject,
                    Limits.required("申诉理由", reason, 20, 2000),
                    claimedValue == null || subject == Subject.FALSE_EVIDENCE
                            ? null
                            : Subject.inRange("claimedValue", claimedValue),
                    Limits.optional("证据", evidenceRef, 200));
        }
    }

    /** 已提出申诉. */
    public record Filed(String code, long appeal, String decider) {}

    /** 已决定申诉. */
    public record Decided(String code) {}

    private final AssessmentRepository assessments;
    private final AssessmentAppealRows rows;
    private final AnnualScores scores;
    private final AnnualVersions versions;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    AssessmentAppeals(
            AssessmentRepository assessments,
            AssessmentAppealRows rows,
            AnnualScores scores,
            AnnualVersions versions,
            ApplicationEventPublisher events,
            Clock clock) {
        this.assessments = assessments;
        this.rows = rows;
        this.scores = scores;
        this.versions = versions;
        this.events = events;
        this.clock = clock;
    }

    /** 提出申诉 against the published version. @param squad the code of the squad whose leader files it */
    public long file(int year, String squad, Filing typed, String by) {
        Filing filing = typed.checked();
        Subject subject = Objects.requireNonNull(filing.subject());
        Assessment found = find(year);
        found.refuseUnless(Status.PUBLISHED, "申诉");
        refuseWithoutSubject(found, squad, subject);
        List<AssessmentAppeal> before = rows.of(year).stream()
                .filter(appeal -> appeal.squad().equals(squad) && appeal.subject() == subject)
                .toList();
        int level = before.isEmpty() ? first(found) : second(before);
        long id = rows.add(found, squad, filing, level, by);
        events.publishEvent(new Filed(found.code(), id, level == 1 ? "deptSupervision" : "leadLeader"));
        return id;
    }

    private void refuseWithoutSubject(Assessment found, String squad, Subject subject) {
        Annual own =
                versions
                        .get(found.year(), Objects.requireNonNull(found.published()))
                        .orElseThrow()
                        .scores()
                        .squads()
                        .stream()
                        .filter(annual -> annual.squad().equals(squad))
                        .findFirst()
                        .orElseThrow(() -> Refusal.conflict("本中队没有参加该年度考核，不能申诉。"));
        if (subject == Subject.FALSE_EVIDENCE && !own.falseEvidence()) {
            throw Refusal.conflict("本中队当年没有虚假证据认定，不能就此申诉。");
        }
    }

    private int first(Assessment found) {
        if (today().isAfter(rows.windowOf(Objects.requireNonNull(found.publishedAt())))) {
            throw Refusal.conflict("申诉期已满，不能再申诉。");
        }
        return 1;
    }

    private int second(List<AssessmentAppeal> before) {
        AssessmentAppeal first = before.get(0);
        if (before.size() > 1) {
            throw Refusal.conflict("这一事项已经两级申诉，不能再申诉。");
        }
        if (first.isPending()) {
            throw Refusal.conflict("这一事项的申诉尚未决定，不能重复申诉。");
        }
        if (!first.leavesRoom()) {
            throw Refusal.conflict("这一事项的申诉" + first.result().label() + "，不能再申诉。");
        }
        if (today().isAfter(rows.windowOf(Objects.requireNonNull(first.decidedAt())))) {
            throw Refusal.conflict("申诉期已满，不能再申诉。");
        }
        return 2;
    }

    /**
     * 决定申诉. A change makes a further version of the year, in which other squads' ranks may move.
     *
     * @param value what shall stand there; null for 虚假证据认定
     * @param comment 5 to 1000 characters, which the squad may read
     */
    public void decide(long id, boolean change, @Nullable BigDecimal value, @Nullable String comment, String by) {
        String why = Limits.required("理由", comment, 5, 1000);
        AssessmentAppeal appeal = get(id);
        Assessment found = find(appeal.year());
        appeal = get(id);
        appeal.refuseUnlessPending();
        found.refuseUnless(Status.PUBLISHED, "决定申诉");
        found.refuseMaker(by, "核对、确认过年度考核的人员不能决定申诉。");
        refuseDeciderBefore(appeal, by);
        if (change) {
            BigDecimal decided = appeal.subject().checked("correctedValue", value);
            rows.decide(id, AssessmentAppeal.Result.CHANGED, why, by);
            versions.correct(appeal.year(), new Correction(appeal.squad(), appeal.subject(), decided), id, why, by);
            found.appealed(versions.freeze(scores.of(appeal.year()), false, "申诉决定：" + why, by));
            assessments.save(found);
        } else {
            rows.decide(id, AssessmentAppeal.Result.UPHELD, why, by);
        }
        events.publishEvent(new Decided(found.code()));
    }

    private void refuseDeciderBefore(AssessmentAppeal appeal, String by) {
        boolean before = rows.of(appeal.year()).stream()
                .anyMatch(other -> other.squad().equals(appeal.squad())
                        && other.subject() == appeal.subject()
                        && other.level() < appeal.level()
                        && by.equals(other.decidedBy()));
        if (before) {
            throw Refusal.forbidden("决定过第一级申诉的人员不能再决定第二级申诉。");
        }
    }

    /** Refuses an unknown one. */
    @Transactional(readOnly = true)
    public AssessmentAppeal get(long id) {
        return rows.find(id).orElseThrow(() -> Refusal.notFound("没有这项申诉。"));
    }

    /** All of a year, by squad and subject. */
    @Transactional(readOnly = true)
    public List<AssessmentAppeal> of(int year) {
        return rows.of(year);
    }

    /** Whether nothing is pending and nobody may go to the second level any more. */
    @Transactional(readOnly = true)
    public boolean settled(String code) {
        List<AssessmentAppeal> all = rows.of(unlocked(code).year());
        return all.stream().noneMatch(AssessmentAppeal::isPending)
                && rows.openDecisions(all).stream().noneMatch(last -> !today().isAfter(last));
    }

    /** The last day on which anybody may appeal. */
    @Transactional(readOnly = true)
    public LocalDate openUntil(String code) {
        return rows.lastDay(unlocked(code));
    }

    /** The last day on which appeals hold up the lock: {@code score.block} after the window. */
    @Transactional(readOnly = true)
    public LocalDate blockedUntil(String code) {
        Assessment found = unlocked(code);
        LocalDate longest = rows.lastBlockedDay(found);
        LocalDate open = rows.lastDay(found);
        boolean pending = rows.of(found.year()).stream().anyMatch(AssessmentAppeal::isPending);
        return pending || open.isAfter(longest) ? longest : open;
    }

    void lapse(Assessment found) {
        rows.lapse(found.year());
    }

    private Assessment unlocked(String code) {
        return assessments.findByCode(code).orElseThrow(() -> Assessments.unknown(code));
    }

    private Assessment find(int year) {
        String code = Assessment.codeOf(year);
        return assessments.findForUpdateByCode(code).orElseThrow(() -> Assessments.unknown(code));
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
