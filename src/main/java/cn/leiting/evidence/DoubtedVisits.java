package cn.leiting.evidence;

import cn.leiting.evidence.Judgement.Reason;
import cn.leiting.fieldwork.Inspection.GeoVerdict;
import cn.leiting.fieldwork.Inspection.Relation;
import cn.leiting.fieldwork.Inspection.Validity;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 待核查：visits with photos that somebody should look at, in the same number of statements whatever there is. */
@Component
class DoubtedVisits {

    private static final int PAGE = 30;

    /** Which visits to show. */
    enum Show {
        DOUBTFUL(
                "照片有疑点",
                "exists (" + PhotoReviews.PHOTO + " and verdict in ('WARN', 'REJECT') and (not :open or "
                        + PhotoReviews.OPEN + "))"),
        UNKNOWN(
                "照片无法核对",
                "exists (" + PhotoReviews.PHOTO + " and verdict = 'UNKNOWN' and (not :open or " + PhotoReviews.OPEN
                        + "))"),
        FALSE("照片认定虚假", "exists (" + PhotoReviews.PHOTO + " and " + PhotoReviews.LAST + " = 'FALSE')"),
        MISSING("照片未到", "exists (" + PhotoReviews.PHOTO + " and arrived_at is null)"),
        ELSEWHERE("检查定位偏离", "geo_verdict in ('WARN', 'REJECT')"),
        LATE("记录迟传", "late_upload"),
        ALL("全部检查", "true");

        private final String label;
        private final String condition;

        Show(String label, String condition) {
            this.label = label;
            this.condition = condition;
        }

        public String label() {
            return label;
        }
    }

    /**
     * What to show.
     *
     * @param campaign code of a campaign, look-back or improvement; null: all
     * @param squad its code; null: all
     * @param open only what nobody has decided yet
     * @param before visits whose number is below it; null: from the newest on
     */
    record Narrowed(
            @Nullable String campaign,
            @Nullable String squad,
            Show show,
            boolean open,
            @Nullable Long before) {}

    /** @param older where the next ones begin; null: there are none */
    record Listing(List<Visited> visits, @Nullable Long older) {}

    record Visited(Visit visit, List<Photo> photos) {}

    record Visit(
            long id,
            String squad,
            String squadName,
            String point,
            String pointName,
            String tasks,
            LocalDateTime startedAt,
            @Nullable LocalDateTime endedAt,
            LocalDateTime receivedAt,
            GeoVerdict geoVerdict,
            @Nullable BigDecimal distanceM,
            boolean lateUpload,
            Validity validity,
            String recordedBy) {}

    /** @param others how many other visits have the very same photo */
    record Photo(
            long inspection,
            String sha256,
            Relation relation,
            @Nullable LocalDateTime arrivedAt,
            @Nullable GeoVerdict verdict,
            String reasons,
            @Nullable BigDecimal distanceM,
            @Nullable LocalDateTime takenAt,
            int others,
            PhotoReviews.@Nullable Decision decision,
            @Nullable String reason,
            @Nullable String byName,
            @Nullable LocalDateTime decidedAt) {

        public List<String> getReasonLabels() {
            return Arrays.stream(reasons.split(" "))
                    .filter(one -> !one.isEmpty())
                    .map(one -> Reason.valueOf(one).label())
                    .toList();
        }

        public String getShortHash() {
            return sha256.substring(0, 12);
        }
    }

    private final JdbcClient jdbc;

    DoubtedVisits(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(readOnly = true)
    Listing list(Narrowed narrowed) {
        List<Visit> visits = jdbc.sql("""
                        select visit.id, visit.squad, unit.name as squad_name, visit.point, point.name as point_name,
                               (select string_agg(squad_task, '、' order by squad_task)
                                from inspection_purpose
                                where inspection_purpose.inspection = visit.id) as tasks,
                               started_at at time zone 'Asia/Shanghai' as started_at,
                               ended_at at time zone 'Asia/Shanghai' as ended_at,
                               received_at at time zone 'Asia/Shanghai' as received_at,
                               geo_verdict, distance_m, late_upload, validity,
                               coalesce(person.name, recorded_by) as recorded_by
                        from inspection visit
                                 join inspection_point point on point.code = visit.point
                                 left join person on person.user_id = recorded_by
                                 left join unit on unit.code = visit.squad
                        where visit.id < :before
                          and (:squad::text is null or visit.squad = :squad)
                          and (:campaign::text is null
                              or exists (select
                                         from inspection_purpose
                                                  join squad_task on squad_task.code = squad_task
                                         where inspection_purpose.inspection = visit.id
                                           and assignment = :campaign))
                          and (:open or true)
                          and %s
                        order by visit.id desc
                        limit :most
                        """.formatted(narrowed.show.condition))
                .param("before", narrowed.before == null ? Long.MAX_VALUE : narrowed.before)
                .param("squad", narrowed.squad)
                .param("campaign", narrowed.campaign)
                .param("open", narrowed.open)
                .param("most", PAGE + 1)
                .query(Visit.class)
                .list();
        List<Visit> page = visits.stream().limit(PAGE).toList();
        Map<Long, List<Photo>> photos = photos(page.stream().map(Visit::id).toList());
        return new Listing(
                page.stream()
                        .map(visit -> new Visited(visit, photos.getOrDefault(visit.id, List.of())))
                        .toList(),
                visits.size() > PAGE ? visits.get(PAGE - 1).id : null);
    }

    private Map<Long, List<Photo>> photos(List<Long> visits) {
        return jdbc.sql("""
                        select photo.inspection, photo.sha256, relation, verdict, photo.distance_m,
                               arrived_at at time zone 'Asia/Shanghai' as arrived_at,
                               array_to_string(reasons, ' ') as reasons,
                               taken_at at time zone 'Asia/Shanghai' as taken_at,
                               (select count(*)
                                from inspection_photo other
                                where other.sha256 = photo.sha256
                                  and other.inspection <> photo.inspection) as others,
                               review.decision, review.reason, review.by_name,
                               review.at at time zone 'Asia/Shanghai' as decided_at
                        from inspection_photo photo
                                 left join photo_file file on file.sha256 = photo.sha256
                                 left join lateral (select *
                                                    from photo_review
                                                    where photo_review.inspection = photo.inspection
                                                      and photo_review.sha256 = photo.sha256
                                                    order by id desc
                                                    limit 1) review on true
                        where photo.inspection = any(?)
                        order by relation, photo.sha256
                        """).param(visits.toArray(Long[]::new)).query(Photo.class).list().stream()
                .collect(Collectors.groupingBy(Photo::inspection));
    }
}
