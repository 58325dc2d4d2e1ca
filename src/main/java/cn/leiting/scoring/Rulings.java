package cn.leiting.scoring;

import cn.leiting.score.Indicator;
import cn.leiting.score.ScoreCards;
import cn.leiting.scoring.Appeal.Result;
import cn.leiting.scoring.Scoring.Status;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 申诉决定：what becomes of an appeal (domain §6.6), decided by 法规监督科, on the second level by the lead
 * leader. Refuses the wrong state (409), what breaks a limit (422), another group, and who supplied, checked
 * or decided before (403), and an unknown appeal (404).
 */
@Component
@Transactional
public class Rulings {

    /** 已决定申诉. */
    public record Decided(String scoring) {}

    private final ScoringRepository scorings;
    private final AppealRows rows;
    private final ScoreCards cards;
    private final ApplicationEventPublisher events;

    Rulings(ScoringRepository scorings, AppealRows rows, ScoreCards cards, ApplicationEventPublisher events) {
        this.scorings = scorings;
        this.rows = rows;
        this.cards = cards;
        this.events = events;
    }

    /**
     * What shall stand in place of the card's figures if the appeal is granted; by one of the group that
     * decides it.
     *
     * @param numerator 0 to the denominator, of F1 and F2 also above it; at most two decimals
     * @param denominator 0 with a numerator of 0 says that the indicator does not apply
     */
    public void correct(long id, @Nullable BigDecimal numerator, @Nullable BigDecimal denominator, Actor by) {
        Appeal appeal = rows.find(id).orElseThrow(Rulings::unknown);
        by.require(appeal.decider());
        if (numerator == null || denominator == null) {
            throw Refusal.invalid("请填写更正后的分子和分母。");
        }
        refuseNoShare(appeal.indicator(), numerator, denominator);
        decidable(id, by.id());
        rows.correct(id, numerator, denominator, by.id());
    }

    private static void refuseNoShare(Indicator indicator, BigDecimal numerator, BigDecimal denominator) {
        boolean mayExceed = indicator == Indicator.F1 || indicator == Indicator.F2;
        if (numerator.signum() < 0 || denominator.signum() < 0) {
            throw Refusal.invalid("分子、分母不能小于0。");
        }
        if (numerator.compareTo(denominator) > 0 && !(mayExceed && denominator.signum() > 0)) {
            throw Refusal.invalid("分子不能大于分母。");
        }
        if (isTooLong(numerator) || isTooLong(denominator)) {
            throw Refusal.invalid("分子、分母最多八位整数、两位小数。");
        }
    }

    private static boolean isTooLong(BigDecimal typed) {
        BigDecimal number = typed.stripTrailingZeros();
        return number.scale() > 2 || number.precision() - number.scale() > 8;
    }

    /**
     * 决定申诉. A change takes the corrected figures into a further version of the card, and of every other
     * card whose rank it moves.
     *
     * @param comment 5 to 1000 characters, which the squad may read
     */
    public void decide(long id, boolean change, @Nullable String comment, String by) {
        String why = Limits.required("理由", comment, 5, 1000);
        Appeal appeal = decidable(id, by);
        if (change) {
            BigDecimal numerator = appeal.correctedNumerator();
            BigDecimal denominator = appeal.correctedDenominator();
            if (numerator == null || denominator == null) {
                throw Refusal.conflict("请先在评分页填写更正后的分子、分母。");
            }
            String reason = "第" + appeal.level() + "级申诉更正" + appeal.indicator().label() + "。";
            cards.correct(appeal.scoring(), appeal.squad(), appeal.indicator(), numerator, denominator, reason, by);
        }
        rows.decide(id, change ? Result.CHANGED : Result.UPHELD, why, by);
        events.publishEvent(new Decided(appeal.scoring()));
    }

    /**
     * Waits for whoever changes the same scoring, and reads the appeal after that. A score that was sent back is
     * nobody's yet: who checks it must not have decided, so that deciding waits until it is published again.
     */
    private Appeal decidable(long id, String by) {
        Scoring scoring = scorings.findForUpdateByAppeal(id).orElseThrow(Rulings::unknown);
        List<Appeal> all = rows.of(scoring);
        Appeal appeal = all.stream().filter(one -> one.id() == id).findFirst().orElseThrow();
        appeal.refuseUnlessPending();
        scoring.refuseUnless(Status.PUBLISHED, "决定申诉");
        scoring.refuseMaker(by, "不能决定对自己补充或者核对的评分的申诉。");
        boolean decidedBefore = all.stream()
                .anyMatch(earlier -> earlier.squad().equals(appeal.squad())
                        && earlier.indicator() == appeal.indicator()
                        && by.equals(earlier.decidedBy()));
        if (decidedBefore) {
            throw Refusal.forbidden("第一级申诉的决定人不能再次决定。");
        }
        return appeal;
    }

    private static Refusal unknown() {
        return Refusal.notFound("没有这项申诉。");
    }
}
