package cn.leiting.casefile;

import cn.leiting.casework.Cases;
import cn.leiting.casework.Handlers;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 案卷评查 (indicator D3): 法规监督科 marks the files of closed cases, since it supervises and has guided none of them
 * (notice, line 35; domain §0.2, no. 8). Each further look is a further round; the last one counts.
 */
@Component
@Transactional
public class FileReviews {

    /** Who marks. */
    public static final String REVIEWER = "deptSupervision";

    /** @param fatal 有致命缺陷: the file counts 0 whatever its score, 0 to 100 */
    public record Mark(
            int round,
            int score,
            boolean fatal,
            @Nullable String defects,
            String reviewedBy,
            LocalDateTime reviewedAt) {

        /** What it counts for D3. */
        public int counted() {
            return fatal ? 0 : score;
        }
    }

    private final JdbcClient jdbc;
    private final Cases cases;
    private final Handlers handlers;
    private final Clock clock;

    FileReviews(JdbcClient jdbc, Cases cases, Handlers handlers, Clock clock) {
        this.jdbc = jdbc;
        this.cases = cases;
        this.handlers = handlers;
        this.clock = clock;
    }

    /**
     * Answers the round. Refuses everyone but 法规监督科 and whoever handled the case (403), a case that is not closed
     * (409), a score outside 0 to 100 and less than full marks without the defects, 2 to 2000 characters (422).
     */
    public int mark(String code, @Nullable Integer score, boolean fatal, @Nullable String defects, Actor actor) {
        actor.require(REVIEWER);
        if (score == null || score < 0 || score > 100) {
            throw Refusal.invalid("score", "评查得分应为0至100的整数。");
        }
        String named = score == 100 && !fatal
                ? Limits.optional("案卷缺陷", defects, 2000)
                : Limits.required("案卷缺陷", defects, 2, 2000);
        if (!cases.hold(code).isClosed()) {
            throw Refusal.conflict("案件" + code + "尚未结案，不能评查案卷。");
        }
        handlers.refuseHandler(code, actor.id(), "承办人不能评查自己承办的案卷。");
        return jdbc.sql("""
                        insert into case_file_review (case_code, round, score, fatal, defects, reviewed_by,
                                                      reviewed_by_name, reviewed_at)
                        select :code, coalesce(max(round), 0) + 1, :score, :fatal, :defects, :by,
                               coalesce((select name from person where user_id = :by), :by), :at
                        from case_file_review
                        where case_code = :code
                        returning round
                        """)
                .param("code", code)
                .param("score", score)
                .param("fatal", fatal)
                .param("defects", named)
                .param("by", actor.id())
                .param("at", Timestamp.from(clock.instant()))
                .query(Integer.class)
                .single();
    }

    /** In their order. */
    @Transactional(readOnly = true)
    public List<Mark> of(String code) {
        return jdbc.sql("""
                        select round, score, fatal, defects, reviewed_by_name as reviewed_by,
                               reviewed_at at time zone 'Asia/Shanghai' as reviewed_at
                        from case_file_review
                        where case_code = ?
                        order by round
                        """).param(code).query(Mark.class).list();
    }
}
