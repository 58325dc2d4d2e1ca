package cn.leiting.programme;

import static cn.leiting.programme.Programme.Status.APPROVED;

import cn.leiting.programme.Journal.Kind;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 年度方案：the life of each year's programme, known as {@code TH-2023}. Refuses what the programme's state
 * does not allow (409), what breaks a limit (422) and an unknown programme (404). Months are reported
 * through the board's door.
 */
@Component
@Transactional
public class Programmes {

    private static final String SYSTEM = "系统";

    /** 年度方案已办结. */
    public record Closed(int year) {}

    private final ProgrammeRepository programmes;
    private final Deliveries deliveries;
    private final Journal journal;
    private final Planning planning;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Programmes(
            ProgrammeRepository programmes,
            Deliveries deliveries,
            Journal journal,
            Planning planning,
            ApplicationEventPublisher events,
            Clock clock) {
        this.programmes = programmes;
        this.deliveries = deliveries;
        this.journal = journal;
        this.planning = planning;
        this.events = events;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public Optional<Programme> of(int year) {
        return programmes.findByYear(year);
    }

    /** Refuses an unknown code. */
    @Transactional(readOnly = true)
    public Programme get(String code) {
        return programmes.findByCode(code).orElseThrow(() -> unknown(code));
    }

    /** Refuses a year outside 2020 to 2100 and a second programme of a year; answers the code. */
    public String start(int year, String by) {
        Programme programme = Programme.start(year);
        programmes.lockStarts();
        if (programmes.findByYear(year).isPresent()) {
            throw Refusal.conflict(year + "年度方案已经存在。");
        }
        journal.note(programmes.save(programme), Kind.STARTED, null, by);
        return programme.code();
    }

    /** Refuses an incomplete table. */
    public void submitDraft(String code, String by) {
        change(code, Kind.SUBMITTED, null, by, Programme::submit);
    }

    /** 撤回 before anybody decided on it. */
    public void takeDraftBack(String code, String by) {
        change(code, Kind.WITHDRAWN, null, by, programme -> programme.decide(false));
    }

    /** The same of the year's review. */
    public void takeReviewBack(String code, String by) {
        change(code, Kind.REVIEW_WITHDRAWN, null, by, programme -> programme.decideReview(false));
    }

    /**
     * 方案检查的依据：what {@code planCheck} asks.
     *
     * @param plannedCount planned campaigns that have a month and were neither dropped nor cancelled
     * @param minCampaigns 至少开展轮数
     * @param bodyThemesUnused how many of the themes named by the notice's body (line 23) no row has
     * @param emptyMonths how many of the twelve months have no goal
     */
    public record PlanFacts(int plannedCount, int minCampaigns, int bodyThemesUnused, int emptyMonths) {}

    @Transactional(readOnly = true)
    public PlanFacts planFacts(String code) {
        return planning.facts(code);
    }

    public void noteWarnings(String code, List<String> warnings) {
        String text = warnings.isEmpty() ? null : String.join("；", warnings);
        change(code, Kind.WARNED, text, SYSTEM, programme -> programme.warn(warnings));
    }

    /** Refuses the one who submitted it. */
    public void approve(String code, @Nullable String comment, String by) {
        decide(code, Kind.APPROVED, comment, by, programme -> programme.decide(true));
    }

    public void giveBack(String code, String comment, String by) {
        String why = Limits.required("退回意见", comment, 5, 1000);
        decide(code, Kind.RETURNED, why, by, programme -> programme.decide(false));
    }

    /**
     * 印发：to every section and each of the eleven squads, who confirm, with a copy to each town.
     *
     * @param documentNo at most 60 characters, refused when used before
     * @param issuedOn not after today, nor after the programme's year
     */
    public void issue(String code, String documentNo, LocalDate issuedOn, String by) {
        String no = Limits.required("文号", documentNo, 60);
        if (issuedOn.isAfter(LocalDate.now(clock))) {
            throw Refusal.invalid("issuedOn", "印发日期不能晚于今天。");
        }
        Programme programme = find(code);
        programme.refuseUnless(APPROVED, "印发");
        long document = deliveries.register(Deliveries.Document.ofBureau(no, programme.docTitle(), issuedOn));
        programme.issue(document, issuedOn);
        issued(programme, document, issuedOn, clock.instant(), by);
        journal.note(programme, Kind.ISSUED, no, by);
    }

    private void issued(Programme programme, long document, LocalDate on, Instant sentAt, String by) {
        programmes.save(programme);
        deliveries.send(document, on, sentAt);
        programme.plan().rows().forEach((seq, planned) -> journal.keep(programme, seq, planned, "方案印发", by));
    }

    /** The programme of 2023 as the bureau issued it on 2023-01-12; changes nothing when it is there. */
    public void importNotice() {
        Notice notice = Notice.read();
        programmes.lockStarts();
        if (programmes.findByYear(notice.year()).isPresent()) {
            return;
        }
        Programme programme = Programme.start(notice.year());
        LocalDate on = notice.document().issuedOn();
        long document = deliveries.register(notice.document());
        programme.write(notice.table(), notice.planned());
        programme.submit();
        programme.decide(true);
        programme.issue(document, on);
        issued(programme, document, on, on.atStartOfDay(clock.getZone()).toInstant(), SYSTEM);
        journal.note(programme, Kind.IMPORTED, notice.document().documentNo(), SYSTEM);
    }

    /** The groups of the addressees, who have to confirm. */
    @Transactional(readOnly = true)
    public List<String> receivers(String code) {
        return deliveries.receivers(code);
    }

    /** 签收, once. */
    public void confirmReceipt(String code, String receiverGroup, @Nullable String remark, String by) {
        deliveries.confirm(code, receiverGroup, remark, by);
    }

    public void review(String code, YearReview review, String by) {
        journal.keep(change(code, Kind.REVIEWED, null, by, Programme::review), review, by);
    }

    /** Its open measures now stand in every later programme until they are done; refuses the reviewer. */
    public void approveReview(String code, @Nullable String comment, String by) {
        decide(code, Kind.REVIEW_APPROVED, comment, by, programme -> programme.decideReview(true));
    }

    public void giveReviewBack(String code, String comment, String by) {
        String why = Limits.required("退回意见", comment, 5, 1000);
        decide(code, Kind.REVIEW_RETURNED, why, by, programme -> programme.decideReview(false));
    }

    /** Refuses a programme whose review is not approved; campaigns may still run. Closed stays closed. */
    public void close(String code) {
        if (get(code).status() != Programme.Status.CLOSED) {
            events.publishEvent(new Closed(
                    change(code, Kind.CLOSED, null, SYSTEM, Programme::close).year()));
        }
    }

    /** A copy is read when somebody of the town opens the programme for the first time. */
    public void copyRead(String code, String townGroup) {
        deliveries.read(code, townGroup);
    }

    /** The programme must be in force, for a month of it is about to be reported. */
    public Programme reporting(String code, int month, String by) {
        return change(code, Kind.REPORTED, month + "月", by, Programme::firstMonth);
    }

    private Programme find(String code) {
        return programmes.findForUpdateByCode(code).orElseThrow(() -> unknown(code));
    }

    private static Refusal unknown(String code) {
        return Refusal.notFound("没有编号为" + code + "的年度方案。");
    }

    /** Maker and checker are two people. */
    private void decide(String code, Kind kind, @Nullable String comment, String by, Consumer<Programme> change) {
        journal.refuseMaker(change(code, kind, comment, by, change), kind, by);
    }

    private Programme change(String code, Kind kind, @Nullable String text, String by, Consumer<Programme> change) {
        Programme programme = find(code);
        change.accept(programme);
        journal.note(programmes.save(programme), kind, Limits.optional("意见", text, 1000), by);
        return programme;
    }
}
