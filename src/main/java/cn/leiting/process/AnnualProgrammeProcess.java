package cn.leiting.process;

import cn.leiting.board.Board;
import cn.leiting.board.MonthProgress;
import cn.leiting.calendar.BureauTime;
import cn.leiting.calendar.WorkCalendar;
import cn.leiting.calendar.WorkCalendar.CalendarMissing;
import cn.leiting.engine.Engine;
import cn.leiting.engine.Forms;
import cn.leiting.organization.Designation;
import cn.leiting.organization.Designations;
import cn.leiting.organization.Organization;
import cn.leiting.organization.People;
import cn.leiting.organization.Squad;
import cn.leiting.process.AnnualProgrammeForms.ConfirmReceipt;
import cn.leiting.process.AnnualProgrammeForms.DesignateLeader;
import cn.leiting.process.AnnualProgrammeForms.DraftProgramme;
import cn.leiting.process.AnnualProgrammeForms.IssueProgramme;
import cn.leiting.process.AnnualProgrammeForms.ReportMonth;
import cn.leiting.process.AnnualProgrammeForms.ReviewYear;
import cn.leiting.process.AnnualProgrammeForms.StartProgramme;
import cn.leiting.programme.Programmes;
import cn.leiting.programme.YearReview;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Month;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/**
 * 年度“雷霆”8+365计划：the class of the model {@code annualProgramme} (notice, sections 一 to 三 and annex;
 * one instance a year, business key {@code TH-<year>}).
 */
@Component
public class AnnualProgrammeProcess {

    private final Forms forms;
    private final Engine engine;
    private final Choices choices;
    private final ProgrammeDecisions decisions;
    private final Programmes programmes;
    private final Board board;
    private final Organization organization;
    private final People people;
    private final Designations designations;
    private final WorkCalendar workCalendar;
    private final Clock clock;

    AnnualProgrammeProcess(
            Forms forms,
            Engine engine,
            Choices choices,
            ProgrammeDecisions decisions,
            Programmes programmes,
            Board board,
            Organization organization,
            People people,
            Designations designations,
            WorkCalendar workCalendar,
            Clock clock) {
        this.forms = forms;
        this.engine = engine;
        this.choices = choices;
        this.decisions = decisions;
        this.programmes = programmes;
        this.board = board;
        this.organization = organization;
        this.people = people;
        this.designations = designations;
        this.workCalendar = workCalendar;
        this.clock = clock;
    }

    public void start(DelegateExecution execution) {
        StartProgramme form = forms.readStart(execution, "startProgramme", StartProgramme.class);

        execution.setProcessBusinessKey(programmes.start(form.year(), engine.actor()));
        execution.setVariable("year", form.year());
    }

    public void draftProgramme(DelegateTask task) {
        forms.read(task, DraftProgramme.class);

        programmes.submitDraft(code(task), engine.actor());
    }

    /** Warns and never blocks (decision {@code planCheck}). */
    public void checkPlan(String code) {
        programmes.noteWarnings(code, decisions.warnings(programmes.planFacts(code)));
    }

    public void approveProgramme(DelegateTask task) {
        Approval form = forms.read(task, Approval.class);
        boolean approved = form.approvedOrReturned();

        if (approved) {
            programmes.approve(code(task), form.said(), engine.actor());
        } else {
            programmes.giveBack(code(task), form.said(), engine.actor());
        }
        task.setVariable("programmeApproved", approved);
    }

    public void issueProgramme(DelegateTask task) {
        IssueProgramme form = forms.read(task, IssueProgramme.class);

        programmes.issue(code(task), form.documentNo(), form.issuedOn(), engine.actor());
    }

    /** The groups that must confirm receipt: 各科室、各城管中队 (notice, addressees). */
    public List<String> receivers(String code) {
        return programmes.receivers(code);
    }

    public void confirmReceipt(DelegateTask task) {
        ConfirmReceipt form = forms.read(task, ConfirmReceipt.class);

        programmes.confirmReceipt(code(task), (String) task.getVariable("receiver"), form.remark(), engine.actor());
    }

    /** The leading group of each of the eleven squads: each names its designee (notice, line 31). */
    public List<String> squadLeaders() {
        return organization.townSquads(LocalDate.now(clock)).stream()
                .map(Squad::leadGroup)
                .toList();
    }

    /** Puts the squad's leaders and deputy leaders into the form's lists. */
    public void offerLeaders(DelegateTask task) {
        List<Choices.Choice> leaders = people.leadersOf(squadOf(task).code(), LocalDate.now(clock)).stream()
                .map(person -> new Choices.Choice(person.name(), person.userId()))
                .toList();
        choices.offer(task, "officers", leaders);
        choices.offer(task, "deputies", leaders);
    }

    public void designateLeader(DelegateTask task) {
        DesignateLeader form = forms.read(task, DesignateLeader.class);

        designations.designate(
                new Designation.Form(
                        squadOf(task).code(),
                        form.officerId(),
                        form.validFrom(),
                        form.validTo(),
                        form.phone(),
                        form.deputyPersonId()),
                engine.actor());
    }

    private Squad squadOf(DelegateTask task) {
        return organization
                .squadOf(Set.of((String) task.getVariable("leaders")))
                .orElseThrow();
    }

    /** The fifth-last working day of the month to report next, at nine; that of a passed month is due at once. */
    public Date monthReportAt(String code) {
        try {
            return BureauTime.nineOClock(workCalendar.nthLastWorkday(board.nextMonth(code), 5));
        } catch (CalendarMissing missing) {
            return BureauTime.nineOClock(missing.notBefore()); // the token never stops for a missing table
        }
    }

    /** Puts the campaigns launched so far into the form's list. */
    public void offerCampaigns(DelegateTask task) {
        choices.offer(
                task,
                "campaigns",
                board.launched(code(task)).stream()
                        .map(launched -> new Choices.Choice(launched.title(), launched.code()))
                        .toList());
    }

    public void reportMonth(DelegateTask task) {
        ReportMonth form = forms.read(task, ReportMonth.class);
        String code = code(task);

        board.report(
                code,
                new MonthProgress(
                        form.month(),
                        form.doneText(),
                        form.campaignIds() == null ? List.of() : form.campaignIds(),
                        form.problems(),
                        form.nextSteps(),
                        form.selfLight(),
                        decisions.light(board.lightFacts(code, form.month())),
                        form.differenceReason()),
                engine.actor());
        task.setVariable("monthsLeft", board.monthsLeft(code));
    }

    /** 10 December, nine o'clock (domain P1 step 9). */
    public Date reviewAt(String code) {
        return BureauTime.nineOClock(LocalDate.of(yearOf(code), Month.DECEMBER, 10));
    }

    /** The last day of the year, when nobody waits any longer for a silent receiver. */
    public Date yearEnd(String code) {
        return BureauTime.nineOClock(LocalDate.of(yearOf(code), Month.DECEMBER, 31));
    }

    public void reviewYear(DelegateTask task) {
        ReviewYear form = forms.read(task, ReviewYear.class);
        List<ReviewYear.Improvement> improvements = form.improvements() == null ? List.of() : form.improvements();

        programmes.review(
                code(task),
                new YearReview(
                        form.summary(),
                        form.achievements(),
                        form.problems(),
                        improvements.stream()
                                .map(row -> new YearReview.Improvement(row.measure(), row.ownerUnit(), row.dueOn()))
                                .toList()),
                engine.actor());
    }

    public void approveYearReview(DelegateTask task) {
        Approval form = forms.read(task, Approval.class);
        boolean approved = form.approvedOrReturned();

        if (approved) {
            programmes.approveReview(code(task), form.said(), engine.actor());
        } else {
            programmes.giveReviewBack(code(task), form.said(), engine.actor());
        }
        task.setVariable("reviewApproved", approved);
    }

    /** Carries the open measures over into the next year's programme; a repeated job does it once. */
    public void closeYear(String code) {
        programmes.close(code);
    }

    private static String code(DelegateTask task) {
        return task.getExecution().getProcessBusinessKey();
    }

    /** The business key names the year: {@code TH-2023}. */
    private static int yearOf(String code) {
        return Integer.parseInt(code.substring("TH-".length()));
    }
}
