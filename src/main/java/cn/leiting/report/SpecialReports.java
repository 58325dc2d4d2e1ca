package cn.leiting.report;

import cn.leiting.report.ReportJournal.Kind;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 专报：the reports to the leadership, known as {@code SR-2023-001}. Refuses what the state does not allow
 * (409), what breaks a limit (422), a second signature by the same person (403) and an unknown report
 * (404).
 */
@Component
@Transactional
public class SpecialReports {

    private final SpecialReportRepository reports;
    private final ReportJournal journal;
    private final Clock clock;

    SpecialReports(SpecialReportRepository reports, ReportJournal journal, Clock clock) {
        this.reports = reports;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * 交办专报; while the first on a subject is unfinished, a repetition answers that one. Answers the code:
     * the next number of today's year, without gaps.
     *
     * @param subject the code of the campaign, at most 60 characters
     * @param title a working title that the draft replaces, at most 120 characters
     */
    public String commission(String subject, String title, String by) {
        String on = Limits.required("专报对象", subject, 60);
        String working = Limits.required("标题", title, 120);
        reports.lockNumbers();
        Optional<String> unfinished = reports.unfinishedOf(on);
        if (unfinished.isPresent()) {
            return unfinished.get();
        }
        int year = LocalDate.now(clock).getYear();
        SpecialReport commissioned = SpecialReport.commission(year, reports.nextNo(year), on, working);
        journal.note(reports.save(commissioned), Kind.COMMISSIONED, null, by);
        return commissioned.code();
    }

    /** Refuses an unknown code. */
    @Transactional(readOnly = true)
    public SpecialReport get(String code) {
        return reports.findByCode(code).orElseThrow(() -> unknown(code));
    }

    /** A further draft is a further version; the earlier ones stay. */
    public void draft(String code, SpecialReport.Text text, String by) {
        SpecialReport found = find(code);
        int no = found.draft(text, by);
        journal.keep(reports.save(found), no, text, by);
        journal.note(found, Kind.DRAFTED, null, by);
    }

    /** Refuses whoever drafted it. */
    public void cosign(String code, @Nullable String comment, String by) {
        change(code, Kind.COSIGNED, comment, by, report -> report.cosign(by));
    }

    public void returnFromCosigning(String code, String comment, String by) {
        String why = Limits.required("退回意见", comment, 5, 1000);
        change(code, Kind.COSIGNING_REFUSED, why, by, report -> report.returnFromCosigning(by));
    }

    /** Gives it the next number of the year's issues; refuses whoever drafted or co-signed it. */
    public void sign(String code, @Nullable String comment, String by) {
        LocalDate today = LocalDate.now(clock);
        change(code, Kind.SIGNED, comment, by, report -> {
            reports.lockNumbers();
            report.sign(by, today, reports.nextIssueNo(today.getYear()));
        });
    }

    public void returnFromSigning(String code, String comment, String by) {
        String why = Limits.required("退回意见", comment, 5, 1000);
        change(code, Kind.SIGNING_REFUSED, why, by, report -> report.returnFromSigning(by));
    }

    private void change(String code, Kind kind, @Nullable String text, String by, Consumer<SpecialReport> change) {
        String said = Limits.optional("意见", text, 1000);
        SpecialReport found = find(code);
        change.accept(found);
        journal.note(reports.save(found), kind, said, by);
    }

    private SpecialReport find(String code) {
        return reports.findForUpdateByCode(code).orElseThrow(() -> unknown(code));
    }

    private static Refusal unknown(String code) {
        return Refusal.notFound("没有编号为“" + code + "”的专报。");
    }
}
