package cn.leiting.campaign;

import cn.leiting.assignment.Assignment.Exemption;
import cn.leiting.assignment.SquadTask;
import cn.leiting.shared.Refusal;
import cn.leiting.shared.Rows;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.jdbc.core.JdbcAggregateOperations;
import org.springframework.data.jdbc.core.convert.JdbcConverter;
import org.springframework.data.relational.core.conversion.DbActionExecutionException;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 办理记录：keeps the campaigns, and with every change who made it and why; only ever added to. */
@Component
public class Proceedings {

    public enum Kind {
        STARTED("启动拟定"),
        DEFINED("报审行动方案"),
        WITHDRAWN("撤回报审"),
        POINTS("调整点位"),
        FILED("备案专项检查计划"),
        APPROVED("批准"),
        RETURNED("退回修改"),
        REJECTED("未批准"),
        EXTENDED("延期"),
        SUSPENDED("暂停"),
        RESUMED("恢复"),
        CANCELLED("取消"),
        SQUAD_ADDED("增派中队"),
        EXEMPTED("免除中队任务"),
        EXEMPTION_ASKED("申请免除"),
        EXEMPTION_GRANTED("同意免除"),
        EXEMPTION_DENIED("不同意免除"),
        SUPERVISED("督查意见"),
        CHECKED("填写到位检查"),
        CONFIRMED("到位检查完成"),
        PUBLICIZED("宣传报道"),
        CLOSED("办结");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** What is noted; old and new value where something was moved. */
    record Entry(
            Kind kind,
            @Nullable String oldValue,
            @Nullable String newValue,
            @Nullable String reason) {

        static Entry of(Kind kind, @Nullable String reason) {
            return new Entry(kind, null, null, reason);
        }
    }

    /** 办理事项. */
    public record Event(
            Kind kind,
            @Nullable String oldValue,
            @Nullable String newValue,
            @Nullable String reason,
            String byName,
            Instant at) {}

    /** 免除申请（F-08）; {@code granted} is missing until it is decided. */
    public record Request(
            String squad,
            int no,
            Exemption.Reason reason,
            String text,
            String askedByName,
            Instant askedAt,
            @Nullable Boolean granted,
            @Nullable String comment,
            @Nullable String decidedByName,
            @Nullable Instant decidedAt) {}

    static final String SYSTEM = "系统";

    /** A decided request, and where the squad's task stands if it has one. */
    record Decided(Exemption.Reason reason, String text, SquadTask.@Nullable State state) {}

    /** What a statement that changes something else notes with it. */
    static final String NOTED = """
            insert into campaign_event (campaign, kind, new_value, reason, by_whom, by_name, at)
            select :campaign, :kind, :squad, :note, :by, by_name, :at
            """;

    private final JdbcAggregateOperations campaigns;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final RowMapper<Campaign> row;

    Proceedings(JdbcAggregateOperations campaigns, JdbcConverter converter, JdbcClient jdbc, Clock clock) {
        this.campaigns = campaigns;
        this.row = Rows.of(Campaign.class, converter);
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Optional<Campaign> find(String code) {
        return Optional.ofNullable(campaigns.findById(code, Campaign.class));
    }

    /** Refuses an unknown code. */
    Campaign get(String code) {
        return find(code).orElseThrow(() -> Refusal.notFound("没有编号为" + code + "的行动。"));
    }

    /** Refuses an unknown theme; false when the campaign is there already. */
    boolean start(Campaign campaign, @Nullable Integer plannedSeq) {
        int started = jdbc.sql("""
                        insert into campaign (code, year, planned_seq, theme, title, status, version)
                        select :code, :year, :seq, theme.code, :title, 'DRAFT', 1
                        from campaign_theme theme
                        where theme.code = :theme
                        on conflict (code) do nothing
                        """)
                .param("code", campaign.code())
                .param("year", campaign.year())
                .param("seq", plannedSeq)
                .param("title", campaign.title())
                .param("theme", campaign.theme())
                .update();
        return started == 1;
    }

    /**
     * Changes a campaign while nobody else does, and notes it. The lock lets others refer to the campaign:
     * a squad that holds its own task may ask for an exemption meanwhile.
     */
    Campaign change(String code, String by, Function<Campaign, Entry> change) {
        var locked = jdbc.sql("select * from campaign where code = ? for no key update");
        Campaign campaign = locked.param(code).query(row).optional().orElseGet(() -> get(code));
        Entry entry = change.apply(campaign);
        save(campaign);
        note(code, entry, by);
        return campaign;
    }

    private void save(Campaign campaign) {
        try {
            campaigns.update(campaign);
        } catch (DbActionExecutionException failed) {
            throw failed.getCause() instanceof DuplicateKeyException
                    ? Refusal.invalid(
                            "displayNo",
                            campaign.year() + "年已有雷霆" + campaign.terms().displayNo() + "号行动。")
                    : failed;
        }
    }

    void note(String code, Entry entry, String by) {
        jdbc.sql("""
                        insert into campaign_event
                            (campaign, kind, old_value, new_value, reason, by_whom, by_name, at)
                        values (?, ?, ?, ?, ?, ?, coalesce((select name from person where user_id = ?), ?), ?)
                        """)
                .params(code, entry.kind().name(), entry.oldValue(), entry.newValue(), entry.reason())
                .params(by, by, by, now())
                .update();
    }

    /** In the order in which they happened. */
    public List<Event> events(String code) {
        return jdbc.sql("""
                        select kind, old_value, new_value, reason, by_name, at
                        from campaign_event
                        where campaign = ?
                        order by id
                        """).param(code).query(Event.class).list();
    }

    static void refuseStranger(Campaign campaign, String squad) {
        if (!campaign.squads().contains(squad)) {
            throw Refusal.notFound("没有代码为“" + squad + "”的中队参加行动" + campaign.code() + "。");
        }
    }

    /** Refuses where none is open. */
    Decided decide(String code, String squad, boolean granted, @Nullable String comment, String by) {
        return jdbc.sql("""
                        with decided as (
                            update campaign_exemption_request
                            set granted = :granted,
                                comment = :note,
                                decided_by = :by,
                                decided_by_name = coalesce((select name from person where user_id = :by), :by),
                                decided_at = :at
                            where campaign = :campaign
                              and squad = :squad
                              and granted is null
                            returning *, decided_by_name as by_name),
                        noted as (
                        """ + NOTED + """
                            from decided)
                        select decided.reason, text, state
                        from decided
                                 left join squad_task on code = campaign || ':' || decided.squad
                        """)
                .param("granted", granted)
                .param("note", comment)
                .param("kind", (granted ? Kind.EXEMPTION_GRANTED : Kind.EXEMPTION_DENIED).name())
                .param("by", by)
                .param("at", now())
                .param("campaign", code)
                .param("squad", squad)
                .query(Decided.class)
                .optional()
                .orElseThrow(() -> Refusal.conflict("该中队没有待决定的免除申请。"));
    }

    /** 免除申请, by squad and number. */
    public List<Request> exemptionRequests(String code) {
        return jdbc.sql("select * from campaign_exemption_request where campaign = ? order by squad, no")
                .param(code)
                .query(Request.class)
                .list();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
