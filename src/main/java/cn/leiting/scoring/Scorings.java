package cn.leiting.scoring;

import cn.leiting.score.ScoreCards;
import cn.leiting.score.Stage;
import cn.leiting.scoring.Scoring.Status;
import cn.leiting.shared.Journal;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 评分：the scorings of the campaigns, known as {@code SC-2023-01:PROVISIONAL}, from the adjustments to the
 * lock. Refuses what the state does not allow (409), what breaks a limit (422), who may not because of what
 * they did before (403) and an unknown scoring (404). What the product does by itself (compute, publish,
 * lock) changes nothing when repeated.
 */
@Component
@Transactional
public class Scorings {

    private static final String BY_ITSELF = "system";

    private enum Kind {
        BEGUN,
        SUPPLIED,
        COMPUTED,
        CHECKED,
        RETURNED,
        PUBLISHED,
        CONFIRMED,
        SENT_BACK,
        LOCKED
    }

    /** 已向各中队公布: the window of the appeals begins. */
    public record Published(String code, String campaign, Stage stage) {}

    /** 已锁定: only a leadership's order changes the score now. */
    public record Locked(String campaign, Stage stage) {}

    private final ScoringRepository scorings;
    private final Adjustments adjustments;
    private final Appeals appeals;
    private final ScoreCards cards;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final Journal<Kind> journal;

    Scorings(
            ScoringRepository scorings,
            Adjustments adjustments,
            Appeals appeals,
            ScoreCards cards,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            Clock clock) {
        this.scorings = scorings;
        this.adjustments = adjustments;
        this.appeals = appeals;
        this.cards = cards;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
        this.journal = new Journal<>(jdbc, clock, "scoring_event", "scoring", Kind.class);
    }

    /**
     * Answers the code, {@code SC-2023-01:PROVISIONAL}; repeated, it changes nothing. The final one takes
     * over the provisional one's adjustments, and is refused until that is locked.
     */
    public String begin(String campaign, Stage stage, String by) {
        Scoring begun = Scoring.begin(campaign, stage);
        scorings.lockBeginning(begun.code());
        if (scorings.findByCode(begun.code()).isEmpty()) {
            Optional<Scoring> provisional =
                    stage == Stage.FINAL ? Optional.of(lockedProvisional(campaign)) : Optional.empty();
            Scoring stored = scorings.save(begun);
            note(stored, Kind.BEGUN, null, by);
            provisional.ifPresent(earlier -> adjustments.carry(earlier, stored));
        }
        return begun.code();
    }

    private Scoring lockedProvisional(String campaign) {
        return scorings.findByCampaignAndStage(campaign, Stage.PROVISIONAL)
                .filter(earlier -> earlier.status() == Status.LOCKED)
                .orElseThrow(() -> Refusal.conflict("行动" + campaign + "的初评还没有锁定，不能开始终评。"));
    }

    /** Refuses an unknown code. */
    @Transactional(readOnly = true)
    public Scoring get(String code) {
        return scorings.findByCode(code).orElseThrow(() -> unknown(code));
    }

    /** The campaign's scorings that have begun, the provisional one first. */
    @Transactional(readOnly = true)
    public List<Scoring> of(String campaign) {
        return scorings.findByCampaign(campaign).stream()
                .sorted(java.util.Comparator.comparing(Scoring::stage))
                .toList();
    }

    /** Whether a campaign's provisional score is locked; until the transaction ends nobody begins or locks it. */
    public boolean provisionalLocked(String campaign) {
        String code = Scoring.begin(campaign, Stage.PROVISIONAL).code();
        scorings.lockBeginning(code);
        return scorings.findForUpdateByCode(code)
                .filter(found -> found.status() == Status.LOCKED)
                .isPresent();
    }

    /** The scoring, which nobody else changes until the transaction ends; refuses an unknown code. */
    public Scoring claim(String code) {
        return find(code);
    }

    /** What an earlier release called checked though nothing had been computed, while nobody works on it. */
    @Transactional(readOnly = true)
    public List<String> neverComputed() {
        return jdbc.sql("""
                        select code
                        from scoring
                        where status = 'SUPPLIED'
                          and exists (select from scoring_event event where event.scoring = scoring.id and kind = 'CHECKED')
                          and not exists (select from scoring_event event where event.scoring = scoring.id and kind = 'COMPUTED')
                        order by code
                        """).query(String.class).list();
    }

    /** The adjustments are complete. */
    public void supply(String code, String by) {
        change(code, Kind.SUPPLIED, null, by, scoring -> scoring.supply(by));
    }

    /** Computes the cards with the adjustments in force; a further version only where something changed. */
    public void compute(String code) {
        Scoring found = find(code);
        if (found.status().compareTo(Status.COMPUTED) < 0) {
            compute(found);
            scorings.save(found);
        }
    }

    private void compute(Scoring found) {
        found.compute();
        cards.compute(found.code(), adjustments.inForce(found), found.computation(), BY_ITSELF);
        note(found, Kind.COMPUTED, null, BY_ITSELF);
    }

    /** Confirms the adjustments with it; refuses who supplied or wrote any of them, and who decided an appeal. */
    public void check(String code, @Nullable String comment, String by) {
        change(code, Kind.CHECKED, comment, by, scoring -> {
            computeBefore(scoring);
            scoring.check(by);
            appeals.refuseDecider(scoring, by);
            adjustments.confirm(scoring, by);
        });
    }

    /** Back to the adjustments; refuses whoever supplied them. */
    public void giveBack(String code, String comment, String by) {
        String why = Limits.required("退回意见", comment, 5, 1000);
        change(code, Kind.RETURNED, why, by, scoring -> {
            computeBefore(scoring);
            scoring.giveBack(by);
        });
    }

    /** The first version of the model comes to the check without having computed anything. */
    private void computeBefore(Scoring scoring) {
        if (scoring.status() == Status.SUPPLIED) {
            compute(scoring);
        }
    }

    /** 公布: from now on the squads see their cards and may appeal. */
    public void publish(String code) {
        Scoring found = find(code);
        if (!found.status().isPublic()) {
            found.publish(now());
            note(scorings.save(found), Kind.PUBLISHED, null, BY_ITSELF);
            events.publishEvent(new Published(code, found.campaign(), found.stage()));
        }
    }

    /** Refuses who supplied or checked it, and as long as appeals hold it up. */
    public void confirm(String code, @Nullable String comment, String by) {
        change(code, Kind.CONFIRMED, comment, by, scoring -> {
            scoring.confirm(by);
            appeals.refuseWhileBlocked(scoring);
        });
    }

    /** Back to the computation, to be checked and published anew with a new window for appeals. */
    public void sendBack(String code, String comment, String by) {
        String why = Limits.required("退回意见", comment, 5, 1000);
        change(code, Kind.SENT_BACK, why, by, scoring -> scoring.sendBack(by));
    }

    /** What is still appealed lapses with it. */
    public void lock(String code) {
        Scoring found = find(code);
        if (found.status() != Status.LOCKED) {
            found.lock(now());
            appeals.lapse(found);
            note(scorings.save(found), Kind.LOCKED, null, BY_ITSELF);
            events.publishEvent(new Locked(found.campaign(), found.stage()));
        }
    }

    private void change(String code, Kind kind, @Nullable String text, String by, Consumer<Scoring> change) {
        String said = Limits.optional("意见", text, 1000);
        Scoring found = find(code);
        change.accept(found);
        note(scorings.save(found), kind, said, by);
    }

    private Scoring find(String code) {
        return scorings.findForUpdateByCode(code).orElseThrow(() -> unknown(code));
    }

    private void note(Scoring scoring, Kind kind, @Nullable String text, String by) {
        journal.note(scoring.id(), kind, text, by);
    }

    private Instant now() {
        return clock.instant();
    }

    private static Refusal unknown(String code) {
        return Refusal.notFound("没有编号为“" + code + "”的评分。");
    }
}
