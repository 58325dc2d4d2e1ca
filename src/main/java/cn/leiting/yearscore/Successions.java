package cn.leiting.yearscore;

import cn.leiting.shared.Actor;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 中队承继：squads that were merged or split (domain 6.6). Cards stay with the old squad; the year of an assessment that
 * ends on that day or later is its successors'. Several rows of one successor are a merger, of one predecessor a split.
 */
@Component
@Transactional
public class Successions {

    /** @param withdrawnName who took it back; null while it holds */
    public record Row(
            long id,
            String predecessor,
            String successor,
            LocalDate validFrom,
            String reason,
            String byName,
            Instant at,
            @Nullable String withdrawnName) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    Successions(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * By 执法协调科. Refuses (422) a squad as its own successor and an unknown one, (409) what is there already, and what
     * would make a circle.
     *
     * @param reason 5 to 500 characters
     */
    public void add(
            @Nullable String predecessor,
            @Nullable String successor,
            @Nullable LocalDate validFrom,
            @Nullable String reason,
            Actor by) {
        by.require("deptCoordination");
        String why = Limits.required("依据", reason, 5, 500);
        if (validFrom == null) {
            throw Refusal.invalid("validFrom", "请填写承继日期。");
        }
        if (predecessor == null || successor == null) {
            throw Refusal.invalid("successor", "请选择原中队和承继的中队。");
        }
        if (predecessor.equals(successor)) {
            throw Refusal.invalid("successor", "中队不能由自己承继。");
        }
        jdbc.sql("lock table squad_succession in share row exclusive mode").update();
        refuseUnknown(predecessor, successor);
        refuseCircle(predecessor, successor);
        try {
            jdbc.sql("""
                            insert into squad_succession (predecessor, successor, valid_from, reason, by_whom, by_name, at)
                            values (:predecessor, :successor, :from, :reason, :by,
                                    coalesce((select name from person where user_id = :by), :by), :at)
                            """)
                    .param("predecessor", predecessor)
                    .param("successor", successor)
                    .param("from", validFrom)
                    .param("reason", why)
                    .param("by", by.id())
                    .param("at", Timestamp.from(clock.instant()))
                    .update();
        } catch (DuplicateKeyException twice) {
            throw Refusal.conflict("这一承继关系已经登记。");
        }
    }

    private void refuseUnknown(String predecessor, String successor) {
        int known = jdbc.sql("select count(*) from squad where code in (?, ?)")
                .params(predecessor, successor)
                .query(Integer.class)
                .single();
        if (known < 2) {
            throw Refusal.invalid("successor", "没有这个代码的中队。");
        }
    }

    private void refuseCircle(String predecessor, String successor) {
        boolean circle = jdbc.sql("""
                        with recursive heir as (
                            select :successor as code
                            union
                            select row.successor
                            from squad_succession row
                                     join heir on heir.code = row.predecessor
                            where row.withdrawn_at is null)
                        select exists (select from heir where code = :predecessor)
                        """)
                .param("successor", successor)
                .param("predecessor", predecessor)
                .query(Boolean.class)
                .single();
        if (circle) {
            throw Refusal.conflict("承继关系不能首尾相接。");
        }
    }

    /** 撤回, by 执法协调科; years that are locked stay as they are. Refuses (409) one that does not hold. */
    public void withdraw(long id, Actor by) {
        by.require("deptCoordination");
        int withdrawn = jdbc.sql("""
                        update squad_succession
                        set withdrawn_by = :by,
                            withdrawn_name = coalesce((select name from person where user_id = :by), :by),
                            withdrawn_at = :at
                        where id = :id
                          and withdrawn_at is null
                        """)
                .param("by", by.id())
                .param("at", Timestamp.from(clock.instant()))
                .param("id", id)
                .update();
        if (withdrawn == 0) {
            throw Refusal.conflict("没有这一承继关系，或者已经撤回。");
        }
    }

    /** All of them, the newest first. */
    @Transactional(readOnly = true)
    public List<Row> all() {
        return jdbc.sql("""
                        select id, predecessor, successor, valid_from, reason, by_name, at, withdrawn_name
                        from squad_succession
                        order by id desc
                        """).query(Row.class).list();
    }
}
