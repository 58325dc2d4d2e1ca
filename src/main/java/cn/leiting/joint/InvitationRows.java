package cn.leiting.joint;

import cn.leiting.joint.JointFile.Due;
import cn.leiting.joint.JointFile.FollowUp;
import cn.leiting.joint.JointFile.Invitation;
import cn.leiting.joint.JointFile.Outcome;
import cn.leiting.joint.JointForms.Answer;
import cn.leiting.joint.JointForms.Duty;
import cn.leiting.joint.JointForms.Reply;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 受邀单位：the rows of the agencies, each question and each change of all of them in one statement. */
@Component
class InvitationRows {

    private static final String NAME = "coalesce((select name from person where user_id = :by), :by)";

    private final JdbcClient jdbc;
    private final Clock clock;

    InvitationRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    List<Invitation> of(JointOperation operation) {
        return of(operation.code());
    }

    List<Invitation> of(String code) {
        return jdbc.sql("""
                        select invited.*, unit.name, letter.year as letter_year, letter.no as letter_no, letter.dated,
                               letter.reply_by, result.attended, result.persons, result.duty, result.measure,
                               result.cases, result.recorded_by_name, follow_up.text as follow_up, follow_up.due_on,
                               follow_up.note, follow_up.done_by_name,
                               (follow_up.done_at at time zone 'Asia/Shanghai')::date as done_on,
                               invited.replied_at at time zone 'Asia/Shanghai' as replied
                        from joint_invitation invited
                                 join unit on unit.code = invited.agency
                                 left join joint_letter letter on letter.id = invited.letter
                                 left join joint_result result on (result.joint_operation, result.agency)
                                                                      = (invited.joint_operation, invited.agency)
                                 left join joint_follow_up follow_up on (follow_up.joint_operation, follow_up.agency)
                                                                            = (invited.joint_operation, invited.agency)
                        where invited.joint_operation = (select id from joint_operation where code = ?)
                        order by unit.place
                        """).param(code).query((row, number) -> invitation(row)).list();
    }

    private static Invitation invitation(ResultSet row) throws SQLException {
        String reply = row.getString("reply");
        return new Invitation(
                row.getString("agency"),
                row.getString("name"),
                day(row, "asked_on"),
                row.getObject("letter") == null
                        ? null
                        : new JointFile.Letter(
                                row.getLong("letter"),
                                JointFile.number(row.getInt("letter_year"), row.getInt("letter_no")),
                                row.getObject("dated", LocalDate.class),
                                day(row, "reply_by")),
                reply == null ? null : Reply.valueOf(reply),
                day(row, "proposed_on"),
                row.getString("remark"),
                "RECORDED".equals(row.getString("channel")),
                row.getString("replied_by_name"),
                row.getObject("replied", LocalDateTime.class),
                row.getBoolean("given_up"),
                row.getString("dropped_reason"),
                row.getString("task"),
                row.getObject("attended") == null ? null : outcome(row));
    }

    private static Outcome outcome(ResultSet row) throws SQLException {
        String followUp = row.getString("follow_up");
        return new Outcome(
                row.getBoolean("attended"),
                row.getInt("persons"),
                row.getString("duty"),
                row.getString("measure"),
                row.getInt("cases"),
                row.getString("recorded_by_name"),
                followUp == null
                        ? null
                        : new FollowUp(
                                followUp,
                                row.getObject("due_on", LocalDate.class),
                                row.getString("note"),
                                row.getString("done_by_name"),
                                day(row, "done_on")));
    }

    private static @Nullable LocalDate day(ResultSet row, String column) throws SQLException {
        return row.getObject(column, LocalDate.class);
    }

    /** In place of those that were chosen before. */
    void choose(JointOperation operation, Collection<String> agencies) {
        jdbc.sql("""
                        with gone as (delete from joint_invitation
                                      where joint_operation = :operation and agency <> all (:agencies))
                        insert into joint_invitation (joint_operation, agency)
                        select :operation, agency
                        from unnest(:agencies) as agency
                        on conflict do nothing
                        """)
                .param("operation", operation.id())
                .param("agencies", agencies.toArray(String[]::new))
                .update();
    }

    void askAll(JointOperation operation, LocalDate on) {
        jdbc.sql("update joint_invitation set asked_on = ? where joint_operation = ?")
                .params(on, operation.id())
                .update();
    }

    /** Asks these agencies, or asks them again, with a letter of that day. */
    void ask(JointOperation operation, Collection<String> agencies, LocalDate on) {
        jdbc.sql("""
                        insert into joint_invitation (joint_operation, agency, asked_on)
                        select :operation, agency, :on
                        from unnest(:agencies) as agency
                        on conflict (joint_operation, agency) do update
                            set asked_on = excluded.asked_on,
                                letter = null, reply = null, proposed_on = null, remark = null, channel = null,
                                replied_by = null, replied_by_name = null, replied_at = null, given_up = false,
                                dropped_reason = null
                        """)
                .param("operation", operation.id())
                .param("agencies", agencies.toArray(String[]::new))
                .param("on", on)
                .update();
    }

    void answer(JointOperation operation, String agency, Answer answer, boolean recorded, String by) {
        jdbc.sql("update joint_invitation set reply = :reply, proposed_on = :proposed, remark = :remark,"
                        + " channel = :channel, replied_by = :by, replied_by_name = " + NAME + ", replied_at = :at"
                        + " where joint_operation = :operation and agency = :agency")
                .param("reply", answer.reply().name())
                .param("proposed", answer.proposedOn())
                .param("remark", answer.remark())
                .param("channel", recorded ? "RECORDED" : "ACCOUNT")
                .param("by", by)
                .param("at", now())
                .param("operation", operation.id())
                .param("agency", agency)
                .update();
    }

    /** The operation goes on without an answer of those who have not given any. */
    void giveUp(JointOperation operation) {
        jdbc.sql("update joint_invitation set given_up = true"
                        + " where joint_operation = ? and reply is null and dropped_reason is null")
                .param(operation.id())
                .update();
    }

    void drop(JointOperation operation, Collection<String> agencies, String reason) {
        jdbc.sql("update joint_invitation set dropped_reason = ? where joint_operation = ? and agency = any (?)")
                .params(reason, operation.id(), agencies.toArray(String[]::new))
                .update();
    }

    void divide(JointOperation operation, List<Duty> duties) {
        jdbc.sql("""
                        update joint_invitation
                        set task = (select task
                                    from unnest(?::text[], ?::text[]) as duty (agency, task)
                                    where duty.agency = joint_invitation.agency)
                        where joint_operation = ?
                        """)
                .params(
                        duties.stream().map(Duty::agency).toArray(String[]::new),
                        duties.stream().map(Duty::task).toArray(String[]::new),
                        operation.id())
                .update();
    }

    /** In the order given, of the day on which they were asked; one transaction at a time. */
    void issue(JointOperation operation, List<Due> letters) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('joint_letter'))")
                .query()
                .singleRow();
        jdbc.sql("""
                        with due as (select letter.agency, asked_on as dated, reply_by,
                                            extract(year from asked_on)::int as year,
                                            row_number() over (partition by extract(year from asked_on)
                                                               order by letter.place) as place
                                     from unnest(:agencies::text[], :replies::text[]::date[]) with ordinality
                                              as letter (agency, reply_by, place)
                                              join joint_invitation asked
                                                   on asked.agency = letter.agency and joint_operation = :operation),
                             issued as (insert into joint_letter (year, no, joint_operation, agency, dated, matter, place,
                                                                  first_day, last_day, reply_by)
                                        select year,
                                               (select coalesce(max(no), 0) from joint_letter
                                                where joint_letter.year = due.year) + place,
                                               :operation::bigint, agency, dated, :matter, :at, :first::date, :last::date,
                                               reply_by
                                        from due
                                        returning id, agency)
                        update joint_invitation
                        set letter = issued.id
                        from issued
                        where joint_operation = :operation and joint_invitation.agency = issued.agency
                        """)
                .param("agencies", letters.stream().map(Due::agency).toArray(String[]::new))
                .param("replies", letters.stream().map(Due::lastDay).toArray(String[]::new))
                .param("operation", operation.id())
                .param("matter", operation.proposal().matter())
                .param("at", operation.proposal().place())
                .param("first", operation.proposal().firstDay())
                .param("last", operation.proposal().lastDay())
                .update();
    }

    /** The newest letter to that agency, as it was sent. */
    Optional<JointFile.Sent> sent(JointOperation operation, String agency) {
        return jdbc.sql("""
                        select year, no, unit.name as recipient, dated, matter, joint_letter.place, first_day, last_day,
                               reply_by
                        from joint_letter
                                 join unit on unit.code = agency
                        where joint_operation = ? and agency = ?
                        order by id desc
                        limit 1
                        """)
                .params(operation.id(), agency)
                .query(JointFile.Sent.class)
                .optional();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
