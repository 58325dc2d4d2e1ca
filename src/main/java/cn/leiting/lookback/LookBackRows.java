package cn.leiting.lookback;

import cn.leiting.catalogue.PointChanges;
import cn.leiting.shared.Journal;
import cn.leiting.shared.Refusal;
import cn.leiting.shared.Rows;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.data.jdbc.core.JdbcAggregateOperations;
import org.springframework.data.jdbc.core.convert.JdbcConverter;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 办理记录：keeps the look-backs, and with every change who made it and why; only ever added to. */
@Component
class LookBackRows {

    enum Kind {
        BEGUN("自动启动"),
        DRAWN("抽取样本"),
        LATE("补入复查点位"),
        ADDED("增补样本"),
        REMOVED("移出样本"),
        DUE("调整完成期限"),
        CONFIRMED("确认样本"),
        SUPERVISED("督查意见"),
        CHECKED("填写到位检查"),
        CLOSED("到位检查完成"),
        PUBLICIZED("宣传报道"),
        FINISHED("办结");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    static final String SYSTEM = "系统";

    private final JdbcAggregateOperations aggregates;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final RowMapper<LookBack> row;
    private final Journal<Kind> events;

    LookBackRows(JdbcAggregateOperations aggregates, JdbcConverter converter, JdbcClient jdbc, Clock clock) {
        this.aggregates = aggregates;
        this.jdbc = jdbc;
        this.clock = clock;
        this.row = Rows.of(LookBack.class, converter);
        this.events = new Journal<>(jdbc, clock, "look_back_event", "look_back", Kind.class);
    }

    Optional<LookBack> find(String code) {
        return Optional.ofNullable(aggregates.findById(code, LookBack.class));
    }

    /** Refuses an unknown code. */
    LookBack get(String code) {
        return find(code).orElseThrow(() -> Refusal.notFound("没有编号为“" + code + "”的回头看。"));
    }

    /**
     * Once for a campaign that is over and neither cancelled nor suspended; while it is written nobody changes the
     * campaign's end.
     *
     * @return whether it began now
     */
    boolean insert(LookBack begun) {
        return jdbc.sql("""
                        with ended as (
                            select code
                            from campaign
                            where code = :campaign
                              and status in ('APPROVED', 'CLOSED')
                              and ends_on < :today
                            for share)
                        insert into look_back (code, campaign, first_day, last_day, seed, status, begun_at, version)
                        select :code, code, :first, :last, :seed, 'BEGUN', :now, 1
                        from ended
                        on conflict do nothing
                        """)
                        .param("campaign", begun.campaign())
                        .param("today", LocalDate.now(clock))
                        .param("code", begun.code())
                        .param("first", begun.firstDay())
                        .param("last", begun.lastDay())
                        .param("seed", begun.seed())
                        .param("now", now())
                        .update()
                == 1;
    }

    /** Changes a look-back while nobody else does. */
    LookBack change(String code, Consumer<LookBack> change) {
        LookBack found = lock(code);
        change.accept(found);
        return aggregates.update(found);
    }

    LookBack lock(String code) {
        return jdbc.sql("select * from look_back where code = ? for no key update")
                .param(code)
                .query(row)
                .optional()
                .orElseGet(() -> get(code));
    }

    void note(String code, Kind kind, @Nullable String text, String by) {
        events.note(code, kind, text, by);
    }

    List<Journal.Event<Kind>> events(String code) {
        return events.of(code);
    }

    /** Campaigns that are over and have none, though its window is not over yet. */
    List<String> missing(LocalDate endedBefore, LocalDate endedAfter) {
        return jdbc.sql(MISSING + """
                          and ends_on < :before
                          and ends_on >= :after
                        order by ends_on, code
                        """)
                .param("before", endedBefore)
                .param("after", endedAfter)
                .query(String.class)
                .list();
    }

    private static final String MISSING = """
            select code
            from campaign
            where status in ('APPROVED', 'CLOSED')
              and not exists (select from look_back where campaign = campaign.code)
            """;

    /** The earliest last day from that day on of a campaign that has none yet. */
    Optional<LocalDate> nextEnd(LocalDate from) {
        return jdbc.sql("select min(ends_on) from campaign where code in (" + MISSING + ") and ends_on >= ?")
                .param(from)
                .query((found, number) -> Optional.ofNullable(found.getObject(1, LocalDate.class)))
                .single();
    }

    Instant instant() {
        return clock.instant();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    /** A sample under the merged code is one under the other; where both were drawn, a re-check stays one. */
    @EventListener
    void follow(PointChanges.Merged merged) {
        jdbc.sql("""
                        with doubled as (
                            update look_back_sample gone
                            set removed_reason = '已并入点位' || :into
                            from look_back_sample stays
                            where gone.point = :code
                              and gone.removed_reason is null
                              and stays.look_back = gone.look_back
                              and stays.point = :into
                            returning gone.look_back, gone.kind, gone.required_rounds)
                        update look_back_sample stays
                        set kind            = least(stays.kind, doubled.kind),
                            required_rounds = greatest(stays.required_rounds, doubled.required_rounds),
                            removed_reason  = null
                        from doubled
                        where stays.look_back = doubled.look_back
                          and stays.point = :into
                        """).param("code", merged.code()).param("into", merged.into()).update();
        jdbc.sql("""
                        update look_back_sample sample
                        set point = :into
                        where point = :code
                          and not exists (select
                                          from look_back_sample other
                                          where other.look_back = sample.look_back
                                            and other.point = :into)
                        """).param("code", merged.code()).param("into", merged.into()).update();
    }
}
