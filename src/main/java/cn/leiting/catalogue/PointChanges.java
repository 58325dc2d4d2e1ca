package cn.leiting.catalogue;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import cn.leiting.catalogue.Point.Status;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 点位变更：merges duplicates and puts points where they really are; the database notes each change. */
@Component
@Transactional
public class PointChanges {

    /** 并点：what was done at the one point is the other's from now on, in whatever room. */
    public record Merged(String code, String into) {}

    private final JdbcClient jdbc;
    private final Points points;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    PointChanges(JdbcClient jdbc, Points points, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.points = points;
        this.events = events;
        this.clock = clock;
    }

    /**
     * 并点：the same object had two codes (domain 9.3, no. 27). The merged one stays readable; its visits count for
     * the other, and what was merged into it goes over as well, so that nothing is ever merged over two steps.
     * Refuses a point of another town, one that is merged already, and another that is not in use.
     *
     * @param reason 5 to 200 characters
     */
    public void merge(String code, @Nullable String into, @Nullable String reason, Actor by) {
        by.require("deptCoordination");
        String why = Limits.required("并点原因", reason, 5, 200);
        String target = Limits.required("并入的点位", into, 60);
        if (target.equals(code)) {
            throw Refusal.invalid("into", "点位不能并入自己。");
        }
        Map<String, Point> locked = lock(code, target);
        Point merged = known(locked, code);
        Point standing = known(locked, target);
        if (merged.status() == Status.MERGED) {
            throw Refusal.conflict("点位“" + code + "”已并入，不能再并入其他点位。");
        }
        if (!standing.isActive()) {
            throw Refusal.conflict("点位“" + target + "”" + standing.status().label() + "，不能并入。");
        }
        if (!merged.squadCode().equals(standing.squadCode())) {
            throw Refusal.invalid("into", "只能并入同一街镇的点位。");
        }
        jdbc.sql("""
                        update inspection_point
                        set status        = 'MERGED',
                            merged_into   = :into,
                            closed_reason = case when code = :code then :reason else closed_reason end,
                            changed_by    = :by,
                            changed_at    = :now
                        where code = :code
                           or merged_into = :code
                        """)
                .param("code", code)
                .param("into", target)
                .param("reason", why)
                .param("by", by.id())
                .param("now", now())
                .update();
        events.publishEvent(new Merged(code, target));
    }

    /** In the order of the codes; visits of them that are being recorded are waited for, others wait. */
    private Map<String, Point> lock(String one, String other) {
        return jdbc
                .sql(Points.SELECT + "where code in (?, ?) or merged_into in (?, ?) order by code for update")
                .params(one, other, one, other)
                .query(Point.class)
                .list()
                .stream()
                .collect(toMap(Point::code, identity()));
    }

    private static Point known(Map<String, Point> points, String code) {
        return Optional.ofNullable(points.get(code)).orElseThrow(() -> Points.unknown(code));
    }

    /**
     * 移位：puts it where it really is; refuses a point that is not in use and a place outside its town's box.
     *
     * @param place in WGS-84
     */
    public void move(String code, Coordinates place, Actor by) {
        by.require("deptCoordination");
        Point point = known(lock(code, code), code);
        if (!point.isActive()) {
            throw Refusal.conflict("点位“" + code + "”" + point.status().label() + "，不能移位。");
        }
        if (!Objects.requireNonNull(points.boxes().get(point.squadCode())).contains(place)) {
            throw Refusal.invalid("新的坐标不在该中队的辖区范围内。");
        }
        jdbc.sql("""
                        update inspection_point
                        set lat = ?, lon = ?, datum = 'WGS84', changed_by = ?, changed_at = ?
                        where code = ?
                        """).params(place.lat(), place.lon(), by.id(), now(), code).update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
