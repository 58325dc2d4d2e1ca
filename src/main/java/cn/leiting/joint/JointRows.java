package cn.leiting.joint;

import cn.leiting.joint.JointOperation.Status;
import cn.leiting.joint.JointOperations.Held;
import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.organization.Unit;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The list of operations, and what is counted of them, each in one statement. */
@Component
class JointRows {

    private static final int PAGE = 50;

    private final JdbcClient jdbc;
    private final Clock clock;

    JointRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * One line of the list.
     *
     * @param lateFollowUps open ones past their day
     */
    record Line(
            long id,
            String code,
            String matter,
            String place,
            @Nullable String campaign,
            String proposer,
            LocalDate firstDay,
            LocalDate lastDay,
            @Nullable LocalDateTime heldAt,
            Status status,
            @Nullable String agencies,
            int openFollowUps,
            int lateFollowUps) {}

    /**
     * Who reads: a squad what it proposed or takes part in, another agency what it was sent a letter for.
     *
     * @param squad its code, {@code agency} that of the other agency; neither: all of it
     */
    record Reader(@Nullable String squad, @Nullable String agency) {

        /** Refuses (403) whom no operation concerns. */
        static Reader of(Actor actor, Organization organization) {
            if (actor.isSection() || actor.isLeader()) {
                return new Reader(null, null);
            }
            Optional<String> own = organization
                    .squadOf(actor.groups())
                    .filter(squad -> actor.isIn(squad.group()))
                    .map(Squad::code);
            Optional<String> agency = organization.agencies().stream()
                    .filter(one -> actor.isIn(one.group()))
                    .map(Unit::code)
                    .findFirst();
            if (own.isEmpty() && agency.isEmpty()) {
                throw Refusal.forbidden("您没有查看联合执法的权限。");
            }
            return new Reader(own.orElse(null), agency.orElse(null));
        }

        boolean readsAll() {
            return squad == null && agency == null;
        }

        boolean mayRead(JointFile file) {
            return readsAll() || agency != null && file.isAddressedTo(agency) || squad != null && file.isOf(squad);
        }
    }

    /** @param next the number before which the following page begins; null: no more */
    record Page(List<Line> lines, @Nullable Long next) {}

    /** The newest first, in one state or in any. */
    Page list(Reader reader, @Nullable Status status, long before) {
        List<Line> found = jdbc.sql("""
                        select id, code, matter, place, campaign, proposer_group as proposer, first_day, last_day,
                               held_at at time zone 'Asia/Shanghai' as held_at, status,
                               (select string_agg(unit.short_name, '、' order by unit.place)
                                from joint_invitation join unit on unit.code = agency
                                where joint_operation = id and dropped_reason is null) as agencies,
                               (select count(*) from joint_follow_up
                                where joint_operation = id and done_at is null) as open_follow_ups,
                               (select count(*) from joint_follow_up
                                where joint_operation = id and done_at is null and due_on < :today) as late_follow_ups
                        from joint_operation
                        where id < :before
                          and (:status::text is null or status = :status)
                          and (:squad::text is null
                              or squad = :squad
                              or exists (select from joint_squad
                                         where joint_operation = id and joint_squad.squad = :squad))
                          and (:agency::text is null
                              or exists (select from joint_letter
                                         where joint_operation = joint_operation.id and joint_letter.agency = :agency))
                        order by id desc
                        limit :limit
                        """)
                .param("today", LocalDate.now(clock))
                .param("before", before)
                .param("status", status == null ? null : status.name())
                .param("squad", reader.squad())
                .param("agency", reader.agency())
                .param("limit", PAGE + 1)
                .query(Line.class)
                .list();
        return new Page(
                found.stream().limit(PAGE).toList(),
                found.size() > PAGE ? found.get(PAGE - 1).id() : null);
    }

    /** Of one campaign, with the squads that attended; absent without a reason is X5. */
    Held held(String campaign) {
        List<Took> took = jdbc.sql("""
                        select joint_operation.id, part.squad, part.attended, part.reason
                        from joint_operation
                                 left join joint_squad part on part.joint_operation = joint_operation.id
                        where campaign = ?
                          and (status = 'CLOSED' or status = 'PLANNED' and held_at <= ?)
                        order by joint_operation.id, part.squad
                        """)
                .params(campaign, Timestamp.from(clock.instant()))
                .query(Took.class)
                .list();
        return Held.of(took);
    }

    /** A squad's part in one operation that was held; null where none was called up. */
    record Took(
            long id,
            @Nullable String squad,
            @Nullable Boolean attended,
            @Nullable String reason) {}
}
