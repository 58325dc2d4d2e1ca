package cn.leiting.bulletin;

import cn.leiting.bulletin.Bulletin.Cause;
import cn.leiting.bulletin.Bulletin.Note;
import cn.leiting.bulletin.Bulletin.Release;
import cn.leiting.bulletin.Bulletin.Row;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of the bulletins. jsonb keeps no order of keys, so the canonical form is made anew for each hash. */
@Component
class BulletinRows {

    private static final TypeReference<List<Row>> ROWS = new TypeReference<>() {};

    private static final String SELECT = """
            select head.subject, assignment.title, head.day, head.no, made.version, made.cause, made.hash, made.made_at, made.squads,
                   note.text, note.by_name as note_by, note.at at time zone 'Asia/Shanghai' as note_at,
                   release.by_name as released_by, release.at at time zone 'Asia/Shanghai' as released_at
            from bulletin head
                     join assignment on assignment.code = head.subject
                     join bulletin_version made on made.subject = head.subject and made.day = head.day
                     left join lateral (select text, by_name, at
                                        from bulletin_note
                                        where bulletin_note.subject = head.subject and bulletin_note.day = head.day
                                        order by id desc
                                        limit 1) note on true
                     left join bulletin_release release on release.subject = head.subject and release.day = head.day
            """;

    private static final String NEWEST = " and not exists (select from bulletin_version later"
            + " where later.subject = made.subject and later.day = made.day and later.version > made.version)";

    private final JsonMapper canonical = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private final JdbcClient jdbc;
    private final Clock clock;

    BulletinRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Empty where the other node, or an earlier run, has made it. Until the transaction ends nobody else gives a number. */
    boolean begin(String subject, LocalDate day) {
        jdbc.sql("select true from pg_advisory_xact_lock(hashtext('bulletin ' || ?))")
                .param(subject)
                .query()
                .singleRow();
        return jdbc.sql("""
                        insert into bulletin (subject, day, no, looked_at)
                        select :subject, :day, coalesce(max(no), 0) + 1, :now
                        from bulletin
                        where subject = :subject
                        on conflict (subject, day) do nothing
                        """)
                        .param("subject", subject)
                        .param("day", day)
                        .param("now", now())
                        .update()
                == 1;
    }

    /** Notes that its records are being looked at; false when another node has done so since that moment. */
    boolean look(String subject, LocalDate day, Instant since) {
        return jdbc.sql("""
                        update bulletin
                        set looked_at = greatest(:now::timestamptz, :since::timestamptz)
                        where subject = :subject and day = :day and looked_at < :since
                        """)
                        .param("now", now())
                        .param("since", Timestamp.from(since))
                        .param("subject", subject)
                        .param("day", day)
                        .update()
                == 1;
    }

    void insert(String subject, LocalDate day, int version, Cause cause, String hash, List<Row> squads) {
        jdbc.sql("""
                        insert into bulletin_version (subject, day, version, cause, hash, made_at, squads)
                        values (?, ?, ?, ?, ?, ?, ?::jsonb)
                        """)
                .params(subject, day, version, cause.name(), hash, now(), write(squads))
                .update();
    }

    /** @param version null: the newest */
    Optional<Bulletin> find(String subject, LocalDate day, @Nullable Integer version) {
        return jdbc.sql(SELECT + "where head.subject = ? and head.day = ?"
                        + (version == null ? NEWEST : " and made.version = " + version))
                .params(subject, day)
                .query(this::bulletin)
                .optional();
    }

    /** The newest versions, the latest day first. */
    List<Bulletin> of(String subject) {
        return jdbc.sql(SELECT + "where head.subject = ?" + NEWEST + " order by head.day desc")
                .param(subject)
                .query(this::bulletin)
                .list();
    }

    /** The days that have one, of all campaigns of a year, in their order. */
    List<Bulletins.Line> ofYear(int year) {
        return jdbc.sql("""
                        select head.subject, assignment.title, head.day, head.no, false as released, false as corrected
                        from bulletin head
                                 join assignment on assignment.code = head.subject
                        where head.day between ? and ?
                        order by head.day, head.subject
                        """)
                .params(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31))
                .query(Bulletins.Line.class)
                .list();
    }

    /**
     * Those of the days since then that were released, or whose day is before {@code silent}; the latest day first.
     *
     * @param squad only those of its campaigns; null: all
     */
    List<Bulletins.Line> news(LocalDate since, LocalDate silent, @Nullable String squad) {
        return jdbc.sql("""
                        select head.subject, assignment.title, head.day, head.no, release.at is not null as released,
                               exists (select
                                       from bulletin_version
                                       where bulletin_version.subject = head.subject and bulletin_version.day = head.day and version > 1) as corrected
                        from bulletin head
                                 join assignment on assignment.code = head.subject
                                 left join bulletin_release release on release.subject = head.subject and release.day = head.day
                        where head.day >= :since
                          and (release.at is not null or head.day < :silent)
                          and (:squad::text is null
                            or exists (select from squad_task where assignment = head.subject and squad_task.squad = :squad))
                        order by head.day desc, head.subject
                        limit 20
                        """)
                .param("since", since)
                .param("silent", silent)
                .param("squad", squad)
                .query(Bulletins.Line.class)
                .list();
    }

    /** Who adds to it, in the bureau's records. */
    void note(String subject, LocalDate day, String text, String by) {
        jdbc.sql("""
                        insert into bulletin_note (subject, day, text, by_whom, by_name, at)
                        values (:subject, :day, :text, :by, coalesce((select name from person where user_id = :by), :by), :now)
                        """)
                .param("subject", subject)
                .param("day", day)
                .param("text", text)
                .param("by", by)
                .param("now", now())
                .update();
    }

    /** False when it has been released. */
    boolean release(String subject, LocalDate day, String by) {
        return jdbc.sql("""
                        insert into bulletin_release (subject, day, by_whom, by_name, at)
                        values (:subject, :day, :by, coalesce((select name from person where user_id = :by), :by), :now)
                        on conflict do nothing
                        """)
                        .param("subject", subject)
                        .param("day", day)
                        .param("by", by)
                        .param("now", now())
                        .update()
                == 1;
    }

    private Bulletin bulletin(ResultSet row, int number) throws SQLException {
        String note = row.getString("text");
        String released = row.getString("released_by");
        return new Bulletin(
                row.getString("subject"),
                row.getString("title"),
                row.getObject("day", LocalDate.class),
                row.getInt("no"),
                row.getInt("version"),
                Cause.valueOf(row.getString("cause")),
                row.getString("hash"),
                row.getTimestamp("made_at").toInstant(),
                note == null
                        ? null
                        : new Note(note, row.getString("note_by"), row.getObject("note_at", LocalDateTime.class)),
                released == null ? null : new Release(released, row.getObject("released_at", LocalDateTime.class)),
                read(row.getString("squads")));
    }

    String hash(String subject, LocalDate day, List<Row> squads) {
        try {
            byte[] form = write(Map.of("subject", subject, "day", day.toString(), "squads", squads))
                    .getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(form));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private String write(Object rows) {
        try {
            return canonical.writeValueAsString(rows);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private List<Row> read(String rows) {
        try {
            return canonical.readValue(rows, ROWS);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("squads of a frozen bulletin", unreadable);
        }
    }
}
