package cn.leiting.supervision;

import cn.leiting.calendar.BureauTime;
import cn.leiting.shared.Actor;
import cn.leiting.whereabouts.Thing;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 催办统计：how often the ladder reminded and how often somebody urged by hand, and receipts of guidance that are missing. */
@Component
@Transactional(readOnly = true)
class Urged {

    private final JdbcClient jdbc;

    Urged(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param squad null: the sections
     * @param thing e.g. {@code TH-2023-01}
     * @param reminded level 0, before the day
     */
    record Count(@Nullable String squad, String thing, int byHand, int reminded, int late, int orange, int red) {

        public int byLadder() {
            return reminded + late + orange + red;
        }

        /** As {@link Matter#page}. */
        public @Nullable String page(Actor reader) {
            return Thing.pageOf(thing, reader);
        }
    }

    record Line(
            String subject,
            String title,
            @Nullable String squad,
            int level,
            String text,
            String byName,
            LocalDateTime at) {

        /** As {@link Matter#page}. */
        public @Nullable String page(Actor reader) {
            return Thing.pageOf(subject, reader);
        }
    }

    /** 未签收的指导意见; {@code due} null where an earlier release gave it. */
    record Missing(
            String campaign,
            String title,
            long guidance,
            String text,
            String squad,
            LocalDateTime givenAt,
            @Nullable LocalDateTime due,
            int level,
            int urgings) {}

    /** By squad and thing, both days included; who did the reminding on one line. */
    List<Count> counts(LocalDate from, LocalDate to, @Nullable String squad) {
        return jdbc.sql("""
                        with told as (
                            select squad, split_part(subject, ':', 1) as thing, -1 as level
                            from urging
                            where on_day between :from and :to
                            union all
                            select %s, split_part(deadline.subject, ':', 1), deadline_raised.level
                            from deadline_raised
                                     join deadline on deadline.id = deadline_raised.deadline
                            where deadline_raised.at >= :since
                              and deadline_raised.at < :until)
                        select squad, thing, count(*) filter (where level = -1) as by_hand,
                               count(*) filter (where level = 0) as reminded, count(*) filter (where level = 1) as late,
                               count(*) filter (where level = 2) as orange, count(*) filter (where level = 3) as red
                        from told
                        where (:squad::text is null or squad = :squad)
                        group by squad, thing
                        order by squad nulls last, thing
                        limit 2000
                        """.formatted(MatterRows.SQUAD_OF.formatted("holders")))
                .param("from", from)
                .param("to", to)
                .param("since", start(from))
                .param("until", start(to.plusDays(1)))
                .param("squad", squad)
                .query(Count.class)
                .list();
    }

    private static Timestamp start(LocalDate day) {
        return Timestamp.from(day.atStartOfDay(BureauTime.ZONE).toInstant());
    }

    /** The latest first. */
    List<Line> lines(LocalDate from, LocalDate to, @Nullable String squad, int limit) {
        return jdbc.sql("""
                        select subject, title, squad, level, text, by_name, at at time zone 'Asia/Shanghai' as at
                        from urging
                        where on_day between :from and :to
                          and (:squad::text is null or squad = :squad)
                        order by at desc
                        limit :limit
                        """)
                .param("from", from)
                .param("to", to)
                .param("squad", squad)
                .param("limit", limit)
                .query(Line.class)
                .list();
    }

    /** What squads whose task is open have not acknowledged, the oldest first. */
    List<Missing> missing(@Nullable String squad) {
        return jdbc.sql("""
                        select given.campaign, campaign.title, given.id as guidance, given.text, receiver.squad,
                               given.given_at at time zone 'Asia/Shanghai' as given_at,
                               deadline.due_at at time zone 'Asia/Shanghai' as due, coalesce(deadline.level, 0) as level,
                               (select count(*) from urging where subject = task.code) as urgings
                        from campaign_guidance given
                                 join campaign on campaign.code = given.campaign
                                 join campaign_guidance_squad receiver on receiver.guidance = given.id
                                 join squad_task task on task.assignment = given.campaign and task.squad = receiver.squad
                                 left join campaign_guidance_ack ack
                                           on ack.guidance = given.id and ack.squad = receiver.squad
                                 left join deadline
                                           on deadline.reference = 'guidance:' || given.id || ':' || receiver.squad
                        where given.ack_required
                          and ack.guidance is null
                          and task.closed_at is null
                          and (:squad::text is null or receiver.squad = :squad)
                        order by given.given_at, given.id, receiver.squad
                        limit 500
                        """).param("squad", squad).query(Missing.class).list();
    }
}
