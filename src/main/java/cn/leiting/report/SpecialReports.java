package cn.leiting.report;

import cn.leiting.report.ReportJournal.Kind;
import cn.leiting.report.SpecialReport.Issue;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import cn.leiting.summary.Summaries;
import cn.leiting.summary.SummaryVersion;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
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
    private final Summaries summaries;
    private final ReportDeliveries deliveries;
    private final ReportFiles files;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    SpecialReports(
            SpecialReportRepository reports,
            ReportJournal journal,
            Summaries summaries,
            ReportDeliveries deliveries,
            ReportFiles files,
            ApplicationEventPublisher events,
            Clock clock) {
        this.reports = reports;
        this.journal = journal;
        this.summaries = summaries;
        this.deliveries = deliveries;
        this.files = files;
        this.events = events;
        this.clock = clock;
    }

    /** 已送达: it is in the inbox of every recipient. */
    public record Delivered(String code) {}

    /** 草稿: what stands in the form before the drafter has changed it; a part may be empty. */
    public record Proposal(
            String title, String overall, String progress, String practices, String problems, String nextSteps) {}

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
        SpecialReport commissioned = SpecialReport.of(year, reports.nextNo(year), on, false, null, working);
        journal.note(reports.save(commissioned), Kind.COMMISSIONED, null, by);
        return commissioned.code();
    }

    /**
     * 提出专报 by 执法协调科 on its own; any number at a time. Answers the code.
     *
     * @param subject what it is on; null: nothing in particular, or what the corrected one is on
     * @param title a working title that the draft replaces, 5 to 100 characters
     * @param corrects the code of the signed report that this one corrects; it stays as it is
     */
    public String propose(@Nullable String subject, String title, @Nullable String corrects, String by) {
        String working = Limits.required("标题", title, 5, 100);
        SpecialReport corrected = corrects == null ? null : get(corrects);
        if (corrected != null && !corrected.isSigned()) {
            throw Refusal.conflict("专报" + corrects + "尚未签发，可以直接修改，不需要更正。");
        }
        String on = corrected == null ? subject : corrected.subject();
        if (subject != null && !subject.equals(on)) {
            throw Refusal.invalid("subject", "更正的专报应与原专报是同一对象，请不填对象。");
        }
        if (on != null) {
            summaries.refuseUnknown(on);
        }
        reports.lockNumbers();
        int year = LocalDate.now(clock).getYear();
        SpecialReport proposed = SpecialReport.of(
                year, reports.nextNo(year), on, true, corrected == null ? null : corrected.id(), working);
        journal.note(reports.save(proposed), Kind.COMMISSIONED, corrects == null ? null : "更正" + corrects + "。", by);
        return proposed.code();
    }

    /** 汇集数据: freezes the summary of its subject and generates its figures, once; without a subject there are none. */
    public void collect(String code, String by) {
        collect(find(code), by);
    }

    private void collect(SpecialReport found, String by) {
        if (found.subject() != null && found.figures() == 0) {
            generate(found, summaries.freeze(found.subject(), by));
        }
    }

    /**
     * What the next draft begins with: after a return the text as it was, before that what the figures say. A
     * returned draft takes the newest frozen version of the summary.
     */
    public Proposal prepare(String code) {
        SpecialReport found = find(code);
        Integer known = found.summaryNo();
        if (known != null) {
            summaries
                    .latest(Objects.requireNonNull(found.subject()))
                    .filter(latest -> latest.no() > known)
                    .ifPresent(latest -> generate(found, latest));
        }
        return journal.proposal(found);
    }

    private void generate(SpecialReport found, SummaryVersion version) {
        SummaryVersion before = summaries.before(version.subject()).orElse(null);
        int no = found.collect(version.no());
        journal.keep(found, no, version, before);
        reports.save(found);
    }

    /** Refuses an unknown code. */
    @Transactional(readOnly = true)
    public SpecialReport get(String code) {
        return reports.findByCode(code).orElseThrow(() -> unknown(code));
    }

    /** A further draft is a further version; the earlier ones stay. */
    public void draft(String code, SpecialReport.Text text, String by) {
        SpecialReport found = find(code);
        collect(found, by); // an instance of an earlier model has not
        int no = found.draft(text, by);
        journal.keep(reports.save(found), no, text, by);
        journal.note(found, Kind.DRAFTED, null, by);
    }

    /** 撤回 before anybody looked at the draft; the version stays. */
    public void takeBack(String code, String by) {
        change(code, Kind.WITHDRAWN, null, by, SpecialReport::takeBack);
    }

    /** Refuses whoever drafted it. */
    public void cosign(String code, @Nullable String comment, String by) {
        change(code, Kind.COSIGNED, comment, by, report -> report.cosign(by));
    }

    public void returnFromCosigning(String code, String comment, String by) {
        String why = Limits.required("退回意见", comment, 5, 1000);
        change(code, Kind.COSIGNING_REFUSED, why, by, report -> report.returnFromCosigning(by));
    }

    /**
     * Gives it the next number of the year's issues and of all; refuses whoever drafted or co-signed it, and
     * while a recipient has no account.
     */
    public void sign(String code, @Nullable String comment, String by) {
        LocalDate today = LocalDate.now(clock);
        change(code, Kind.SIGNED, comment, by, report -> {
            deliveries.refuseMissing();
            reports.lockNumbers();
            int year = today.getYear();
            report.sign(by, today, new Issue(year, reports.nextIssueNo(year), reports.nextIssueTotal()));
            files.keepFor(report);
        });
    }

    /** 送达 every recipient; repeated, nothing happens. */
    public void deliver(String code) {
        SpecialReport found = find(code);
        if (found.deliver(clock.instant())) {
            deliveries.send(reports.save(found));
            events.publishEvent(new Delivered(code));
        }
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
