package cn.leiting.summary;

import cn.leiting.assignment.SquadTask.State;
import cn.leiting.catalogue.Point;
import cn.leiting.outcome.Outcome;
import cn.leiting.shared.Refusal;
import cn.leiting.summary.SummaryVersion.Row;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
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
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 汇总表：检查情况 and 案件办理情况 of each squad (the notice, line 35; domain P10, RP-03), live and in frozen versions. A subject is an assignment, be it a campaign
 * or a look-back, or a year such as {@code 2023}; refuses (404) an assignment that has not been dispatched.
 */
@Component
@Transactional(readOnly = true)
public class Summaries {

    private static final TypeReference<List<Stored>> ROWS = new TypeReference<>() {};

    /** The same rows have one form only: keys in their order, figures as a part of their own. */
    private final JsonMapper canonical = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(com.fasterxml.jackson.core.JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
            .addMixIn(Row.class, Whole.class)
            .build();

    private interface Whole {
        @JsonUnwrapped(enabled = false)
        Block figures();
    }

    /** A row as it is stored; read as a {@link Row} itself, one without an outcome would lose its figures. */
    private record Stored(
            int no,
            String squad,
            String name,
            @Nullable State state,
            List<String> late,
            List<String> red,
            int hardCases,
            int auxiliaries,
            int vehicles,
            Map<Point.Kind, Integer> visitsByKind,
            Block figures,
            @Nullable Outcome outcome) {

        private Row row() {
            return new Row(
                    no,
                    squad,
                    name,
                    state,
                    late,
                    red,
                    hardCases,
                    auxiliaries,
                    vehicles,
                    visitsByKind,
                    figures,
                    outcome);
        }
    }

    private final JdbcClient jdbc;
    private final Counts counts;
    private final YearCounts years;
    private final Clock clock;

    Summaries(JdbcClient jdbc, Counts counts, YearCounts years, Clock clock) {
        this.jdbc = jdbc;
        this.counts = counts;
        this.years = years;
        this.clock = clock;
    }

    /** The rows as they are now; empty where nothing has been dispatched. Those of a year keep what they were summed from. */
    @Transactional
    public List<Row> live(String subject) {
        return isYear(subject) ? years.rows(Integer.parseInt(subject)) : counts.rows(subject);
    }

    static boolean isYear(String subject) {
        return subject.matches("20\\d{2}");
    }

    /** Freezes the rows as they are now; while they are those of the latest version, it answers that one. */
    @Transactional
    public SummaryVersion freeze(String subject, String by) {
        lock(subject);
        List<Row> rows = live(subject);
        String hash = hash(subject, rows);
        Optional<SummaryVersion> latest = latest(subject);
        if (latest.isPresent() && latest.get().hash().equals(hash)) {
            return latest.get();
        }
        int no = latest.map(SummaryVersion::no).orElse(0) + 1;
        SummaryVersion version =
                new SummaryVersion(subject, no, hash, clock.instant().truncatedTo(ChronoUnit.MICROS), by, rows);
        store(version);
        return version;
    }

    /** The newest frozen version; empty where none has been frozen. */
    public Optional<SummaryVersion> latest(String subject) {
        return jdbc.sql("select * from summary_version where subject = ? order by no desc limit 1")
                .param(subject)
                .query((row, number) -> version(row))
                .optional();
    }

    /** Refuses (404) a version that there is not. */
    public SummaryVersion get(String subject, int no) {
        return jdbc.sql("select * from summary_version where subject = ? and no = ?")
                .params(subject, no)
                .query((row, number) -> version(row))
                .optional()
                .orElseThrow(() -> Refusal.notFound(subject + "没有第" + no + "版汇总表。"));
    }

    /** Refuses (404) what has not been dispatched to squads; of a look-back without samples there is no row. */
    public void refuseUnknown(String subject) {
        if (isYear(subject)) {
            return;
        }
        boolean known = jdbc.sql("select exists (select from assignment where code = ?)"
                        + " or exists (select from look_back where code = ?)")
                .params(subject, subject)
                .query(Boolean.class)
                .single();
        if (!known) {
            throw unknown(subject);
        }
    }

    /** How many versions there are. */
    public int versions(String subject) {
        return jdbc.sql("select coalesce(max(no), 0) from summary_version where subject = ?")
                .param(subject)
                .query(Integer.class)
                .single();
    }

    /** The newest version of what went before of the same kind, by its first day; a cancelled one does not count. */
    public Optional<SummaryVersion> before(String subject) {
        return jdbc.sql("""
                        select version.*
                        from assignment this
                                 join assignment earlier
                                      on earlier.mode = this.mode
                                          and (earlier.first_day, earlier.code) < (this.first_day, this.code)
                                          and not earlier.cancelled
                                 join summary_version version on version.subject = earlier.code
                        where this.code = ?
                        order by earlier.first_day desc, earlier.code desc, version.no desc
                        limit 1
                        """).param(subject).query((row, number) -> version(row)).optional();
    }

    private void lock(String subject) {
        if (isYear(subject)) {
            jdbc.sql("select pg_advisory_xact_lock(hashtext('summary ' || ?))::text")
                    .param(subject)
                    .query(String.class)
                    .single();
            return;
        }
        List<Boolean> found = jdbc.sql("select true from assignment where code = ? for no key update")
                .param(subject)
                .query(Boolean.class)
                .list();
        if (found.isEmpty()) {
            refuseUnknown(subject);
        }
    }

    private static Refusal unknown(String subject) {
        return Refusal.notFound("没有编号为“" + subject + "”的行动，或者尚未下达到中队。");
    }

    private void store(SummaryVersion version) {
        jdbc.sql("""
                        insert into summary_version (subject, no, hash, frozen_at, frozen_by, rows)
                        values (?, ?, ?, ?, ?, ?::jsonb)
                        """)
                .params(version.subject(), version.no(), version.hash())
                .params(Timestamp.from(version.frozenAt()), version.frozenBy(), write(version.rows()))
                .update();
    }

    private SummaryVersion version(ResultSet row) throws SQLException {
        Instant frozenAt = row.getTimestamp("frozen_at").toInstant();
        return new SummaryVersion(
                row.getString("subject"),
                row.getInt("no"),
                row.getString("hash"),
                frozenAt,
                row.getString("frozen_by"),
                read(row.getString("rows")));
    }

    String hash(String subject, List<Row> rows) {
        try {
            byte[] form = write(Map.of("subject", subject, "rows", rows)).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(form));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
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
            return canonical.readValue(rows, ROWS).stream().map(Stored::row).toList();
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("rows of a frozen summary", unreadable);
        }
    }
}
