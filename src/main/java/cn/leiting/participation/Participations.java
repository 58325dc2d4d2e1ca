package cn.leiting.participation;

import cn.leiting.shared.Actor;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 社会参与：citizens who took part (notice, line 55; domain O-38, F-27), as 办公室 records it. Refuses everybody
 * else (403), what breaks a limit, an unknown point or campaign (422), and a ticket entered before (409).
 */
@Component
@Transactional
public class Participations {

    /** 参与方式. */
    public enum Kind {
        REPORT("投诉举报"),
        SUGGESTION("意见建议"),
        VOLUNTEER("志愿服务"),
        OPEN_DAY("公众开放日");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /**
     * 社会参与登记 (F-27).
     *
     * @param count of people or of matters, 1 to 100,000
     * @param heldOn not after today
     * @param point e.g. {@code P-310118106-0007}; null: none
     * @param campaign e.g. {@code TH-2023-01}; null: none
     * @param ticket 工单号, at most 50 characters; its point is taken where none is given
     */
    public record Form(
            Kind kind,
            int count,
            LocalDate heldOn,
            @Nullable String point,
            @Nullable String campaign,
            @Nullable String ticket) {

        public Form {
            point = Limits.optional("点位编号", point, 60);
            campaign = Limits.optional("行动编号", campaign, 60);
            ticket = Limits.optional("工单号", ticket, 50);
            if (count < 1 || count > 100_000) {
                throw Refusal.invalid("count", "数量应在1到100000之间。");
            }
        }
    }

    /** 一次登记. */
    public record Entry(
            Kind kind,
            int count,
            LocalDate heldOn,
            @Nullable String point,
            @Nullable String campaign,
            @Nullable String ticket,
            String recordedByName) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    Participations(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public void record(Form form, Actor by) {
        by.require("deptOffice");
        if (form.heldOn().isAfter(LocalDate.now(clock))) {
            throw Refusal.invalid("heldOn", "日期不能晚于今天。");
        }
        refuseUnknown("point", form.point(), "select exists (select from inspection_point where code = ?)", "点位");
        refuseUnknown("campaign", form.campaign(), "select exists (select from campaign where code = ?)", "行动");
        boolean entered = jdbc.sql("""
                                insert into public_participation
                                    (kind, count, held_on, point, campaign, ticket, recorded_by, recorded_by_name, recorded_at)
                                values (?, ?, ?, coalesce(?, (select point from complaint where ticket_no = ?)), ?, ?, ?, coalesce((select name from person where user_id = ?), ?), ?)
                                on conflict (ticket) do nothing
                                """)
                        .params(form.kind().name(), form.count(), form.heldOn(), form.point(), form.ticket())
                        .params(
                                form.campaign(),
                                form.ticket(),
                                by.id(),
                                by.id(),
                                by.id(),
                                Timestamp.from(clock.instant()))
                        .update()
                > 0;
        if (!entered) {
            throw Refusal.conflict("工单“" + form.ticket() + "”已经登记过。");
        }
    }

    /**
     * The newest first.
     *
     * @param campaign null: of any or of none
     * @param from the first day, {@code to} the day after the last; null: open
     */
    @Transactional(readOnly = true)
    public List<Entry> of(@Nullable String campaign, @Nullable LocalDate from, @Nullable LocalDate to, int limit) {
        return jdbc.sql("""
                        select kind, count, held_on, point, campaign, ticket, recorded_by_name
                        from public_participation
                        where (:campaign::text is null or campaign = :campaign)
                          and (:from::date is null or held_on >= :from)
                          and (:to::date is null or held_on < :to)
                        order by held_on desc, id desc
                        limit :limit
                        """)
                .param("campaign", campaign)
                .param("from", from)
                .param("to", to)
                .param("limit", limit)
                .query(Entry.class)
                .list();
    }

    private void refuseUnknown(String field, @Nullable String code, String known, String what) {
        if (code != null && !jdbc.sql(known).param(code).query(Boolean.class).single()) {
            throw Refusal.invalid(field, "没有编号为“" + code + "”的" + what + "。");
        }
    }
}
