package cn.leiting.yearscore;

import cn.leiting.score.Stage;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Campaigns with locked scores, written row by row as the rooms would have, in years of their own. */
@Component
public class ScoredYears {

    public static final String XIAYANG = "310118001";
    public static final String YINGPU = "310118002";
    public static final String XIANGHUAQIAO = "310118003";
    public static final String MOBILE = "310118000";
    public static final String ZHAOXIANG = "310118105";
    public static final String XUJING = "310118106";

    private final JdbcClient jdbc;

    ScoredYears(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Begins on 1 March of its year, with weight 1. */
    public String campaign(String code) {
        return campaign(code, "1.0", LocalDate.of(Integer.parseInt(code.substring(3, 7)), 3, 1));
    }

    public String campaign(String code, String weight, LocalDate startsOn) {
        jdbc.sql("""
                        insert into campaign (code, year, theme, title, starts_on, ends_on, weight, squads, status, version)
                        values (:code, :year, 'THEME_DEBRIS', '渣土运输专项整治', :from, :from::date + 13, :weight::numeric, '{}',
                                'DRAFT', 0)
                        """)
                .param("code", code)
                .param("year", Integer.valueOf(code.substring(3, 7)))
                .param("from", startsOn)
                .param("weight", weight)
                .update();
        return code;
    }

    /** A locked scoring; the final one has its provisional one before it. */
    public String locked(String campaign, Stage stage) {
        String code = "SC-" + campaign.substring(3) + ":" + stage;
        if (stage == Stage.FINAL
                && jdbc.sql("select count(*) from scoring where campaign = ?")
                                .param(campaign)
                                .query(Integer.class)
                                .single()
                        == 0) {
            locked(campaign, Stage.PROVISIONAL);
        }
        jdbc.sql("""
                        insert into scoring (code, campaign, stage, status, supplied_by, checked_by, confirmed_by,
                                             first_published_at, published_at, locked_at, version)
                        values (?, ?, ?, 'LOCKED', 'coordination1', 'supervision1', 'lead1', now(), now(), now(), 0)
                        """).params(code, campaign, stage.name()).update();
        return code;
    }

    /** A final card of a campaign that is there. */
    public void scored(String campaign, String squad, @Nullable String total) {
        card("SC-" + campaign.substring(3) + ":FINAL", squad, total);
    }

    /** A further version of the squad's card. @param total none where the squad was not rated */
    public void card(String scoring, String squad, @Nullable String total) {
        insert(scoring, squad, total == null ? "NOT_RATED" : squad.equals(MOBILE) ? "NON_COMPETING" : "RATED", total);
    }

    public void exempt(String scoring, String squad) {
        insert(scoring, squad, "EXEMPT", null);
    }

    private void insert(String scoring, String squad, String status, @Nullable String total) {
        jdbc.sql("""
                        insert into score_card (scoring, campaign, stage, squad, version, status, base, bonus, deduction,
                                                total, grade, rank, rubric, inputs, inputs_hash, reason, computed_by,
                                                computed_at)
                        select code, campaign, stage, :squad,
                               1 + (select count(*) from score_card where scoring = :scoring and squad = :squad), :status,
                               :total::numeric, case when :total::text is not null then 0 end,
                               case when :total::text is not null then 0 end, :total::numeric,
                               case when :total::text is not null then '良' end, case when :status = 'RATED' then 1 end, '1',
                               '{}', encode(sha256('{}'), 'hex'), '初次计分。', 'system', now()
                        from scoring
                        where code = :scoring
                        """)
                .param("scoring", scoring)
                .param("squad", squad)
                .param("status", status)
                .param("total", total)
                .update();
    }

    /** X2 on the squad's newest card. */
    public void falseEvidence(String scoring, String squad) {
        jdbc.sql("""
                        insert into score_card_adjustment (card, code, count, points)
                        select max(id), 'X2', 1, 5
                        from score_card
                        where scoring = ?
                          and squad = ?
                        """).params(scoring, squad).update();
    }

    /** Closed on that day; null: still open. */
    public void lookBack(String campaign, LocalDate firstDay, @Nullable LocalDate closedOn) {
        jdbc.sql("""
                        insert into look_back (code, campaign, first_day, last_day, seed, status, begun_at, confirmed_by,
                                               confirmed_at, closed_at, version)
                        values (:code, :campaign, :first, :first::date + 29, 1,
                                case when :closed::date is null then 'CONFIRMED' else 'CLOSED' end, now(), 'coordination1',
                                now(), :closed::date + time '12:00', 0)
                        """)
                .param("code", "LB-" + campaign.substring(3))
                .param("campaign", campaign)
                .param("first", firstDay)
                .param("closed", closedOn)
                .update();
    }
}
