package cn.leiting.evidence;

import cn.leiting.calendar.Parameters;
import cn.leiting.catalogue.Coordinates.Datum;
import cn.leiting.catalogue.Point;
import cn.leiting.catalogue.Points;
import cn.leiting.evidence.Judgement.Bounds;
import cn.leiting.evidence.Judgement.Shown;
import cn.leiting.fieldwork.Inspection;
import cn.leiting.fieldwork.Position;
import cn.leiting.organization.Organization;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 照片：what is known of the photos that visits announced: whether the bytes are there, and what a machine makes of
 * them. The same number of statements for one photo as for many.
 */
@Component
public class Photos {

    private static final String SHOWN = """
            select photo.inspection, photo.sha256, visit.point, business_date, started_at,
                   coalesce(ended_at, started_at) as ended_at, taken_at, file.lat, file.lon, file.accuracy_m,
                   exists (select
                           from inspection_photo other
                                    join inspection elsewhere on elsewhere.id = other.inspection
                           where other.sha256 = photo.sha256
                             and other.inspection <> photo.inspection
                             and elsewhere.validity <> 'INVALID') as elsewhere
            from inspection_photo photo
                     join inspection visit on visit.id = photo.inspection
                     join photo_file file on file.sha256 = photo.sha256
            where photo.sha256 = any(:hashes)
            """;

    private final JdbcClient jdbc;
    private final Points points;
    private final Parameters parameters;
    private final Organization organization;
    private final ObjectMapper json;
    private final Clock clock;

    Photos(
            JdbcClient jdbc,
            Points points,
            Parameters parameters,
            Organization organization,
            ObjectMapper json,
            Clock clock) {
        this.jdbc = jdbc;
        this.points = points;
        this.parameters = parameters;
        this.organization = organization;
        this.json = json;
        this.clock = clock;
    }

    /** A photo that a visit announced; {@code arrived}: it is stored. */
    record Announced(long inspection, String squad, String sha256, boolean announced, boolean arrived) {}

    /** Refuses (404) an unknown visit, (403) who is not of its squad, (422) a photo that it did not announce. */
    Announced announced(UUID clientId, String sha256, Actor actor) {
        Announced photo = jdbc.sql("""
                        select visit.id as inspection, visit.squad, :sha256 as sha256,
                               photo.inspection is not null as announced, photo.arrived_at is not null as arrived
                        from inspection visit
                                 left join inspection_photo photo
                                           on photo.inspection = visit.id and photo.sha256 = :sha256
                        where client_id = :clientId
                        """)
                .param("clientId", clientId)
                .param("sha256", sha256)
                .query(Announced.class)
                .optional()
                .orElseThrow(() -> Refusal.notFound("没有这条检查记录，请先提交检查记录，再上传照片。"));
        if (!actor.isIn(organization.squad(photo.squad()).group())) {
            throw Refusal.forbidden("只能上传本中队检查记录的照片。");
        }
        if (!photo.announced()) {
            throw Refusal.invalid("检查记录的照片清单中没有这张照片。");
        }
        return photo;
    }

    /** Keeps in mind how much of a photo is there that is not whole. */
    void received(Announced photo, long bytes) {
        jdbc.sql("""
                        update inspection_photo
                        set received = nullif(?, 0)
                        where inspection = ? and sha256 = ? and arrived_at is null
                        """).params((int) bytes, photo.inspection(), photo.sha256()).update();
    }

    /** What was kept of photos that are not whole has been thrown away. */
    void forget(Collection<String> hashes) {
        jdbc.sql("update inspection_photo set received = null where received is not null and sha256 = any(?)")
                .param(hashes.toArray(String[]::new))
                .update();
    }

    /** The bytes lie in the store: every visit that announced them has its photo, and it is judged there. */
    @Transactional
    public void arrive(String sha256, Snapshot photo, long bytes, String by) {
        lock(List.of(sha256));
        Position place = photo.place();
        Timestamp now = Timestamp.from(clock.instant());
        jdbc.sql("""
                        insert into photo_file (sha256, bytes, type, width, height, orientation, taken_at, lat, lon,
                                                accuracy_m, stored_at, stored_by, thumbnail_due)
                        values (:sha256, :bytes, :type, :width, :height, :orientation, :taken, :lat, :lon,
                                :accuracy, :now, :by, :now)
                        on conflict do nothing
                        """)
                .param("sha256", sha256)
                .param("bytes", (int) bytes)
                .param("type", photo.type().name())
                .param("width", photo.width())
                .param("height", photo.height())
                .param("orientation", photo.orientation())
                .param("taken", photo.takenAt() == null ? null : Timestamp.from(photo.takenAt()))
                .param("lat", place == null ? null : place.lat())
                .param("lon", place == null ? null : place.lon())
                .param("accuracy", place == null ? null : place.accuracy())
                .param("now", now)
                .param("by", by)
                .update();
        judge(List.of(sha256));
    }

    /** Looks at a new visit's photos, which may have come with another one before; gives the others' hashes. */
    List<String> recorded(long inspection) {
        List<String> hashes = jdbc.sql("select sha256 from inspection_photo where inspection = ? order by sha256")
                .param(inspection)
                .query(String.class)
                .list();
        lock(hashes);
        Set<String> stored = judge(hashes);
        return hashes.stream().filter(sha256 -> !stored.contains(sha256)).toList();
    }

    String recordedBy(long inspection) {
        return jdbc.sql("select recorded_by from inspection where id = ?")
                .param(inspection)
                .query(String.class)
                .single();
    }

    /** Looks again at the photos that a void visit shares with others. */
    @EventListener
    void voided(Inspection.Voided visit) {
        recorded(visit.inspection());
    }

    /** Of two that bring the same photo at the same moment, the later one sees the earlier one's. */
    private void lock(List<String> hashes) {
        jdbc.sql("""
                        select count(pg_advisory_xact_lock(hashtextextended('photo ' || sha256, 0)))
                        from (select sha256 from unnest(?) as hashes(sha256) order by sha256) as in_order
                        """).param(hashes.toArray(String[]::new)).query(Long.class).single();
    }

    /** Gives those that are stored. */
    private Set<String> judge(List<String> hashes) {
        List<Shown> shown = jdbc.sql(SHOWN)
                .param("hashes", hashes.toArray(String[]::new))
                .query((row, number) -> shown(row))
                .list();
        if (shown.isEmpty()) {
            return Set.of();
        }
        Map<String, Point> places =
                points.find(shown.stream().map(Shown::point).distinct().toList());
        List<Judgement> judgements = shown.stream()
                .map(photo -> Judgement.of(
                        photo, Objects.requireNonNull(places.get(photo.point())), bounds(photo.businessDate())))
                .toList();
        jdbc.sql("""
                        update inspection_photo photo
                        set verdict = judged.verdict, reasons = judged.reasons, distance_m = judged.metres,
                            arrived_at = coalesce(arrived_at, :now), received = null
                        from jsonb_to_recordset(:rows::jsonb)
                                 as judged(inspection bigint, sha256 text, verdict text, reasons text[], metres numeric)
                        where photo.inspection = judged.inspection
                          and photo.sha256 = judged.sha256
                        """)
                .param("now", Timestamp.from(clock.instant()))
                .param("rows", write(judgements))
                .update();
        return shown.stream().map(Shown::sha256).collect(Collectors.toSet());
    }

    private Bounds bounds(LocalDate on) {
        return new Bounds(
                parameters.number("geo.warn", on),
                parameters.number("geo.reject", on),
                Duration.ofMinutes(parameters.number("evidence.minutes", on).longValueExact()));
    }

    private static Shown shown(ResultSet row) throws SQLException {
        BigDecimal lat = row.getBigDecimal("lat");
        return new Shown(
                row.getLong("inspection"),
                row.getString("sha256"),
                row.getString("point"),
                row.getObject("business_date", LocalDate.class),
                row.getTimestamp("started_at").toInstant(),
                row.getTimestamp("ended_at").toInstant(),
                moment(row.getTimestamp("taken_at")),
                lat == null
                        ? null
                        : new Position(lat, row.getBigDecimal("lon"), row.getBigDecimal("accuracy_m"), Datum.WGS84),
                row.getBoolean("elsewhere"));
    }

    private static @Nullable Instant moment(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }

    private String write(Object rows) {
        try {
            return json.writeValueAsString(rows);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
