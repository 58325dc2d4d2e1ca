package cn.leiting.yearscore;

import cn.leiting.shared.Limits;
import cn.leiting.yearscore.YearScores.Annual;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 年度得分版次：each roll-up of a year as it was, numbered and hashed, and what was decided to stand in the place of a
 * figure. Nothing of it is ever changed.
 */
@Component
@Transactional
public class AnnualVersions {

    /**
     * A version.
     *
     * @param ordered by the leadership, after the lock
     * @param hash of its content, SHA-256
     */
    public record Frozen(
            int version, String hash, boolean ordered, String reason, String byName, Instant at, YearScores scores) {}

    /** 更正：the newest of a squad and subject counts; {@code value} is null for 虚假证据认定. */
    public record Correction(
            String squad, Subject subject, @Nullable BigDecimal value) {}

    /** What one version has made of a squad's year; a null before says that it was not there. */
    public record Change(
            int version,
            String squad,
            @Nullable Annual before,
            @Nullable Annual after,
            boolean ordered,
            String reason,
            String byName,
            Instant at) {}

    private record Row(
            int version, String content, String hash, boolean ordered, String reason, String byName, Instant at) {

        private Frozen frozen() {
            return new Frozen(version, hash, ordered, reason, byName, at, YearText.read(content));
        }
    }

    private static final String SELECT =
            "select version, content, hash, ordered, reason, by_name, at from assessment_version where year = ?";

    private final JdbcClient jdbc;
    private final Clock clock;

    AnnualVersions(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Freezes a year as it is now; its assessment is there and held by the caller's transaction.
     *
     * @param ordered by the leadership, after the lock
     * @param reason 1 to 1000 characters
     * @return the number of the version that says this, which is the newest one's where nothing has changed
     */
    public int freeze(YearScores scores, boolean ordered, String reason, String by) {
        String why = Limits.required("汇总原因", reason, 1000);
        String content = YearText.of(scores);
        Optional<Row> newest = newest(scores.year());
        if (newest.isPresent() && newest.get().content().equals(content)) {
            return newest.get().version();
        }
        int version = newest.map(row -> row.version() + 1).orElse(1);
        jdbc.sql("""
                        insert into assessment_version (year, version, content, hash, ordered, reason, by_whom, by_name, at)
                        values (:year, :version, :content, encode(sha256(convert_to(:content, 'UTF8')), 'hex'), :ordered,
                                :reason, :by,
                                coalesce((select name from person where user_id = :by),
                                         case :by when 'system' then '系统' else :by end), :at)
                        """)
                .param("year", scores.year())
                .param("version", version)
                .param("content", content)
                .param("ordered", ordered)
                .param("reason", why)
                .param("by", by)
                .param("at", Timestamp.from(clock.instant()))
                .update();
        jdbc.sql("""
                        insert into annual_assessment (year, version, squad, c_avg, r_avg, total, year_end_points, grade,
                                                       rank, zone, status, scored, eligible)
                        select :year, :version, squad, campaigns, improvement, total, "yearEndPoints", grade, rank, zone,
                               status, scored, eligible
                        from jsonb_to_recordset(:content::jsonb -> 'squads')
                                 as row (squad text, campaigns numeric, improvement numeric, total numeric,
                                         "yearEndPoints" numeric, grade text, rank integer, zone text, status text,
                                         scored integer, eligible integer)
                        """)
                .param("year", scores.year())
                .param("version", version)
                .param("content", content)
                .update();
        return version;
    }

    private Optional<Row> newest(int year) {
        return jdbc.sql(SELECT + " order by version desc limit 1")
                .param(year)
                .query(Row.class)
                .optional();
    }

    /** Empty where there is no such version. */
    @Transactional(readOnly = true)
    public Optional<Frozen> get(int year, int version) {
        return jdbc.sql(SELECT + " and version = ?")
                .params(year, version)
                .query(Row.class)
                .optional()
                .map(Row::frozen);
    }

    /** What each version up to that one has changed, but for the first; the newest last. */
    @Transactional(readOnly = true)
    public List<Change> changes(int year, int upTo) {
        List<Frozen> versions =
                jdbc
                        .sql(SELECT + " and version <= ? order by version")
                        .params(year, upTo)
                        .query(Row.class)
                        .list()
                        .stream()
                        .map(Row::frozen)
                        .toList();
        List<Change> changes = new ArrayList<>();
        for (int at = 1; at < versions.size(); at++) {
            changes.addAll(between(versions.get(at - 1), versions.get(at)));
        }
        return changes;
    }

    private static List<Change> between(Frozen before, Frozen after) {
        Map<String, Annual> old = bySquad(before.scores());
        Map<String, Annual> fresh = bySquad(after.scores());
        List<String> squads = new ArrayList<>(fresh.keySet());
        old.keySet().stream().filter(squad -> !fresh.containsKey(squad)).forEach(squads::add);
        return squads.stream()
                .filter(squad -> !Objects.equals(old.get(squad), fresh.get(squad)))
                .map(squad -> new Change(
                        after.version(),
                        squad,
                        old.get(squad),
                        fresh.get(squad),
                        after.ordered(),
                        after.reason(),
                        after.byName(),
                        after.at()))
                .toList();
    }

    private static Map<String, Annual> bySquad(YearScores scores) {
        return scores.squads().stream()
                .collect(Collectors.toMap(Annual::squad, Function.identity(), (one, other) -> one, LinkedHashMap::new));
    }

    /** From now on this counts in every roll-up of the year; {@code appeal} is null when it was ordered. */
    public void correct(int year, Correction correction, @Nullable Long appeal, String reason, String by) {
        jdbc.sql("""
                        insert into assessment_correction (year, squad, subject, value, appeal, reason, by_whom, at)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        year,
                        correction.squad(),
                        correction.subject().name(),
                        correction.value(),
                        appeal,
                        Limits.required("更正原因", reason, 5, 1000),
                        by,
                        Timestamp.from(clock.instant()))
                .update();
    }

    /** By squad and subject, the newest of each. */
    @Transactional(readOnly = true)
    Map<String, Map<Subject, Correction>> corrections(int year) {
        Map<String, Map<Subject, Correction>> bySquad = new HashMap<>();
        jdbc.sql("""
                        select distinct on (squad, subject) squad, subject, value
                        from assessment_correction
                        where year = ?
                        order by squad, subject, id desc
                        """)
                .param(year)
                .query(Correction.class)
                .list()
                .forEach(row -> bySquad.computeIfAbsent(row.squad(), squad -> new EnumMap<>(Subject.class))
                        .put(row.subject(), row));
        return bySquad;
    }

    /** The version that the year was locked with, or that was ordered since; empty before the lock. */
    @Transactional(readOnly = true)
    Optional<YearScores> locked(int year) {
        return jdbc.sql("""
                        select content
                        from assessment_version
                                 join assessment on assessment.year = assessment_version.year
                            and assessment.current = assessment_version.version
                        where assessment.year = ?
                          and status = 'LOCKED'
                        """).param(year).query(String.class).optional().map(YearText::read);
    }
}
