package cn.leiting.grounds;

import cn.leiting.score.Stage;
import cn.leiting.scoring.Adjustments;
import cn.leiting.scoring.Scoring;
import cn.leiting.scoring.Scorings;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 加减分线索：what the records of a campaign and its look-back suggest (domain 6.2, X1 to Y3), never booked by itself:
 * 执法协调科 books one, and who checks the score confirms it. Y2 is on no record and is written by hand.
 */
@Component
@Transactional
public class ScoreGrounds {

    private final Scorings scorings;
    private final Adjustments adjustments;
    private final JdbcClient jdbc;

    ScoreGrounds(Scorings scorings, Adjustments adjustments, JdbcClient jdbc) {
        this.scorings = scorings;
        this.adjustments = adjustments;
        this.jdbc = jdbc;
    }

    /** Of the squads that take part, by their codes; those that are booked too. In one statement. */
    @Transactional(readOnly = true)
    public List<Ground> of(String campaign) {
        return jdbc.sql(GroundRows.SELECT)
                .param("campaign", campaign)
                .query(Ground.class)
                .list();
    }

    /**
     * Books it as it stands on record now. Refuses what {@link Adjustments#add} refuses, and what the records do not say
     * (any longer, 404).
     */
    public void book(String campaign, @Nullable Stage stage, @Nullable String key, Actor by) {
        by.require("deptCoordination");
        Scoring scoring = scorings.of(campaign).stream()
                .filter(one -> one.stage() == stage)
                .findFirst()
                .orElseThrow(() -> Refusal.conflict("行动" + campaign + "的这一阶段评分还没有开始。"));
        Ground ground = of(campaign).stream()
                .filter(one -> one.key().equals(key))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("记录中没有这条加减分线索。"));
        adjustments.add(
                scoring.code(),
                new Adjustments.Form(ground.squad(), ground.code(), 1, ground.link(), ground.text()),
                ground.key(),
                by);
    }
}
