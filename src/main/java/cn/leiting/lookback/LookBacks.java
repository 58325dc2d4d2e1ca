package cn.leiting.lookback;

import cn.leiting.assignment.Assignments;
import cn.leiting.calendar.BureauTime;
import cn.leiting.calendar.Parameters;
import cn.leiting.campaign.Campaigns;
import cn.leiting.campaign.Papers;
import cn.leiting.lookback.LookBackRows.Kind;
import cn.leiting.lookback.Sample.Case;
import cn.leiting.lookback.Sample.Rule;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 365回头看：the life of each look-back, known as {@code LB-2023-01} after its campaign. Refuses what its state does
 * not allow (409), what breaks a limit (422) and an unknown code (404). Its samples are adjusted through
 * {@link LookBackSamples}.
 */
@Component
@Transactional
public class LookBacks {

    /** The last night shift of the campaign is over, and the sections are at their desks. */
    private static final LocalTime BEGINS = LocalTime.of(9, 0);

    private static final SecureRandom LOT = new SecureRandom();

    private final LookBackRows rows;
    private final Drawing drawing;
    private final LookBackSamples samples;
    private final LookBackPapers papers;
    private final Campaigns campaigns;
    private final Assignments assignments;
    private final Parameters parameters;
    private final Clock clock;

    LookBacks(
            LookBackRows rows,
            Drawing drawing,
            LookBackSamples samples,
            LookBackPapers papers,
            Campaigns campaigns,
            Assignments assignments,
            Parameters parameters,
            Clock clock) {
        this.rows = rows;
        this.drawing = drawing;
        this.samples = samples;
        this.papers = papers;
        this.campaigns = campaigns;
        this.assignments = assignments;
        this.parameters = parameters;
        this.clock = clock;
    }

    /** {@code LB-2023-01} of {@code TH-2023-01}. */
    public static String codeOf(String campaign) {
        return "LB" + campaign.substring("TH".length());
    }

    /** 09:00 on the day after a campaign's last day. */
    public static Instant beginsAt(LocalDate campaignEnd) {
        return campaignEnd.plusDays(1).atTime(BEGINS).atZone(BureauTime.ZONE).toInstant();
    }

    /**
     * Begins the look-back of a campaign that is over: its window is {@code lookback.days} calendar days from the day
     * after the campaign's end, or from today where these are over already.
     *
     * @return false when it has begun before, or the campaign is not over, suspended, cancelled or rejected
     */
    public boolean begin(String campaign) {
        LocalDate first = campaigns.get(campaign).to().plusDays(1);
        LocalDate today = LocalDate.now(clock);
        int days = days(today);
        LocalDate from = first.plusDays(days).isAfter(today) ? first : today;
        String code = codeOf(campaign);
        boolean begun = rows.insert(
                new LookBack(code, campaign, from, from.plusDays(days - 1L), LOT.nextLong(), rows.instant()));
        if (begun) {
            rows.note(code, Kind.BEGUN, null, LookBackRows.SYSTEM);
        }
        return begun;
    }

    /** The campaigns that are over and have no look-back, in the days in which it should be. */
    @Transactional(readOnly = true)
    public List<String> missing() {
        LocalDate today = LocalDate.now(clock);
        LocalDate over = clock.instant().isBefore(beginsAt(today.minusDays(1))) ? today.minusDays(1) : today;
        return rows.missing(over, today.minusDays(days(today)));
    }

    /** When the next of them begins; empty while no campaign is under way. */
    @Transactional(readOnly = true)
    public Optional<Instant> nextBeginning() {
        LocalDate today = LocalDate.now(clock);
        boolean early = clock.instant().isBefore(beginsAt(today.minusDays(1)));
        return rows.nextEnd(early ? today.minusDays(1) : today).map(LookBacks::beginsAt);
    }

    private int days(LocalDate on) {
        return parameters.length("lookback.days", on).amount();
    }

    /** Refuses an unknown code. */
    @Transactional(readOnly = true)
    public LookBack get(String code) {
        return rows.get(code);
    }

    /**
     * 抽取样本, once; repeated, it changes nothing.
     *
     * @param table the decision {@code lookBackSample}
     */
    public void draw(String code, Function<Set<Case>, Map<Case, Rule>> table) {
        LookBack lookBack = rows.lock(code);
        if (lookBack.status() != LookBack.Status.BEGUN) {
            return;
        }
        int drawn = drawing.draw(lookBack, table);
        rows.change(code, LookBack::drawn);
        rows.note(code, Kind.DRAWN, drawn + "个点位，随机种子" + lookBack.seed(), LookBackRows.SYSTEM);
    }

    /**
     * 确认样本 (F-17). Points whose findings arrived after the draw are added; points out of use and those of squads
     * that were exempted meanwhile go.
     *
     * @return whether there is anything to look at
     */
    public boolean confirm(String code, Function<Set<Case>, Map<Case, Rule>> table, String by) {
        LookBack lookBack = rows.change(code, found -> found.confirm(LocalDate.now(clock), by, rows.instant()));
        int late = drawing.addLate(lookBack, table);
        rows.note(code, Kind.CONFIRMED, late == 0 ? null : "补入复查点位" + late + "个", by);
        return samples.settle(lookBack);
    }

    /** 下达样本 to the squads that have any, as the points of their tasks; repeated, it changes nothing. */
    public void assign(String code) {
        LookBack lookBack = rows.lock(code);
        if (assignments.find(code).isEmpty()) {
            samples.assign(lookBack, campaigns.get(lookBack.campaign()));
        }
    }

    /**
     * 督查意见, once all squads' tasks have ended.
     *
     * @param comment 5 to 1000 characters
     * @param question 20 to 2000 characters, if and only if it is a hard case
     */
    public void supervise(String code, String comment, boolean hardCase, @Nullable String question, String by) {
        String found = Limits.required("督查意见", comment, 5, 1000);
        String asked = hardCase ? Limits.required("疑难问题", question, 20, 2000) : Limits.optional("疑难问题", question, 2000);
        if (!hardCase && asked != null) {
            throw Refusal.invalid("question", "没有疑难案件的，请不要填写疑难问题。");
        }
        rows.change(code, lookBack -> {
            refuseOpen(code, "督查");
            lookBack.supervise();
        });
        papers.supervise(code, found, asked, by);
        rows.note(code, Kind.SUPERVISED, found, by);
    }

    /** Of its hard case; refuses (404) where there is none. */
    @Transactional(readOnly = true)
    public LookBack.Question question(String code) {
        return papers.question(code).orElseThrow(() -> Refusal.notFound("回头看“" + code + "”没有疑难问题。"));
    }

    private void refuseOpen(String code, String action) {
        if (assignments.find(code).filter(assignment -> !assignment.closed()).isPresent()) {
            throw Refusal.conflict("还有中队没有办结，不能" + action + "。");
        }
    }

    /** The squads whose measures are checked in the end: those that took part, by code. */
    @Transactional(readOnly = true)
    public List<String> tookPart(String code) {
        return campaigns.tookPart(code);
    }

    /** 到位检查 (F-14), squad by squad and again, after the supervision and until it is confirmed. */
    public void check(String code, List<Papers.Check> checks, String by) {
        rows.lock(code).refuseUnlessSupervised();
        Set<String> strangers = checks.stream().map(Papers.Check::squad).collect(Collectors.toCollection(HashSet::new));
        strangers.removeAll(Set.copyOf(tookPart(code)));
        if (checks.isEmpty() || !strangers.isEmpty()) {
            throw Refusal.invalid("squad", "到位检查应填写参加回头看且没有免除的中队。");
        }
        papers.check(code, checks, by);
        rows.note(code, Kind.CHECKED, checks.size() + "个中队", by);
    }

    /** F-14, as far as it is filled in. */
    @Transactional(readOnly = true)
    public List<Papers.Check> checks(String code) {
        return papers.checks(code);
    }

    /** 到位检查完成. Refuses, with their names, while the check (F-14) of a squad that took part is missing. */
    public void close(String code, @Nullable String comment, String by) {
        String note = Limits.optional("办结意见", comment, 1000);
        rows.change(code, lookBack -> {
            lookBack.close(rows.instant());
            papers.refuseMissingChecks(code, tookPart(code));
        });
        rows.note(code, Kind.CLOSED, note, by);
    }

    /**
     * 宣传报道, once the closing check is complete; what was published is kept by the room of publicity.
     *
     * @param channel in words
     */
    public void publicize(String code, String channel, String by) {
        rows.change(code, LookBack::publicize);
        rows.note(code, Kind.PUBLICIZED, channel, by);
    }

    /** 办结, after the final score; repeated, it changes nothing. */
    public void finish(String code) {
        if (rows.get(code).status() != LookBack.Status.FINISHED) {
            rows.change(code, lookBack -> lookBack.finish(rows.instant()));
            rows.note(code, Kind.FINISHED, null, LookBackRows.SYSTEM);
        }
    }
}
