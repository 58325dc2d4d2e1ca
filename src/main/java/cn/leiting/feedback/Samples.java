package cn.leiting.feedback;

import cn.leiting.shared.Once;
import cn.leiting.shared.Refusal;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 抽查样本：which points without a finding supervision looks at, drawn by lot. */
@Component
@Transactional
public class Samples {

    private static final SecureRandom LOT = new SecureRandom();

    private final JdbcClient jdbc;
    private final Clock clock;

    /** What the running transaction itself has drawn. */
    private final Once<Map<String, Lot>> lots = new Once<>();

    /** Whether the draw named points of a squad, and when its feedback was last reviewed. */
    public record Lot(boolean sampled, @Nullable Instant reviewedAt) {}

    Samples(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Draws once; repeated, whatever the share, it changes nothing. The stored seed gives the same order of
     * the same points again: by {@code lot_of}, the md5 of seed, blank and code, as in every draw.
     *
     * @param percent 0 to 100; the number of points is rounded half up
     * @param cleanPoints the codes of the points without a finding
     */
    public void draw(String task, BigDecimal percent, Collection<String> cleanPoints) {
        if (percent.signum() < 0 || percent.compareTo(BigDecimal.valueOf(100)) > 0) {
            throw Refusal.invalid("percent", "抽查比例应在0到100之间。");
        }
        Set<String> points = Set.copyOf(cleanPoints);
        Lot lot = jdbc.sql("""
                        with drawn as (
                            insert into sample (squad_task, seed, percent, drawn_at)
                            select code, :seed, :percent, :now
                            from squad_task
                            where code = :task
                            on conflict do nothing
                            returning squad_task, seed),
                        named as (
                            insert into sampled_point (squad_task, place, point)
                            select squad_task, row_number() over (order by lot_of(seed, point), point), point
                            from drawn,
                                 unnest(:points) as point
                            order by lot_of(seed, point), point
                            limit :number
                            returning point)
                        select exists (select from named)
                                   or exists (select from sampled_point where squad_task = code) as sampled,
                               reviewed_at
                        from squad_task
                        where code = :task
                        """)
                .param("seed", LOT.nextLong())
                .param("percent", percent)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("task", task)
                .param("points", points.toArray(String[]::new))
                .param("number", number(percent, points))
                .query(Lot.class)
                .optional()
                .orElseThrow(() -> unknown(task));
        lots.get(HashMap::new).put(task, lot);
    }

    private static int number(BigDecimal percent, Set<String> points) {
        return percent.multiply(BigDecimal.valueOf(points.size()))
                .divide(BigDecimal.valueOf(100), 0, RoundingMode.HALF_UP)
                .intValueExact();
    }

    /** Whether the draw named points of this squad; only such a feedback must be countersigned in person. */
    @Transactional(readOnly = true)
    public boolean sampled(String task) {
        return lot(task).sampled();
    }

    /** Refuses an unknown task. */
    @Transactional(readOnly = true)
    public Lot lot(String task) {
        Lot known = lots.get(HashMap::new).get(task);
        return known != null ? known : read(task);
    }

    private Lot read(String task) {
        return jdbc.sql("""
                        select exists (select from sampled_point where squad_task = code) as sampled, reviewed_at
                        from squad_task
                        where code = ?
                        """).param(task).query(Lot.class).optional().orElseThrow(() -> unknown(task));
    }

    private static Refusal unknown(String task) {
        return Refusal.notFound("没有编号为“" + task + "”的中队任务。");
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
