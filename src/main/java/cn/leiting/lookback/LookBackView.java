package cn.leiting.lookback;

import cn.leiting.assignment.SquadTask;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads a look-back for its page, in the same number of statements whatever it holds. */
@Component
@Transactional(readOnly = true)
class LookBackView {

    record Head(
            String code,
            String campaign,
            String title,
            String themeName,
            LookBack.Status status,
            LocalDate firstDay,
            LocalDate lastDay,
            long seed,
            @Nullable String comment,
            @Nullable String question,
            @Nullable String supervisedByName) {

        public boolean isAdjustable() {
            return status == LookBack.Status.DRAWN;
        }

        /** The squads learn of their samples when they are confirmed. */
        public boolean isConfirmed() {
            return status.compareTo(LookBack.Status.CONFIRMED) >= 0;
        }
    }

    /** @param state null until its task is opened */
    record Share(
            String squad,
            SquadTask.@Nullable State state,
            int reChecks,
            int reChecked,
            int spotChecks,
            int spotChecked,
            int removed) {}

    private final JdbcClient jdbc;

    LookBackView(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Head head(LookBack lookBack) {
        return jdbc.sql("""
                        select look_back.code, look_back.campaign, campaign.title, theme.name as theme_name,
                               look_back.status, first_day, last_day, seed, said.comment, said.question,
                               said.supervised_by_name
                        from look_back
                                 join campaign on campaign.code = look_back.campaign
                                 join campaign_theme theme on theme.code = campaign.theme
                                 left join look_back_supervision said on said.look_back = look_back.code
                        where look_back.code = ?
                        """).param(lookBack.code()).query(Head.class).single();
    }

    /** Of all squads or one, by code. */
    List<Share> shares(String code, @Nullable String onlySquad) {
        return jdbc.sql("""
                        select sample.squad, task.state,
                               count(*) filter (where wanted and kind = 'RE_CHECK') as re_checks,
                               count(*) filter (where wanted and kind = 'RE_CHECK' and done) as re_checked,
                               count(*) filter (where wanted and kind = 'SPOT_CHECK') as spot_checks,
                               count(*) filter (where wanted and kind = 'SPOT_CHECK' and done) as spot_checked,
                               count(*) filter (where not wanted) as removed
                        from (select squad, kind, removed_reason is null as wanted,
                                     required_rounds <= coalesce(seen.rounds, 0) as done
                              from look_back_sample sample
                        """ + LookBackSamples.SEEN + """
                              where sample.look_back = :code
                                and (:squad::text is null or squad = :squad)) sample
                                 left join squad_task task on task.assignment = :code and task.squad = sample.squad
                        group by sample.squad, task.state
                        order by sample.squad
                        """)
                .param("code", code)
                .param("squad", onlySquad)
                .query(Share.class)
                .list();
    }
}
