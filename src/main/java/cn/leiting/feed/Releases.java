package cn.leiting.feed;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * 公开信息：what was released for the government's site and is not withdrawn, each question one statement. Nothing else
 * of an item leaves the house: no author, no editor, no squad, and of its photos only those without faces and plates.
 */
@Component
class Releases {

    static final int A_PAGE = 20;

    /** Beyond it nobody looks, and the database need not count. */
    static final int LAST_PAGE = 5_000;

    /**
     * 一条公开信息.
     *
     * @param no {@code INFO-2023-0001}, {@code TH-2023-01} or {@code LB-2023-01}
     * @param url of the government's site
     * @param releasedAt when it was recorded, not before {@code publishedAt}
     */
    record Release(
            String no, String title, String body, @Nullable String url, Instant publishedAt, Instant releasedAt) {

        public List<String> getParagraphs() {
            return body.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
        }

        private static Release of(ResultSet row) throws SQLException {
            return new Release(
                    row.getString("subject"),
                    row.getString("title"),
                    row.getString("body"),
                    row.getString("url"),
                    row.getTimestamp("published_at").toInstant(),
                    row.getTimestamp("recorded_at").toInstant());
        }
    }

    /**
     * One page, the newest first.
     *
     * @param no from 1 on
     * @param changed the last release or withdrawal; the epoch where there was none
     */
    record Page(int no, List<Release> releases, int total, Instant changed) {

        public int getLast() {
            return Math.max(1, (total + A_PAGE - 1) / A_PAGE);
        }

        public boolean hasNext() {
            return no < getLast();
        }

        boolean exists() {
            return no <= getLast();
        }
    }

    /** @param photos their hashes */
    record Found(Release release, boolean withdrawn, List<String> photos) {}

    private static final String STANDING = """
            one.channel = 'GOV_SITE'
              and not exists (select from take_down where take_down.publication = one.id)
              and not exists (select
                              from publication later
                              where later.subject = one.subject
                                and later.channel = 'GOV_SITE'
                                and later.id > one.id
                                and not exists (select from take_down where take_down.publication = later.id))
            """;

    private final JdbcClient jdbc;

    Releases(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Page page(int no) {
        List<Release> releases = new ArrayList<>();
        record Head(int total, Instant changed) {}
        List<Head> heads = jdbc.sql(
                        "select head.total, head.changed, shown.*\nfrom (select (select count(*) from publication one where "
                                + STANDING + """
                        ) as total,
                                     (select greatest(max(recorded_at), max(asked_at))
                                      from publication
                                               left join take_down on take_down.publication = publication.id
                                               left join withdrawal on withdrawal.id = take_down.withdrawal
                                      where channel = 'GOV_SITE') as changed) as head
                                 left join lateral (select id, subject, title, body, url, published_at, recorded_at
                                                    from publication one
                                                    where
                        """ + STANDING + """
                                                    order by recorded_at desc, id desc
                                                    limit :size offset :skipped) as shown on true
                        order by shown.recorded_at desc, shown.id desc
                        """)
                .param("size", A_PAGE)
                .param("skipped", (no - 1) * A_PAGE)
                .query((row, n) -> {
                    if (row.getString("subject") != null) {
                        releases.add(Release.of(row));
                    }
                    Timestamp changed = row.getTimestamp("changed");
                    return new Head(row.getInt("total"), changed == null ? Instant.EPOCH : changed.toInstant());
                })
                .list();
        return new Page(
                no, List.copyOf(releases), heads.get(0).total(), heads.get(0).changed());
    }

    /** The one that stands, else the last that was withdrawn. */
    Optional<Found> of(String no) {
        return jdbc.sql("""
                        select subject, title, body, url, published_at, recorded_at,
                               take_down.publication is not null as withdrawn,
                               array(select photo.sha256
                                     from info_photo photo
                                              join photo_file on photo_file.sha256 = photo.sha256
                                     where photo.item = subject
                                       and not faces
                                       and not plates
                                       and thumbnail = 'MADE'
                                     order by photo.no) as photos
                        from publication one
                                 left join take_down on take_down.publication = one.id
                        where subject = ?
                          and channel = 'GOV_SITE'
                        order by withdrawn, one.id desc
                        limit 1
                        """)
                .param(no)
                .query((row, n) ->
                        new Found(Release.of(row), row.getBoolean("withdrawn"), texts(row.getArray("photos"))))
                .optional();
    }

    /** Whether a photo without faces and plates is of an item that stands. */
    boolean showPhoto(String sha256) {
        return jdbc.sql("""
                        select exists (select
                                       from info_photo photo
                                                join photo_file on photo_file.sha256 = photo.sha256
                                                join publication one on one.item = photo.item
                                       where photo.sha256 = ?
                                         and not faces
                                         and not plates
                                         and thumbnail = 'MADE'
                                         and
                        """ + STANDING + ")").param(sha256).query(Boolean.class).single();
    }

    private static List<String> texts(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }
}
