package cn.leiting.scoring;

import cn.leiting.score.Indicator;
import cn.leiting.score.ScoreCard;
import cn.leiting.score.ScoreCards;
import cn.leiting.score.Stage;
import cn.leiting.scoring.Scoring.Status;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import cn.leiting.trail.CardChanges;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 申诉：what squads dispute of their published scores (F-29; domain §6.6), within five working days after the
 * publication, or after a first decision that gave them less than they claimed; once a level and indicator. A
 * score that is published again gives both levels a new window.
 * Refuses the wrong state or day (409), what breaks a limit (422) and an unknown appeal (404).
 */
@Component
@Transactional
public class Appeals {

    /**
     * What a squad writes.
     *
     * @param reason 20 to 2000 characters
     * @param claimedValue the ratio that would be right, 0 to 1, at most four decimals
     * @param evidenceRef where the evidence is, at most 200 characters
     */
    public record Filing(
            @Nullable Indicator indicator,
            @Nullable String reason,
            @Nullable BigDecimal claimedValue,
            @Nullable String evidenceRef) {

        private Filing checked() {
            if (indicator == null) {
                throw Refusal.invalid("indicator", "请选择申诉的指标。");
            }
            BigDecimal claimed = claimedValue == null ? null : claimedValue.stripTrailingZeros();
            if (claimed != null
                    && (claimed.signum() < 0 || claimed.compareTo(BigDecimal.ONE) > 0 || claimed.scale() > 4)) {
                throw Refusal.invalid("claimedValue", "主张的比率应为0至1，最多四位小数。");
            }
            return new Filing(
                    indicator,
                    Limits.required("申诉理由", reason, 20, 2000),
                    claimed,
                    Limits.optional("证据", evidenceRef, 200));
        }
    }

    /** 已提出申诉. */
    public record Filed(String scoring, long appeal, String decider) {}

    private final ScoringRepository scorings;
    private final AppealRows rows;
    private final AppealDays days;
    private final ScoreCards cards;
    private final CardChanges changes;
    private final ApplicationEventPublisher events;

    Appeals(
            ScoringRepository scorings,
            AppealRows rows,
            AppealDays days,
            ScoreCards cards,
            CardChanges changes,
            ApplicationEventPublisher events) {
        this.scorings = scorings;
        this.rows = rows;
        this.days = days;
        this.cards = cards;
        this.changes = changes;
        this.events = events;
    }

    /**
     * 提出申诉 against the campaign's newest score, on the level that is open for the indicator; one that is
     * not applicable may be disputed too. After the look-back only what it changed may be appealed against.
     *
     * @param squad the code of the squad whose leader files it
     */
    public long file(String campaign, String squad, Filing typed, String by) {
        Filing filing = typed.checked();
        Indicator indicator = Objects.requireNonNull(filing.indicator());
        Scoring scoring = open(campaign);
        ScoreCard card = card(scoring, squad, indicator);
        List<Appeal> before = rows.of(scoring).stream()
                .filter(appeal -> appeal.squad().equals(squad) && appeal.indicator() == indicator)
                .toList();

        int level = before.isEmpty() ? first(scoring, squad, indicator) : second(before);
        long id = rows.add(scoring, squad, filing, level, card.version(), by);
        events.publishEvent(new Filed(scoring.code(), id, get(id).decider()));
        return id;
    }

    /** The newest stage that the squads were shown. */
    private Scoring open(String campaign) {
        Scoring newest = scorings.findByCampaign(campaign).stream()
                .filter(scoring -> scoring.publishedAt() != null)
                .max(Comparator.comparing(Scoring::stage))
                .orElseThrow(() -> Refusal.conflict("行动" + campaign + "的评分还没有公布，不能申诉。"));
        Scoring locked = locked(newest.code());
        if (locked.status().compareTo(Status.CONFIRMED) >= 0) {
            throw Refusal.conflict("评分" + locked.code() + locked.status().label() + "，不能再申诉；确有错误的，只能由局领导决定更正。");
        }
        locked.refuseUnless(Status.PUBLISHED, "申诉");
        return locked;
    }

    private ScoreCard card(Scoring scoring, String squad, Indicator indicator) {
        return cards.latest(scoring.code()).stream()
                .filter(card -> card.squad().equals(squad))
                .filter(card -> card.items().stream().anyMatch(item -> item.indicator() == indicator))
                .findFirst()
                .orElseThrow(() -> Refusal.conflict("本中队在此行动中没有这项指标的评分，不能申诉。"));
    }

    private int first(Scoring scoring, String squad, Indicator indicator) {
        days.refuseAfterWindowOf(Objects.requireNonNull(scoring.publishedAt()));
        if (scoring.stage() == Stage.FINAL
                && !changes.sinceProvisional(scoring.campaign(), squad).contains(indicator)) {
            throw Refusal.conflict("这项指标在初评后没有变化，终评时不能申诉。");
        }
        return 1;
    }

    private int second(List<Appeal> before) {
        Appeal first = before.get(0);
        if (before.size() > 1) {
            throw Refusal.conflict("这项指标已经两级申诉，不能再申诉。");
        }
        if (first.isPending()) {
            throw Refusal.conflict("这项指标的申诉尚未决定，不能重复申诉。");
        }
        if (!first.leavesRoom()) {
            throw Refusal.conflict("这项指标已按申诉更正，不能再申诉。");
        }
        days.refuseAfterWindowOf(Objects.requireNonNull(first.roomSince()));
        return 2;
    }

    /** Refuses an unknown one. */
    @Transactional(readOnly = true)
    public Appeal get(long id) {
        return rows.find(id).orElseThrow(() -> Refusal.notFound("没有这项申诉。"));
    }

    /** All of a scoring, by squad and indicator. */
    @Transactional(readOnly = true)
    public List<Appeal> of(Scoring scoring) {
        return rows.of(scoring);
    }

    /** Whether nothing is pending and nobody may go to the second level any more. */
    @Transactional(readOnly = true)
    public boolean settled(String code) {
        return isSettled(rows.of(code));
    }

    private boolean isSettled(List<Appeal> appeals) {
        return appeals.stream().noneMatch(Appeal::isPending) && !days.leaveRoom(appeals);
    }

    /** The last day on which anybody may appeal; the earliest possible one while a year's calendar is missing. */
    @Transactional(readOnly = true)
    public LocalDate openUntil(String code) {
        Scoring scoring = scoring(code);
        return openUntil(scoring, rows.of(scoring));
    }

    /** The same for those who filed these appeals, and for those who filed none. */
    public LocalDate openUntil(Scoring published, Collection<Appeal> appeals) {
        return days.lastDay(published, appeals);
    }

    /** The last day on which appeals hold up the lock: while one is pending, fifteen working days at most. */
    @Transactional(readOnly = true)
    public LocalDate blockedUntil(String code) {
        Scoring scoring = scoring(code);
        LocalDate longest = days.lastBlockedDay(scoring);
        List<Appeal> appeals = rows.of(scoring);
        LocalDate open = days.lastDay(scoring, appeals);
        return appeals.stream().anyMatch(Appeal::isPending) || open.isAfter(longest) ? longest : open;
    }

    void refuseWhileBlocked(Scoring scoring) {
        List<Appeal> appeals = rows.of(scoring);
        boolean windowOver = days.isOver(days.lastDay(scoring, List.of()));
        if (!windowOver || !isSettled(appeals) && !days.isOver(days.lastBlockedDay(scoring))) {
            throw Refusal.conflict("申诉期未满或者还有申诉没有办结，不能确认评分。");
        }
    }

    /** Who decided an appeal does not check the same score again. */
    void refuseDecider(Scoring scoring, String by) {
        if (rows.of(scoring).stream().anyMatch(appeal -> by.equals(appeal.decidedBy()))) {
            throw Refusal.forbidden("决定过申诉的人员不能核对此评分。");
        }
    }

    void lapse(Scoring scoring) {
        rows.lapse(scoring);
    }

    private Scoring scoring(String code) {
        return scorings.findByCode(code).orElseThrow(() -> unknown(code));
    }

    private Scoring locked(String code) {
        return scorings.findForUpdateByCode(code).orElseThrow(() -> unknown(code));
    }

    private static Refusal unknown(String code) {
        return Refusal.notFound("没有编号为“" + code + "”的评分。");
    }
}
