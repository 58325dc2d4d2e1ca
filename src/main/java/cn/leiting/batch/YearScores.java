package cn.leiting.batch;

import cn.leiting.scoring.Recomputations;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import cn.leiting.work.Task;
import cn.leiting.work.Work;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * 年度评分重算：the newest locked score of every campaign of a year, one after the other. Each is a recomputation of its
 * own; the number of this work in its reason tells a second attempt what the first has done.
 */
@Component
class YearScores implements Task {

    static final String KIND = "YEAR_SCORES";

    /** Characters that the number takes beside what a person writes. */
    private static final int MARK = 20;

    static final int LONGEST_REASON = 200 - MARK;

    private final Recomputations recomputations;
    private final JdbcClient jdbc;

    YearScores(Recomputations recomputations, JdbcClient jdbc) {
        this.recomputations = recomputations;
        this.jdbc = jdbc;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String title() {
        return "年度评分重算";
    }

    @Override
    public void run(Work work) {
        Actor by = new Actor(work.by(), Set.of("bureauLeadership")); // who asked was allowed to
        String mark = "（办理" + work.id() + "）";
        List<String> scorings = locked(work.argument("year"));
        if (scorings.isEmpty()) {
            throw Refusal.conflict(work.argument("year") + "年没有已经锁定的评分。");
        }
        Set<String> done = done(mark);
        int at = 0;
        for (String scoring : scorings) {
            work.progress(at++, scorings.size());
            if (!done.contains(scoring)) {
                recomputations.order(scoring, work.argument("reason") + mark, by);
            }
        }
        work.progress(at, scorings.size());
        work.page("/scores/" + work.argument("year"));
    }

    /** The final one where it has begun, otherwise the provisional one. */
    private List<String> locked(String year) {
        return jdbc.sql("""
                        select code
                        from scoring
                        where campaign like 'TH-' || ? || '-%'
                          and status = 'LOCKED'
                          and (stage = 'FINAL'
                              or not exists (select
                                             from scoring later
                                             where later.campaign = scoring.campaign and later.stage = 'FINAL'))
                        order by code
                        """).param(year).query(String.class).list();
    }

    private Set<String> done(String mark) {
        return jdbc.sql("select scoring from score_recomputation where right(reason, char_length(:mark)) = :mark")
                .param("mark", mark)
                .query(String.class)
                .set();
    }
}
