package cn.leiting.report;

import cn.leiting.calendar.BureauTime;
import cn.leiting.calendar.Parameters;
import cn.leiting.calendar.WorkCalendar;
import cn.leiting.calendar.WorkCalendar.CalendarMissing;
import cn.leiting.mail.Outbox;
import cn.leiting.mail.Posted;
import cn.leiting.organization.Organization;
import cn.leiting.organization.Unit;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 送达：报分管副区长、城管执法局领导班子、各街镇领导班子 (notice, line 35), each with when it was sent and first read. */
@Component
class ReportDeliveries {

    private static final Set<String> ADDRESSEES = Set.of("districtViceHead", "bureauLeadership");

    /**
     * 一个接收单位.
     *
     * @param copied 抄送 rather than 主送
     * @param readBy who of it opened the report first
     * @param late not read when it should have been
     * @param mails beside the inbox, the newest first
     * @param proofs of other ways in which it was handed over
     */
    record Delivery(
            String recipient,
            String name,
            boolean copied,
            LocalDateTime sentAt,
            @Nullable LocalDate readDueOn,
            @Nullable LocalDateTime readAt,
            @Nullable String readBy,
            boolean late,
            List<Posted> mails,
            List<Proof> proofs) {}

    /** 送达凭证. */
    record Proof(long id, String recipient, LocalDate handedOverOn, String method, String byName) {

        /** 送达方式. */
        public String getMethodLabel() {
            return switch (method) {
                case "BY_HAND" -> "当面送交";
                case "DOCUMENT_SYSTEM" -> "公文系统";
                case "FAX" -> "传真";
                default -> "其他方式";
            };
        }
    }

    private final JdbcClient jdbc;
    private final Organization organization;
    private final Outbox outbox;
    private final Parameters parameters;
    private final WorkCalendar calendar;
    private final Clock clock;

    ReportDeliveries(
            JdbcClient jdbc,
            Organization organization,
            Outbox outbox,
            Parameters parameters,
            WorkCalendar calendar,
            Clock clock) {
        this.jdbc = jdbc;
        this.organization = organization;
        this.outbox = outbox;
        this.parameters = parameters;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** The fixed recipients, in the order in which the notice names them. */
    List<Unit> recipients() {
        return organization.units().stream()
                .filter(unit -> ADDRESSEES.contains(unit.group()) || unit.kind() == Unit.Kind.TOWN)
                .toList();
    }

    /** Refuses (409) while a recipient is nobody: a report does not go out with one missing. */
    void refuseMissing() {
        List<Unit> recipients = recipients();
        Set<String> reached = Set.copyOf(jdbc.sql("""
                        select distinct told
                        from person, unnest(groups) as told
                        where groups && :groups::text[]
                        """)
                .param("groups", groups(recipients))
                .query(String.class)
                .list());
        String missing = recipients.stream()
                .filter(unit -> !reached.contains(unit.group()))
                .map(Unit::name)
                .collect(Collectors.joining("、"));
        if (!missing.isEmpty()) {
            throw Refusal.conflict("接收单位没有可用账号，不能签发：" + missing + "。");
        }
    }

    void send(SpecialReport report) {
        LocalDate today = LocalDate.now(clock);
        List<Unit> recipients = recipients();
        jdbc.sql("""
                        insert into special_report_delivery (special_report, recipient, name, kind, place, sent_at, read_due_on)
                        select :report, recipient, name, case when recipient = any (:addressees) then 'ADDRESSEE' else 'CC' end,
                               place, :now, :due
                        from unnest(:recipients, :names) with ordinality as sent (recipient, name, place)
                        """)
                .param("report", report.id())
                .param("addressees", ADDRESSEES.toArray(String[]::new))
                .param("recipients", groups(recipients))
                .param("names", recipients.stream().map(Unit::name).toArray(String[]::new))
                .param("now", Timestamp.from(clock.instant()))
                .param("due", readDue(today))
                .update();
    }

    private @Nullable LocalDate readDue(LocalDate from) {
        try {
            return calendar.due(from, parameters.length("report.read", from));
        } catch (CalendarMissing noTable) {
            return null;
        }
    }

    /** Keeps who of a recipient opened it first; does nothing for anybody else. */
    void read(SpecialReport report, Actor actor) {
        jdbc.sql("""
                        insert into special_report_reading (special_report, recipient, read_at, read_by)
                        select special_report, recipient, :now, :by
                        from special_report_delivery
                        where special_report = :report
                          and recipient = any (:groups)
                        on conflict do nothing
                        """)
                .param("now", Timestamp.from(clock.instant()))
                .param("by", actor.id())
                .param("report", report.id())
                .param("groups", actor.groups().toArray(String[]::new))
                .update();
    }

    boolean isTo(SpecialReport report, Actor actor) {
        return jdbc.sql("""
                        select exists (select
                                       from special_report_delivery
                                       where special_report = ?
                                         and recipient = any (?))
                        """)
                .params(report.id(), actor.groups().toArray(String[]::new))
                .query(Boolean.class)
                .single();
    }

    List<Delivery> of(SpecialReport report) {
        LocalDate today = LocalDate.now(clock);
        Map<String, List<Proof>> proofs = jdbc.sql("""
                        select id, recipient, handed_over_on, method, by_name
                        from report_delivery_proof
                        where special_report = ?
                        order by id
                        """).param(report.id()).query(Proof.class).list().stream()
                .collect(Collectors.groupingBy(Proof::recipient));
        Map<String, List<Posted>> mails =
                outbox
                        .about(recipients().stream()
                                .map(unit -> report.code() + "/" + unit.group())
                                .toList())
                        .stream()
                        .collect(Collectors.groupingBy(
                                mail -> mail.about().substring(report.code().length() + 1)));
        return jdbc.sql("""
                        select sent.recipient, sent.name, sent.kind, sent.sent_at, sent.read_due_on, read_at,
                               coalesce(person.name, read_by) as read_by
                        from special_report_delivery sent
                                 left join special_report_reading reading
                                           on reading.special_report = sent.special_report
                                               and reading.recipient = sent.recipient
                                 left join person on user_id = read_by
                        where sent.special_report = ?
                        order by sent.place
                        """)
                .param(report.id())
                .query((row, number) -> delivery(row, today, mails, proofs))
                .list();
    }

    private static Delivery delivery(
            ResultSet row, LocalDate today, Map<String, List<Posted>> mails, Map<String, List<Proof>> proofs)
            throws SQLException {
        String recipient = row.getString("recipient");
        LocalDate due = row.getObject("read_due_on", LocalDate.class);
        Timestamp readAt = row.getTimestamp("read_at");
        return new Delivery(
                recipient,
                row.getString("name"),
                row.getString("kind").equals("CC"),
                LocalDateTime.ofInstant(row.getTimestamp("sent_at").toInstant(), BureauTime.ZONE),
                due,
                readAt == null ? null : LocalDateTime.ofInstant(readAt.toInstant(), BureauTime.ZONE),
                row.getString("read_by"),
                readAt == null && due != null && due.isBefore(today),
                mails.getOrDefault(recipient, List.of()),
                proofs.getOrDefault(recipient, List.of()));
    }

    private static String[] groups(List<Unit> units) {
        return units.stream().map(Unit::group).toArray(String[]::new);
    }
}
