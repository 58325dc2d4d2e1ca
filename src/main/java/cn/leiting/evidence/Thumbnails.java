package cn.leiting.evidence;

import cn.leiting.shared.Sweep;
import cn.leiting.storage.EvidenceStore;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * 缩略图：makes the small pictures of photos outside of any request: 320 pixels on the longer side, upright, JPEG,
 * nothing of the original's metadata. A photo is claimed before it is looked at and tried three times at most, so
 * that one that kills a node does not kill it for ever.
 */
@Component
class Thumbnails implements Sweep {

    private static final Logger LOG = LoggerFactory.getLogger(Thumbnails.class);
    private static final int LONGER_SIDE = 320;
    private static final int AT_ONCE = 20;
    private static final int MOST_TRIES = 3;
    private static final Duration CLAIM = Duration.ofMinutes(10);

    /** How long what broke off waits for the phone. */
    private static final Duration LEFT_OVER = Duration.ofDays(7);

    private final JdbcClient jdbc;
    private final EvidenceStore store;
    private final Photos photos;
    private final Clock clock;

    Thumbnails(JdbcClient jdbc, EvidenceStore store, Photos photos, Clock clock) {
        this.jdbc = jdbc;
        this.store = store;
        this.photos = photos;
        this.clock = clock;
    }

    private record Claimed(String sha256, int orientation, int thumbnailTries) {}

    @Override
    @Scheduled(initialDelayString = "${leiting.sweep:PT5S}", fixedDelayString = "${leiting.sweep:PT5S}")
    public int sweep() {
        int made = 0;
        for (List<Claimed> claimed = claim(); !claimed.isEmpty(); claimed = claim()) {
            claimed.forEach(this::make);
            made += claimed.size();
        }
        return made;
    }

    @Scheduled(initialDelayString = "${leiting.sweep:PT1H}", fixedDelayString = "${leiting.sweep:PT1H}")
    void tidy() throws IOException {
        List<String> gone = store.deleteLeftOvers(clock.instant().minus(LEFT_OVER));
        if (!gone.isEmpty()) {
            photos.forget(gone);
        }
    }

    private List<Claimed> claim() {
        Instant now = clock.instant();
        return jdbc.sql("""
                        update photo_file
                        set thumbnail_tries = thumbnail_tries + 1, thumbnail_due = ?
                        where sha256 in (select sha256
                                         from photo_file
                                         where thumbnail = 'DUE'
                                           and thumbnail_due <= ?
                                         order by thumbnail_due
                                         limit ?
                                         for update skip locked)
                        returning sha256, orientation, thumbnail_tries
                        """)
                .params(Timestamp.from(now.plus(CLAIM)), Timestamp.from(now), AT_ONCE)
                .query(Claimed.class)
                .list();
    }

    private void make(Claimed photo) {
        String outcome = "FAILED";
        if (photo.thumbnailTries <= MOST_TRIES) {
            try (InputStream bytes = store.read(photo.sha256)) {
                store.keepThumbnail(photo.sha256, jpeg(small(bytes, photo.orientation)));
                outcome = "MADE";
            } catch (IOException | RuntimeException undecodable) {
                LOG.warn("No thumbnail of photo {}: {}", photo.sha256, undecodable.toString());
            }
        }
        jdbc.sql("update photo_file set thumbnail = ?, thumbnail_due = null where sha256 = ?")
                .params(outcome, photo.sha256)
                .update();
    }

    /** Reads only every n-th pixel, so that the memory it takes does not grow with the photo. */
    static BufferedImage small(InputStream bytes, int orientation) throws IOException {
        try (ImageInputStream input = new MemoryCacheImageInputStream(bytes)) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
            if (!readers.hasNext()) {
                throw new IOException("no picture");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(input, true, true);
                long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
                if (pixels > Snapshot.MOST_PIXELS) {
                    throw new IOException("too many pixels: " + pixels);
                }
                int step = Math.max(1, Math.max(reader.getWidth(0), reader.getHeight(0)) / (2 * LONGER_SIDE));
                ImageReadParam every = reader.getDefaultReadParam();
                every.setSourceSubsampling(step, step, 0, 0);
                return upright(reader.read(0, every), orientation);
            } finally {
                reader.dispose();
            }
        }
    }

    private static BufferedImage upright(BufferedImage picture, int orientation) {
        int wide = picture.getWidth();
        int high = picture.getHeight();
        double scale = Math.min(1, (double) LONGER_SIDE / Math.max(wide, high));
        boolean lying = orientation >= 5;
        BufferedImage small = new BufferedImage(
                Math.max(1, (int) Math.round(scale * (lying ? high : wide))),
                Math.max(1, (int) Math.round(scale * (lying ? wide : high))),
                BufferedImage.TYPE_INT_RGB);
        AffineTransform turn = AffineTransform.getScaleInstance(scale, scale);
        turn.concatenate(turned(orientation, wide, high));
        Graphics2D on = small.createGraphics();
        on.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        on.fillRect(0, 0, small.getWidth(), small.getHeight()); // white below what a PNG leaves open
        on.drawImage(picture, turn, null);
        on.dispose();
        return small;
    }

    /** The eight orientations of EXIF: where a pixel of the stored picture belongs. */
    private static AffineTransform turned(int orientation, int wide, int high) {
        return switch (orientation) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, wide, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, wide, high);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, high);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, high, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, high, wide);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, wide);
            default -> new AffineTransform();
        };
    }

    private static byte[] jpeg(BufferedImage picture) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (!ImageIO.write(picture, "jpeg", bytes)) {
            throw new IOException("no writer of JPEG");
        }
        return bytes.toByteArray();
    }
}
