package cn.leiting.evidence;

import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import cn.leiting.storage.EvidenceStore;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Array;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * 照片调阅：original and small picture, for those who may see one of the photo's visits: the squad and its town, the
 * sections that supervise, 法制科 and the leaders (domain, section 2.4).
 */
@Component
class PhotoFiles {

    private final JdbcClient jdbc;
    private final EvidenceStore store;
    private final Organization organization;

    PhotoFiles(JdbcClient jdbc, EvidenceStore store, Organization organization) {
        this.jdbc = jdbc;
        this.store = store;
        this.organization = organization;
    }

    /** How far the small picture is. */
    enum Thumbnail {
        DUE,
        MADE,
        FAILED
    }

    record Kept(Snapshot.Type type, long bytes, Thumbnail thumbnail) {}

    private record Found(Kept photo, List<String> squads) {}

    /** Refuses (404) a photo that is not stored, (403) who may see none of its visits. */
    Kept of(String sha256, Actor actor) {
        Found found = jdbc.sql("""
                        select type, bytes, thumbnail,
                               array(select squad
                                     from inspection_photo
                                              join inspection on inspection.id = inspection
                                     where inspection_photo.sha256 = photo_file.sha256
                                     union
                                     select squad
                                     from visit_photo
                                              join visit_point on visit_point.id = visit_point
                                              join supervision_visit visited on visited.id = visit_point.visit
                                     where visit_photo.sha256 = photo_file.sha256
                                       and visited.status = 'SIGNED') as squads
                        from photo_file
                        where sha256 = ?
                        """)
                .param(sha256)
                .query((row, number) -> new Found(
                        new Kept(
                                Snapshot.Type.valueOf(row.getString("type")),
                                row.getLong("bytes"),
                                Thumbnail.valueOf(row.getString("thumbnail"))),
                        texts(row.getArray("squads"))))
                .optional()
                .orElseThrow(() -> Refusal.notFound("没有这张照片。"));
        if (!seesAll(actor) && found.squads.stream().map(organization::squad).noneMatch(squad -> isOf(squad, actor))) {
            throw Refusal.forbidden("您没有查看这张照片的权限。");
        }
        return found.photo;
    }

    /**
     * Whether the bytes are there for whoever names their hash. Those of a case's scan are for whoever sends them: its
     * hash stands on pages of people who may not see the party in it.
     */
    boolean isFree(String sha256) {
        return store.has(sha256)
                && jdbc.sql("""
                        select not exists (select
                                           from case_document_version
                                           where sha256 = ?
                                             and origin = 'SCANNED')
                        """).param(sha256).query(Boolean.class).single();
    }

    private static List<String> texts(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }

    static boolean seesAll(Actor actor) {
        return actor.isSupervisor() || actor.isLeader() || actor.isIn("deptLegal");
    }

    static boolean isOf(Squad squad, Actor actor) {
        return actor.isIn(squad.group(), squad.leadGroup(), squad.townGroup());
    }

    InputStream read(String sha256) throws IOException {
        return store.read(sha256);
    }

    InputStream readThumbnail(String sha256) throws IOException {
        return store.readThumbnail(sha256);
    }
}
