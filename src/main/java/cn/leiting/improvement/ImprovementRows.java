package cn.leiting.improvement;

import cn.leiting.campaign.Filing;
import cn.leiting.shared.Journal;
import cn.leiting.shared.Refusal;
import cn.leiting.shared.Rows;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jdbc.core.JdbcAggregateOperations;
import org.springframework.data.jdbc.core.convert.JdbcConverter;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 办理记录：keeps the improvements, and with every change who made it and why; only ever added to. */
@Component
class ImprovementRows {

    enum Kind {
        PROPOSED("提出再提升"),
        DEFINED("报审再提升方案"),
        POINTS("调整点位"),
        FILED("备案专项检查计划"),
        APPROVED("批准"),
        RETURNED("退回修改"),
        REJECTED("未批准"),
        DROPPED("不开展"),
        RELEASED("下达中队"),
        GUIDED("转为行动指导"),
        SHORTENED("调整中队期限"),
        ABSORBED("并入专项行动"),
        WITHDRAWN("收回中队任务"),
        SQUADS_DONE("各中队均已办结"),
        EVALUATED("评估成效");

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
    private final RowMapper<Improvement> row;
    private final Journal<Kind> events;

    ImprovementRows(JdbcAggregateOperations aggregates, JdbcConverter converter, JdbcClient jdbc, Clock clock) {
        this.aggregates = aggregates;
        this.jdbc = jdbc;
        this.clock = clock;
        this.row = Rows.of(Improvement.class, converter);
        this.events = new Journal<>(jdbc, clock, "improvement_event", "improvement", Kind.class);
    }

    /** Refuses an unknown code. */
    Improvement get(String code) {
        return Optional.ofNullable(aggregates.findById(code, Improvement.class)).orElseThrow(() -> unknown(code));
    }

    Optional<Improvement> ofCluster(String cluster) {
        return jdbc.sql("select * from further_improvement where cluster = ?")
                .param(cluster)
                .query(row)
                .optional();
    }

    /** The year's next code; nobody else takes one until the transaction ends. */
    String nextCode(int year) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('FI-' || ?, 0))")
                .param(year)
                .query(rows -> {});
        int last = jdbc.sql("select coalesce(max(substr(code, 9)::integer), 0) from further_improvement where year = ?")
                .param(year)
                .query(Integer.class)
                .single();
        return "FI-%d-%02d".formatted(year, last + 1);
    }

    void insert(Improvement proposed) {
        aggregates.insert(proposed);
    }

    /** Changes an improvement while nobody else does. */
    Improvement change(String code, Consumer<Improvement> change) {
        Improvement found = lock(code);
        change.accept(found);
        return aggregates.update(found);
    }

    Improvement lock(String code) {
        return jdbc.sql("select * from further_improvement where code = ? for no key update")
                .param(code)
                .query(row)
                .optional()
                .orElseThrow(() -> unknown(code));
    }

    private static Refusal unknown(String code) {
        return Refusal.notFound("没有编号为“" + code + "”的365再提升。");
    }

    /** One version more; refuses the filing number of another improvement. */
    int file(String code, Filing.Form form, String by) {
        return jdbc.sql("""
                        insert into improvement_filing
                            (improvement, version, necessity, objects, items, period_from, period_to,
                             max_visits_per_object, approved_by, approved_on, filing_no, published_on, publish_url,
                             urgent, urgent_reason, filed_by, filed_at)
                        select :code, coalesce(max(version), 0) + 1, :necessity, :objects, :items, :from, :to, :visits,
                               :approvedBy, :approvedOn, :no, :publishedOn, :url, :urgent, :why, :by, :now
                        from improvement_filing
                        where improvement = :code
                        having not exists (select
                                           from (select filing_no
                                                 from improvement_filing
                                                 where improvement <> :code
                                                 union all
                                                 select filing_no
                                                 from campaign_filing) taken
                                           where taken.filing_no = :no)
                        returning version
                        """)
                .param("code", code)
                .param("necessity", form.necessity())
                .param("objects", form.objects())
                .param("items", form.items())
                .param("from", form.periodFrom())
                .param("to", form.periodTo())
                .param("visits", form.maxVisitsPerObject())
                .param("approvedBy", form.approvedBy())
                .param("approvedOn", form.approvedOn())
                .param("no", form.filingNo())
                .param("publishedOn", form.publishedOn())
                .param("url", form.publishUrl())
                .param("urgent", form.urgent())
                .param("why", form.urgentReason())
                .param("by", by)
                .param("now", now())
                .query(Integer.class)
                .optional()
                .orElseThrow(() -> Refusal.invalid("filingNo", "备案号“" + form.filingNo() + "”已经用过。"));
    }

    void note(String code, Kind kind, @Nullable String text, String by) {
        events.note(code, kind, text, by);
    }

    List<Journal.Event<Kind>> events(String code) {
        return events.of(code);
    }

    Instant instant() {
        return clock.instant();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
