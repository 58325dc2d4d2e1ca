package cn.leiting.guidance;

import cn.leiting.calendar.BureauTime;
import cn.leiting.guidance.HardCase.Adoption;
import cn.leiting.guidance.HardCase.Triage;
import cn.leiting.guidance.HardCaseFile.Finding;
import cn.leiting.guidance.HardCaseFile.Kind;
import cn.leiting.guidance.Question.DueKind;
import cn.leiting.organization.Organization;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 疑难案件：the questions put to 法制科, known as {@code HC-2023-001}. Refuses what the state does not allow
 * (409), what breaks a limit (422), the drafter as signer (403) and an unknown case or squad (404).
 */
@Component
@Transactional
public class HardCases {

    private final HardCaseRepository cases;
    private final HardCaseJournal journal;
    private final HardCaseRows rows;
    private final Organization organization;
    private final Clock clock;

    HardCases(
            HardCaseRepository cases,
            HardCaseJournal journal,
            HardCaseRows rows,
            Organization organization,
            Clock clock) {
        this.cases = cases;
        this.journal = journal;
        this.rows = rows;
        this.organization = organization;
        this.clock = clock;
    }

    /**
     * 提请指导 out of a feedback or a supervision; the same question of the same source is one request,
     * however often it is put. Answers the code: the next number of today's year, without gaps.
     *
     * @param source the code of the squad task or campaign, at most 60 characters
     * @param squad the squad that asks; null: supervision asks for the whole campaign
     * @param question 20 to 2000 characters
     */
    public String request(String source, @Nullable String squad, String question, String by) {
        String from = Limits.required("来源编号", source, 60);
        Question asked = Question.plain(question);
        if (squad != null) {
            organization.squad(squad);
        }
        cases.lockNumbers();
        return cases.codeOf(from, asked.question()).orElseGet(() -> store(from, squad, asked, by));
    }

    /** Whether there is a question that this source has not put before; until the transaction ends, nobody puts it. */
    public boolean isNew(String source, @Nullable String question) {
        if (question == null) {
            return false;
        }
        cases.lockNumbers();
        return cases.codeOf(source, Question.plain(question).question()).isEmpty();
    }

    /**
     * 中队自行提请指导 about one of its findings or cases (F-22). Refuses a finding that is not the squad's own or is
     * void, a case that is not its own or is closed (422), and the same question about the same matter again (409).
     */
    public String request(String squad, Question asked, String by) {
        String source = asked.caseCode() == null ? taskOf(asked, squad) : openCase(asked.caseCode(), squad);
        cases.lockNumbers();
        cases.codeOf(source, asked.question()).ifPresent(before -> {
            throw Refusal.conflict("同一问题已经提请指导，编号为" + before + "。");
        });
        return store(source, squad, asked, by);
    }

    private String taskOf(Question asked, String squad) {
        return Optional.ofNullable(asked.finding())
                .flatMap(id -> rows.finding(id, squad))
                .map(Finding::task)
                .orElseThrow(() -> Refusal.invalid("findingId", "本中队没有编号为“" + asked.finding() + "”的有效问题。"));
    }

    private String openCase(String code, String squad) {
        if (!rows.isOpenCase(code, squad)) {
            throw Refusal.invalid("caseCode", "本中队没有编号为“" + code + "”的在办案件。");
        }
        return code;
    }

    private String store(String source, @Nullable String squad, Question asked, String by) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        int year = LocalDate.ofInstant(now, BureauTime.ZONE).getYear();
        HardCase requested = HardCase.request(year, cases.nextNo(year), source, squad, asked, by, now);
        journal.note(cases.save(requested), Kind.REQUESTED, null, by);
        return requested.code();
    }

    /** Refuses an unknown code. */
    @Transactional(readOnly = true)
    public HardCase get(String code) {
        return cases.findByCode(code).orElseThrow(() -> unknown(code));
    }

    /** All that is known of a case, in a constant number of statements; refuses an unknown code. */
    @Transactional(readOnly = true)
    public HardCaseFile file(String code) {
        return file(get(code));
    }

    HardCaseFile file(HardCase found) {
        return new HardCaseFile(
                found,
                rows.asker(found.squad()),
                Optional.ofNullable(found.asked().finding())
                        .flatMap(rows::finding)
                        .orElse(null),
                rows.statutoryDue(found.asked().caseCode()),
                rows.turnaround(found),
                journal.opinions(found),
                journal.events(found));
    }

    /**
     * 受理, or the matter ends here.
     *
     * @param dueKind required and kept only when accepted
     * @param comment 5 to 1000 characters, required unless accepted
     */
    public void triage(String code, Triage decision, @Nullable DueKind dueKind, @Nullable String comment, String by) {
        String said = comment(comment, decision == Triage.ACCEPT);
        HardCase found = find(code);
        found.triage(decision, dueKind);
        journal.note(cases.save(found), decision == Triage.ACCEPT ? Kind.ACCEPTED : Kind.TURNED_DOWN, said, by);
    }

    /** A further draft is a further version; the earlier ones stay. */
    public void draft(String code, Opinion opinion, String by) {
        HardCase found = find(code);
        int no = found.draft(by);
        journal.keep(cases.save(found), no, opinion, by);
        journal.note(found, Kind.DRAFTED, null, by);
    }

    /** Refuses whoever drafted it. */
    public void sign(String code, @Nullable String comment, String by) {
        String said = Limits.optional("意见", comment, 1000);
        HardCase found = find(code);
        found.sign(by, clock.instant());
        journal.note(cases.save(found), Kind.SIGNED, said, by);
    }

    /** Back to the draft; refuses whoever drafted it. */
    public void giveBack(String code, String comment, String by) {
        String why = Limits.required("退回意见", comment, 5, 1000);
        HardCase found = find(code);
        found.giveBack(by);
        journal.note(cases.save(found), Kind.RETURNED, why, by);
    }

    /** 撤回 by who drafted it; the version stays. */
    public void takeBack(String code, String by) {
        HardCase found = find(code);
        found.takeBack(by);
        journal.note(cases.save(found), Kind.WITHDRAWN, null, by);
    }

    /** @param reason 5 to 1000 characters, required unless adopted as a whole */
    public void recordAdoption(String code, Adoption adopted, @Nullable String reason, String by) {
        String why = comment(reason, adopted == Adoption.ADOPTED);
        HardCase found = find(code);
        found.adopt(adopted, why);
        journal.note(cases.save(found), Kind.ADOPTION_RECORDED, why, by);
    }

    private static @Nullable String comment(@Nullable String text, boolean mayBeMissing) {
        return mayBeMissing ? Limits.optional("意见", text, 1000) : Limits.required("理由", text, 5, 1000);
    }

    private HardCase find(String code) {
        return cases.findForUpdateByCode(code).orElseThrow(() -> unknown(code));
    }

    private static Refusal unknown(String code) {
        return Refusal.notFound("没有编号为“" + code + "”的疑难案件。");
    }
}
