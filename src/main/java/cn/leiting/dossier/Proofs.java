package cn.leiting.dossier;

import cn.leiting.calendar.BureauTime;
import cn.leiting.calendar.Parameters;
import cn.leiting.publicity.Publication.Channel;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import cn.leiting.storage.ScannedFiles;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 发布证明和传播数据：what 办公室 keeps of each publication of an item, a campaign or a look-back: at most five files, and
 * from the seventh day on how many read it. Refuses all but 办公室 (403), an unknown publication (404), what is there
 * already or comes too early (409), and what is no such file or number (422).
 */
@Component
@Transactional
class Proofs {

    static final int MOST = 5;

    /**
     * One publication.
     *
     * @param readers as counted last; null: never
     */
    record Issue(
            int no,
            Channel channel,
            @Nullable String level,
            @Nullable String title,
            @Nullable String url,
            @Nullable String proofNote,
            LocalDateTime publishedAt,
            boolean withdrawn,
            @Nullable Integer readers,
            @Nullable Integer shares,
            @Nullable LocalDateTime countedAt) {}

    /** One file. */
    record Proof(
            int publication,
            int no,
            String sha256,
            int bytes,
            ScannedFiles.Type type,
            String addedByName,
            LocalDateTime addedAt) {

        public String getSize() {
            return bytes < 1024 * 1024 ? Math.max(1, bytes / 1024) + "KB" : bytes / (1024 * 1024) + "MB";
        }
    }

    private record Found(long id, LocalDate publishedOn, int proofs) {}

    private final JdbcClient jdbc;
    private final ScannedFiles files;
    private final Parameters parameters;
    private final Clock clock;

    Proofs(JdbcClient jdbc, ScannedFiles files, Parameters parameters, Clock clock) {
        this.jdbc = jdbc;
        this.files = files;
        this.parameters = parameters;
        this.clock = clock;
    }

    /** By number; without the reasons why nothing was published. */
    @Transactional(readOnly = true)
    List<Issue> issues(String subject) {
        return jdbc.sql("""
                        select one.no, channel, level, title, url, proof_note,
                               published_at at time zone 'Asia/Shanghai' as published_at,
                               exists (select from take_down where publication = one.id) as withdrawn, readers, shares,
                               recorded.recorded_at at time zone 'Asia/Shanghai' as counted_at
                        from publication one
                                 left join lateral (select readers, shares, recorded_at
                                                    from publication_count
                                                    where publication = one.id
                                                    order by no desc
                                                    limit 1) as recorded on true
                        where subject = ?
                          and channel <> 'NONE'
                        order by one.no
                        """).param(subject).query(Issue.class).list();
    }

    @Transactional(readOnly = true)
    List<Proof> of(String subject) {
        return jdbc.sql("""
                        select publication.no as publication, proof.no, sha256, bytes, type, added_by_name,
                               added_at at time zone 'Asia/Shanghai' as added_at
                        from publication_proof proof
                                 join publication on publication.id = proof.publication
                        where subject = ?
                        order by publication.no, proof.no
                        """).param(subject).query(Proof.class).list();
    }

    /** Refuses (404) what is none. */
    @Transactional(readOnly = true)
    Proof of(String subject, int publication, int no) {
        return of(subject).stream()
                .filter(proof -> proof.publication == publication && proof.no == no)
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("没有这份证明。"));
    }

    /** @param file PDF, JPEG or PNG of 20 MB at most */
    void add(String subject, int publication, InputStreamSource file, Actor by) {
        by.require("deptOffice");
        Found found = lock(subject, publication);
        if (found.proofs() >= MOST) {
            throw Refusal.conflict("这一发布已有5份证明，不能再增加。");
        }
        ScannedFiles.Kept kept = files.keep("证明", file);
        int added = jdbc.sql("""
                        insert into publication_proof
                            (publication, no, sha256, bytes, type, added_by, added_by_name, added_at)
                        values (:publication, :no, :sha256, :bytes, :type, :by,
                                coalesce((select name from person where user_id = :by), :by), :at)
                        on conflict (publication, sha256) do nothing
                        """)
                .param("publication", found.id())
                .param("no", found.proofs() + 1)
                .param("sha256", kept.sha256())
                .param("bytes", (int) kept.bytes())
                .param("type", kept.type().name())
                .param("by", by.id())
                .param("at", Timestamp.from(clock.instant()))
                .update();
        if (added == 0) {
            throw Refusal.conflict("这份证明已经上传过。");
        }
    }

    /**
     * 登记传播数据.
     *
     * @param readers 0 to 1,000,000,000
     * @param shares likewise; null: not known
     */
    void count(String subject, int publication, int readers, @Nullable Integer shares, Actor by) {
        by.require("deptOffice");
        if (isNoCount(readers) || shares != null && isNoCount(shares)) {
            throw Refusal.invalid("readers", "传播数据应在0到1000000000之间。");
        }
        Found found = lock(subject, publication);
        int days = parameters.length("publicity.counters", found.publishedOn()).amount();
        if (LocalDate.now(clock).isBefore(found.publishedOn().plusDays(days))) {
            throw Refusal.conflict("发布满" + days + "天后才能登记传播数据。");
        }
        jdbc.sql("""
                        insert into publication_count
                            (publication, no, readers, shares, recorded_by, recorded_by_name, recorded_at)
                        select :publication, coalesce(max(no), 0) + 1, :readers, :shares, :by,
                               coalesce((select name from person where user_id = :by), :by), :at
                        from publication_count
                        where publication = :publication
                        """)
                .param("publication", found.id())
                .param("readers", readers)
                .param("shares", shares)
                .param("by", by.id())
                .param("at", Timestamp.from(clock.instant()))
                .update();
    }

    private static boolean isNoCount(int typed) {
        return typed < 0 || typed > 1_000_000_000;
    }

    /** Whoever adds to a publication waits for whoever does. */
    private Found lock(String subject, int publication) {
        jdbc.sql("select true from pg_advisory_xact_lock(hashtext(?))")
                .param("proof:" + subject)
                .query()
                .singleRow();
        return jdbc.sql("""
                        select id, published_at, (select count(*) from publication_proof where publication = id) as proofs
                        from publication
                        where subject = ? and no = ? and channel <> 'NONE'
                        """)
                .params(subject, publication)
                .query((row, n) -> new Found(
                        row.getLong("id"),
                        LocalDate.ofInstant(row.getTimestamp("published_at").toInstant(), BureauTime.ZONE),
                        row.getInt("proofs")))
                .optional()
                .orElseThrow(() -> Refusal.notFound(subject + "没有这一发布。"));
    }
}
