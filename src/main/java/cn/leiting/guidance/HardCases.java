package cn.leiting.guidance;

import cn.leiting.guidance.HardCase.Adoption;
import cn.leiting.guidance.HardCase.DueKind;
import cn.leiting.guidance.HardCase.Opinion;
import cn.leiting.guidance.HardCase.Triage;
import cn.leiting.guidance.HardCaseJournal.Kind;
import cn.leiting.organization.Organization;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.time.Clock;
import java.time.LocalDate;
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
    private final Organization organization;
    private final Clock clock;

    HardCases(HardCaseRepository cases, HardCaseJournal journal, Organization organization, Clock clock) {
        this.cases = cases;
        this.journal = journal;
        this.organization = organization;
        this.clock = clock;
    }

    /**
     * 提请指导; the same question of the same source is one request, however often it is put. Answers the
     * code: the next number of today's year, without gaps.
     *
     * @param source the code of the squad task or campaign, at most 60 characters
     * @param squad the squad that asks; null: supervision asks for the whole campaign
     * @param question 20 to 2000 characters
     */
    public String request(String source, @Nullable String squad, String question, String by) {
        String from = Limits.required("来源编号", source, 60);
        String asked = Limits.required("疑难问题", question, 20, 2000);
        if (squad != null) {
            organization.squad(squad);
        }
        cases.lockNumbers();
        Optional<String> before = cases.codeOf(from, asked);
        if (before.isPresent()) {
            return before.get();
        }
        int year = LocalDate.now(clock).getYear();
        HardCase requested = HardCase.request(year, cases.nextNo(year), from, squad, asked);
        journal.note(cases.save(requested), Kind.REQUESTED, null, by);
        return requested.code();
    }

    /** Refuses an unknown code. */
    @Transactional(readOnly = true)
    public HardCase get(String code) {
        return cases.findByCode(code).orElseThrow(() -> unknown(code));
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
        found.sign(by);
        journal.note(cases.save(found), Kind.SIGNED, said, by);
    }

    /** Back to the draft; refuses whoever drafted it. */
    public void giveBack(String code, String comment, String by) {
        String why = Limits.required("退回意见", comment, 5, 1000);
        HardCase found = find(code);
        found.giveBack(by);
        journal.note(cases.save(found), Kind.RETURNED, why, by);
    }

    /** @param reason 5 to 1000 characters, required unless adopted as a whole */
    public void recordAdoption(String code, Adoption adopted, @Nullable String reason, String by) {
        String why = comment(reason, adopted == Adoption.ADOPTED);
        HardCase found = find(code);
        found.adopt(adopted);
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
