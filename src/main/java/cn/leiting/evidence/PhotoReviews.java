package cn.leiting.evidence;

import cn.leiting.shared.Actor;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.sql.Timestamp;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 照片核查：what supervisors make of photos that a machine doubted. A photo is genuine until one of them, with a reason,
 * says that it is not; only that is a ground for the deduction X2, which a person books (domain, section 9.3, no. 23).
 */
@Component
public class PhotoReviews {

    static final String PHOTO = "select from inspection_photo photo where photo.inspection = visit.id";

    static final String LAST = """
            (select decision
             from photo_review
             where photo_review.inspection = photo.inspection
               and photo_review.sha256 = photo.sha256
             order by id desc
             limit 1)
            """;

    static final String OPEN = LAST + " is null";

    /** 认定：what a supervisor says. */
    public enum Decision {
        GENUINE("属实"),
        FALSE("虚假");

        private final String label;

        Decision(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    private final JdbcClient jdbc;
    private final Clock clock;

    PhotoReviews(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Says of a photo in a visit that it is genuine or false, with the reason, 5 to 500 characters; a later word
     * replaces an earlier one, which stays on record. Only 执法协调科 and 法规监督科; 404 unless the visit has the
     * photo, 409 before its bytes are there.
     */
    @Transactional
    public void decide(long inspection, String sha256, Decision decision, @Nullable String reason, Actor by) {
        by.require("deptCoordination", "deptSupervision");
        String why = Limits.required("理由", reason, 5, 500);
        boolean arrived = jdbc.sql(
                        "select arrived_at is not null from inspection_photo where inspection = ? and sha256 = ?")
                .params(inspection, sha256)
                .query(Boolean.class)
                .optional()
                .orElseThrow(() -> Refusal.notFound("这次检查没有这张照片。"));
        if (!arrived) {
            throw Refusal.conflict("这张照片还没有上传，不能认定。");
        }
        jdbc.sql("""
                        insert into photo_review (inspection, sha256, decision, reason, by_whom, by_name, at)
                        values (:inspection, :sha256, :decision, :reason, :by,
                                coalesce((select name from person where user_id = :by), :by), :at)
                        """)
                .param("inspection", inspection)
                .param("sha256", sha256)
                .param("decision", decision.name())
                .param("reason", why)
                .param("by", by.id())
                .param("at", Timestamp.from(clock.instant()))
                .update();
    }

    /** How many valid visits of a task lack a photo that they announced, or have one that was found false. */
    public int unproven(String squadTask) {
        return jdbc.sql("""
                        select count(*)
                        from inspection_purpose purpose
                                 join inspection visit on visit.id = purpose.inspection
                        where purpose.squad_task = ?
                          and visit.validity = 'VALID'
                          and exists (%s and (arrived_at is null or %s = 'FALSE'))
                        """.formatted(PHOTO, LAST))
                .param(squadTask)
                .query(Integer.class)
                .single();
    }
}
