package cn.leiting.scoring;

import cn.leiting.organization.People;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 评分：the scorings of the campaigns, known as {@code SC-2023-01:PROVISIONAL}. Refuses what the state does
 * not allow (409), what breaks a limit (422), the supplier as checker (403) and an unknown scoring (404).
 */
@Component
@Transactional
public class Scorings {

    private enum Kind {
        BEGUN,
        SUPPLIED,
        CHECKED,
        RETURNED
    }

    /** 已锁定. */
    public record Locked(String campaign, Scoring.Stage stage) {}

    private final ScoringRepository scorings;
    private final JdbcClient jdbc;
    private final People people;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Scorings(
            ScoringRepository scorings, JdbcClient jdbc, People people, ApplicationEventPublisher events, Clock clock) {
        this.scorings = scorings;
        this.jdbc = jdbc;
        this.people = people;
        this.events = events;
        this.clock = clock;
    }

    /** Answers the code, {@code SC-2023-01:PROVISIONAL}; repeated, it changes nothing. */
    public String begin(String campaign, Scoring.Stage stage, String by) {
        Scoring begun = Scoring.begin(campaign, stage);
        scorings.lockBeginning(begun.code());
        if (scorings.findByCode(begun.code()).isEmpty()) {
            note(scorings.save(begun), Kind.BEGUN, null, by);
        }
        return begun.code();
    }

    /** Refuses an unknown code. */
    @Transactional(readOnly = true)
    public Scoring get(String code) {
        return scorings.findByCode(code).orElseThrow(() -> unknown(code));
    }

    /** The adjustments are complete. */
    public void supply(String code, String by) {
        change(code, Kind.SUPPLIED, null, by, scoring -> scoring.supply(by));
    }

    /** Refuses whoever supplied the adjustments. */
    public void check(String code, @Nullable String comment, String by) {
        change(code, Kind.CHECKED, comment, by, scoring -> scoring.check(by));
        Scoring checked = get(code);
        events.publishEvent(new Locked(checked.campaign(), checked.stage()));
    }

    /** Whether a campaign's provisional score is locked; until the transaction ends nobody begins or locks it. */
    public boolean provisionalLocked(String campaign) {
        String code = Scoring.begin(campaign, Scoring.Stage.PROVISIONAL).code();
        scorings.lockBeginning(code);
        return scorings.findForUpdateByCode(code)
                .filter(found -> found.status() == Scoring.Status.CHECKED)
                .isPresent();
    }

    /** Refuses whoever supplied the adjustments. */
    public void giveBack(String code, String comment, String by) {
        String why = Limits.required("退回意见", comment, 5, 1000);
        change(code, Kind.RETURNED, why, by, scoring -> scoring.giveBack(by));
    }

    private void change(String code, Kind kind, @Nullable String text, String by, Consumer<Scoring> change) {
        String said = Limits.optional("意见", text, 1000);
        Scoring found = scorings.findForUpdateByCode(code).orElseThrow(() -> unknown(code));
        change.accept(found);
        note(scorings.save(found), kind, said, by);
    }

    private void note(Scoring scoring, Kind kind, @Nullable String text, String by) {
        jdbc.sql("insert into scoring_event (scoring, kind, text, by_whom, by_name, at) values (?, ?, ?, ?, ?, ?)")
                .params(scoring.id(), kind.name(), text, by, people.nameOf(by), Timestamp.from(clock.instant()))
                .update();
    }

    private static Refusal unknown(String code) {
        return Refusal.notFound("没有编号为“" + code + "”的评分。");
    }
}
