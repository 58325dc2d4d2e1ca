package cn.leiting.dossier;

import cn.leiting.evidence.Uploads;
import cn.leiting.publicity.InfoForms.Flags;
import cn.leiting.publicity.InfoItem.Status;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 信息照片 (F-26): at most nine an item, added by its squad or 办公室 and marked by 办公室 while it waits for the editor.
 * Refuses who may not (403), an unknown item or photo (404), what the item's state does not allow (409), and what is no
 * photo (422).
 */
@Component
@Transactional
public class ItemPhotos {

    static final int MOST = 9;

    private static final String OFFICE = "deptOffice";

    /**
     * 一张照片.
     *
     * @param faces null until the editor has looked at it, with {@code plates}
     * @param small whether its small picture is there
     */
    record Photo(
            int no,
            String sha256,
            String type,
            @Nullable Boolean faces,
            @Nullable Boolean plates,
            @Nullable String markedByName,
            boolean small) {

        public boolean isMarked() {
            return faces != null;
        }

        /** Whether it may be public with its item. */
        public boolean isClear() {
            return Boolean.FALSE.equals(faces) && Boolean.FALSE.equals(plates);
        }
    }

    private record Owner(@Nullable String squad, Status status) {}

    private record Marks(
            boolean containsPersons,
            boolean containsMinors,
            boolean caseInvolved,
            boolean otherAgency,
            boolean sensitive,
            int unmarked) {}

    private final JdbcClient jdbc;
    private final Uploads uploads;
    private final ItemReaders readers;
    private final Clock clock;

    ItemPhotos(JdbcClient jdbc, Uploads uploads, ItemReaders readers, Clock clock) {
        this.jdbc = jdbc;
        this.uploads = uploads;
        this.readers = readers;
        this.clock = clock;
    }

    /** By number. */
    @Transactional(readOnly = true)
    List<Photo> of(String item) {
        return jdbc.sql("""
                        select no, info_photo.sha256, type, faces, plates,
                               coalesce(name, marked_by) as marked_by_name, thumbnail = 'MADE' as small
                        from info_photo
                                 join photo_file on photo_file.sha256 = info_photo.sha256
                                 left join person on user_id = marked_by
                        where item = ?
                        order by no
                        """).param(item).query(Photo.class).list();
    }

    /** Whoever sees the item sees its photos; refuses others (403) and what is none of them (404). */
    @Transactional(readOnly = true)
    Photo of(String item, String sha256, Actor actor) {
        String squad = jdbc.sql("select coalesce(squad, '') from info_item where code = ?")
                .param(item)
                .query(String.class)
                .optional()
                .orElseThrow(() -> unknown(item));
        readers.refuseStranger(squad, actor);
        return of(item).stream()
                .filter(photo -> photo.sha256.equals(sha256))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("没有这张照片。"));
    }

    void add(String item, InputStreamSource file, Actor by) {
        keepable(item, "增加", by);
        String sha256;
        try {
            sha256 = uploads.keep(file, by);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        int no = jdbc.sql("""
                        select coalesce((select no from info_photo where item = :item and sha256 = :sha256), 0) * 100
                                   + (select coalesce(min(free), 10)
                                      from generate_series(1, 9) as free
                                      where free not in (select no from info_photo where item = :item))
                        """)
                .param("item", item)
                .param("sha256", sha256)
                .query(Integer.class)
                .single();
        if (no >= 100) {
            throw Refusal.conflict("这张照片已经在信息" + item + "中。");
        }
        if (no > MOST) {
            throw Refusal.conflict("信息" + item + "已有9张照片，不能再增加。");
        }
        jdbc.sql("insert into info_photo (item, no, sha256, added_by, added_at) values (?, ?, ?, ?, ?)")
                .params(item, no, sha256, by.id(), now())
                .update();
    }

    void remove(String item, String sha256, Actor by) {
        keepable(item, "减少", by);
        changed(jdbc.sql("delete from info_photo where item = ? and sha256 = ?")
                .params(item, sha256)
                .update());
    }

    /** 标注 what the photo shows; a later one replaces it. */
    void mark(String item, String sha256, boolean faces, boolean plates, Actor by) {
        by.require(OFFICE);
        open(item, "标注");
        changed(jdbc.sql("""
                        update info_photo
                        set faces = ?, plates = ?, marked_by = ?, marked_at = ?
                        where item = ? and sha256 = ?
                        """)
                .params(faces, plates, by.id(), now(), item, sha256)
                .update());
    }

    /**
     * Before the adoption: the item's flags, with persons where a photo shows a face or a plate; the database looks
     * again when the item is adopted. Refuses (409) an item with photos that nobody has marked.
     */
    @Transactional(readOnly = true)
    public Flags flags(String item) {
        Marks marks = jdbc.sql("""
                        select contains_persons or coalesce(bool_or(faces or plates), false) as contains_persons,
                               contains_minors, case_involved, other_agency, sensitive,
                               count(info_photo.item) filter (where faces is null) as unmarked
                        from info_item
                                 left join info_photo on info_photo.item = code
                        where code = ?
                        group by info_item.id
                        """).param(item).query(Marks.class).optional().orElseThrow(() -> unknown(item));
        if (marks.unmarked() > 0) {
            throw Refusal.conflict("还有" + marks.unmarked() + "张照片没有标注人脸和车牌，请先在信息档案页标注。");
        }
        return new Flags(
                marks.containsPersons(),
                marks.containsMinors(),
                marks.caseInvolved(),
                marks.otherAgency(),
                marks.sensitive());
    }

    /** Whom it does not concern hears nothing of how the item stands. */
    private void keepable(String item, String action, Actor by) {
        Owner owner = lock(item);
        if (!readers.keeps(owner.squad(), by)) {
            throw Refusal.forbidden("只有报送中队和办公室可以增减照片。");
        }
        refuseSettled(item, owner, action);
    }

    private void open(String item, String action) {
        refuseSettled(item, lock(item), action);
    }

    private static void refuseSettled(String item, Owner owner, String action) {
        if (owner.status() != Status.SUBMITTED) {
            throw Refusal.conflict("信息" + item + owner.status().label() + "，不能" + action + "照片。");
        }
    }

    private Owner lock(String item) {
        return jdbc.sql("select squad, status from info_item where code = ? for update")
                .param(item)
                .query(Owner.class)
                .optional()
                .orElseThrow(() -> unknown(item));
    }

    private static void changed(int rows) {
        if (rows == 0) {
            throw Refusal.notFound("没有这张照片。");
        }
    }

    static Refusal unknown(String item) {
        return Refusal.notFound("没有编号为“" + item + "”的信息。");
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
