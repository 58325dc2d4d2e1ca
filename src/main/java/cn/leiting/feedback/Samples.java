package cn.leiting.feedback;

import cn.leiting.assignment.SquadTasks;
import cn.leiting.shared.Refusal;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 抽查样本：which points without a finding supervision looks at, drawn by lot. */
@Component
@Transactional
public class Samples {

    private static final SecureRandom LOT = new SecureRandom();

    private final JdbcClient jdbc;
    private final SquadTasks tasks;
    private final Clock clock;

    Samples(JdbcClient jdbc, SquadTasks tasks, Clock clock) {
        this.jdbc = jdbc;
        this.tasks = tasks;
        this.clock = clock;
    }

    /**
     * Draws once; repeated, whatever the share, it changes nothing. The stored seed gives the same order of
     * the same points again: by md5 of seed, blank and code.
     *
     * @param percent 0 to 100; the number of points is rounded half up
     * @param cleanPoints the codes of the points without a finding
     */
    public void draw(String task, BigDecimal percent, Collection<String> cleanPoints) {
        if (percent.signum() < 0 || percent.compareTo(BigDecimal.valueOf(100)) > 0) {
            throw Refusal.invalid("percent", "抽查比例应在0到100之间。");
        }
        long seed = LOT.nextLong();
        int drawn = jdbc.sql("""
                        insert into sample (squad_task, seed, percent, drawn_at)
                        select code, ?, ?, ?
                        from squad_task
                        where code = ?
                        on conflict do nothing
                        """)
                .params(seed, percent, clock.instant().atOffset(ZoneOffset.UTC), task)
                .update();
        if (drawn == 0) {
            tasks.get(task); // refuses an unknown one
        } else if (!cleanPoints.isEmpty()) {
            store(task, seed, percent, Set.copyOf(cleanPoints));
        }
    }

    private void store(String task, long seed, BigDecimal percent, Set<String> points) {
        int number = percent.multiply(BigDecimal.valueOf(points.size()))
                .divide(BigDecimal.valueOf(100), 0, RoundingMode.HALF_UP)
                .intValueExact();
        jdbc.sql("""
                        insert into sampled_point (squad_task, place, point)
                        select ?, row_number() over (order by md5(? || ' ' || point), point), point
                        from unnest(?) as point
                        order by md5(? || ' ' || point), point
                        limit ?
                        """)
                .params(task, String.valueOf(seed), points.toArray(String[]::new), String.valueOf(seed), number)
                .update();
    }

    /** Whether the draw named points of this squad; only such a feedback must be countersigned in person. */
    @Transactional(readOnly = true)
    public boolean sampled(String task) {
        return jdbc.sql("select exists (select from sampled_point where squad_task = ?)")
                .param(task)
                .query(Boolean.class)
                .single();
    }

    /** The points in the order in which they were drawn. */
    @Transactional(readOnly = true)
    public List<String> of(String task) {
        return jdbc.sql("select point from sampled_point where squad_task = ? order by place")
                .param(task)
                .query(String.class)
                .list();
    }
}
