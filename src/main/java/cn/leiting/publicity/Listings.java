package cn.leiting.publicity;

import cn.leiting.participation.Participations;
import cn.leiting.publicity.InfoItem.Status;
import cn.leiting.publicity.Publication.Channel;
import cn.leiting.publicity.Publication.Level;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the pages and the workbook show, the newest first, in the same number of statements whatever there is. */
@Component
@Transactional(readOnly = true)
class Listings {

    /** 筛选；null: all. Status is of the items only. */
    record Filter(
            @Nullable String squad,
            @Nullable String campaign,
            @Nullable Status status,
            @Nullable YearMonth month) {

        @Nullable
        LocalDate from() {
            return month == null ? null : month.atDay(1);
        }

        @Nullable
        LocalDate to() {
            return month == null ? null : month.plusMonths(1).atDay(1);
        }
    }

    /** 一条信息. */
    record Item(
            String code,
            @Nullable String squad,
            @Nullable String campaign,
            String title,
            String body,
            String author,
            LocalDateTime eventAt,
            LocalDateTime submittedAt,
            int delayMinutes,
            boolean onTime,
            boolean breaking,
            Status status,
            @Nullable LocalDateTime adoptedAt,
            String flags,
            String channels,
            @Nullable String published) {

        public String getDelay() {
            return delayMinutes < 60 ? delayMinutes + "分钟" : delayMinutes / 60 + "小时" + delayMinutes % 60 + "分钟";
        }

        public String getIntended() {
            return labels(channels);
        }

        /** Whether somebody has it as a task. */
        public boolean isOpen() {
            return switch (status) {
                case SUBMITTED, CHECKING, APPROVING, APPROVED -> true;
                case RETURNED, STORED, PUBLISHED, WITHDRAWN -> false;
            };
        }

        /** 已发布的媒介, in words. */
        public String getPlaces() {
            return published == null ? "" : labels(published);
        }

        private static String labels(String names) {
            return String.join(
                    "、",
                    Arrays.stream(names.split(","))
                            .filter(name -> !name.isEmpty())
                            .map(name -> Channel.valueOf(name).label())
                            .toList());
        }
    }

    /** 一次发布, and whether it was withdrawn. */
    record Issue(
            String subject,
            int no,
            Channel channel,
            @Nullable Level level,
            @Nullable String title,
            @Nullable String body,
            @Nullable String url,
            @Nullable String proofNote,
            LocalDateTime publishedAt,
            String publishedByName,
            Publications.@Nullable Reason reason,
            @Nullable String text,
            @Nullable String askedByName,
            @Nullable LocalDateTime askedAt,
            @Nullable LocalDateTime dueAt,
            @Nullable LocalDateTime takenDownAt,
            @Nullable String takenDownByName,
            @Nullable String note) {

        public boolean isStanding() {
            return channel != Channel.NONE && reason == null;
        }

        public boolean isOwed() {
            return reason != null && takenDownAt == null;
        }

        public String getState() {
            return channel == Channel.NONE ? "未报道" : isStanding() ? "公开" : isOwed() ? "待撤下" : "已撤下";
        }
    }

    /** 信息宣传: one page or one workbook. */
    record Listing(List<Item> items, List<Issue> issues, List<Participations.Entry> participations) {}

    private static final String ITEM = """
            select item.code, item.squad, item.campaign, title, body, author, event_at at time zone 'Asia/Shanghai' as event_at,
                   submitted_at at time zone 'Asia/Shanghai' as submitted_at, delay_minutes, on_time, breaking, status,
                   adopted_at at time zone 'Asia/Shanghai' as adopted_at,
                   concat_ws('、', case when contains_persons then '人物或者证件' end,
                             case when contains_minors then '未成年人' end, case when case_involved then '未决案件' end,
                             case when other_agency then '其他部门' end, case when sensitive then '敏感' end) as flags,
                   array_to_string(channels, ',') as channels,
                   (select string_agg(channel, ',' order by no) from publication where item = item.code) as published
            from info_item item
                     join info_text on info_text.item = item.id and info_text.no = item.texts
            """;

    private static final String ISSUE = """
            select issue.subject, issue.no, channel, issue.level, issue.title, issue.body, url, proof_note,
                   published_at at time zone 'Asia/Shanghai' as published_at, published_by_name, reason,
                   withdrawal.text, asked_by_name, asked_at at time zone 'Asia/Shanghai' as asked_at,
                   due_at at time zone 'Asia/Shanghai' as due_at,
                   taken_down_at at time zone 'Asia/Shanghai' as taken_down_at, taken_down_by_name, note
            from publication issue
                     left join take_down on take_down.publication = issue.id
                     left join withdrawal on withdrawal.id = take_down.withdrawal
                     left join deadline on deadline.reference = 'withdrawal:' || withdrawal.id
            """;

    private final JdbcClient jdbc;
    private final Participations participations;

    Listings(JdbcClient jdbc, Participations participations) {
        this.jdbc = jdbc;
        this.participations = participations;
    }

    /** @param limit of each list; participation is left out for a squad */
    Listing of(Filter filter, boolean all, int limit) {
        return new Listing(
                items(filter, limit),
                issues(filter, limit),
                all ? participations.of(filter.campaign(), filter.from(), filter.to(), limit) : List.of());
    }

    private List<Item> items(Filter filter, int limit) {
        String narrowed = ITEM + """
                where (:squad::text is null or squad = :squad)
                  and (:campaign::text is null or campaign = :campaign)
                  and (:status::text is null or status = :status)
                  and (:from::date is null or event_at >= :from::timestamp at time zone 'Asia/Shanghai')
                  and (:to::date is null or event_at < :to::timestamp at time zone 'Asia/Shanghai')
                order by event_at desc, item.id desc
                limit :limit
                """;
        return filtered(narrowed, filter, limit)
                .param(
                        "status",
                        filter.status() == null ? null : filter.status().name())
                .query(Item.class)
                .list();
    }

    private List<Issue> issues(Filter filter, int limit) {
        String narrowed = ISSUE + """
                         left join info_item on info_item.code = issue.item
                where (:squad::text is null or squad = :squad)
                  and (:campaign::text is null
                    or coalesce(issue.campaign, info_item.campaign, 'TH-' || substr(look_back, 4)) = :campaign)
                  and (:from::date is null or published_at >= :from::timestamp at time zone 'Asia/Shanghai')
                  and (:to::date is null or published_at < :to::timestamp at time zone 'Asia/Shanghai')
                order by published_at desc, issue.id desc
                limit :limit
                """;
        return filtered(narrowed, filter, limit).query(Issue.class).list();
    }

    private JdbcClient.StatementSpec filtered(String sql, Filter filter, int limit) {
        return jdbc.sql(sql)
                .param("squad", filter.squad())
                .param("campaign", filter.campaign())
                .param("from", filter.from())
                .param("to", filter.to())
                .param("limit", limit);
    }

    List<Issue> issuesOf(String subject) {
        return jdbc.sql(ISSUE + " where issue.subject = :subject order by issue.no")
                .param("subject", subject)
                .query(Issue.class)
                .list();
    }

    Item item(String code) {
        return jdbc.sql(ITEM + " where item.code = :code")
                .param("code", code)
                .query(Item.class)
                .single();
    }
}
