package cn.leiting.wall;

import cn.leiting.overview.Rounds;
import java.time.LocalDate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A year as the bureau has it (domain 8.2): eight campaigns of all squads with look-backs, twelve improvements. */
@Component
public class YearOnTheWall {

    private static final int FIRST = 81;

    private final Rounds rounds;
    private final JdbcClient jdbc;

    YearOnTheWall(Rounds rounds, JdbcClient jdbc) {
        this.rounds = rounds;
        this.jdbc = jdbc;
    }

    /** With campaigns 81 to 88 and improvements 81 to 92. */
    public void in(int year) {
        for (int at = 0; at < 8; at++) {
            campaign(year, at);
        }
        for (int at = 0; at < 12; at++) {
            improvement(year, at);
        }
    }

    String campaign(int year, int at) {
        String code = "TH-%d-%d".formatted(year, FIRST + at);
        LocalDate from = LocalDate.of(year, 1, 10).plusDays(44L * (at % 8));
        rounds.dispatched(code);
        jdbc.sql("""
                        update campaign
                        set starts_on = :from, ends_on = :to, original_ends_on = :to, display_no = :no,
                            title = (array ['节前市容环境执法保障', '渣土运输专项整治', '建设工地文明施工专项检查', '垃圾分类专项检查',
                                            '创文迎复审市容环境保障', '夏季夜间占道设摊专项整治', '进博会市容环境保障', '空气质量专项执法检查'])[:place]
                        where code = :code
                        """)
                .param("from", from)
                .param("to", from.plusDays(9))
                .param("no", FIRST + at)
                .param("place", at % 8 + 1)
                .param("code", code)
                .update();
        days(code, from, from.plusDays(9));
        lookBack(code, from.plusDays(10), from.plusDays(24));
        return code;
    }

    void lookBack(String campaign, LocalDate from, LocalDate to) {
        String code = "LB" + campaign.substring(2);
        jdbc.sql("""
                        insert into look_back (code, campaign, first_day, last_day, seed, status, begun_at, version)
                        values (?, ?, ?, ?, 8365, 'BEGUN', now(), 1)
                        """).params(code, campaign, from, to).update();
        jdbc.sql("""
                        insert into assignment (code, mode, title, theme, checklist, first_day, last_day, opened_at)
                        select :code, 'LOOK_BACK', title, theme, checklist, :from, :to, opened_at
                        from assignment
                        where code = :campaign
                        """)
                .param("code", code)
                .param("campaign", campaign)
                .param("from", from)
                .param("to", to)
                .update();
        jdbc.sql("""
                        insert into squad_task (code, assignment, squad, state)
                        select :code || ':' || squad, :code, squad, 'WAITING'
                        from squad_task
                        where assignment = :campaign
                        """).param("code", code).param("campaign", campaign).update();
    }

    void improvement(int year, int at) {
        LocalDate from = LocalDate.of(year, 1, 5).plusDays(29L * at);
        jdbc.sql("""
                        insert into further_improvement (code, year, trigger_type, source, evidence, title, theme, squads, focus_items,
                                                         first_day, last_day, enterprise_inspection, status, proposed_at, version)
                        values (:code, :year, 'COMMON_SITUATION', 'INSPECTION', '巡查发现同类问题较多。', '夜间占道设摊集中治理', 'THEME_APPEARANCE',
                                '{310118106}', '{夜间}', :from, :to, false, 'PROPOSED', now(), 1)
                        """)
                .param("code", "FI-%d-%d".formatted(year, FIRST + at))
                .param("year", year)
                .param("from", from)
                .param("to", from.plusDays(13))
                .update();
    }

    private void days(String assignment, LocalDate from, LocalDate to) {
        jdbc.sql("update assignment set first_day = ?, last_day = ? where code = ?")
                .params(from, to, assignment)
                .update();
    }
}
