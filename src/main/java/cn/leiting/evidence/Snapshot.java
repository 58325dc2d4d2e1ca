package cn.leiting.evidence;

import cn.leiting.calendar.BureauTime;
import cn.leiting.catalogue.Coordinates;
import cn.leiting.catalogue.Coordinates.Datum;
import cn.leiting.fieldwork.Position;
import cn.leiting.shared.Refusal;
import com.drew.imaging.ImageProcessingException;
import com.drew.imaging.jpeg.JpegMetadataReader;
import com.drew.lang.GeoLocation;
import com.drew.lang.Rational;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.exif.GpsDirectory;
import com.drew.metadata.jpeg.JpegDirectory;
import com.drew.metadata.jpeg.JpegReader;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/**
 * 照片文件：what is read out of a photo without decoding its picture.
 *
 * @param orientation how to turn it, 1 to 8 as in EXIF
 * @param takenAt what the camera wrote; without an offset it is the bureau's time
 * @param place what the camera wrote, in WGS-84
 */
record Snapshot(
        Type type,
        int width,
        int height,
        int orientation,
        @Nullable Instant takenAt,
        @Nullable Position place) {

    /** Of one photo; its thumbnail would take a machine's memory otherwise. */
    static final long MOST_PIXELS = 50_000_000;

    /** How many of its first bytes tell what a file is. */
    static final int HEAD = 12;

    private static final Instant FIRST_CAMERAS =
            LocalDate.of(1990, 1, 1).atStartOfDay(BureauTime.ZONE).toInstant();
    private static final Instant LAST_CAMERAS =
            LocalDate.of(2200, 1, 1).atStartOfDay(BureauTime.ZONE).toInstant();

    /** What is taken. */
    enum Type {
        JPEG("image/jpeg", "jpg"),
        PNG("image/png", "png");

        private final String mime;
        private final String ending;

        Type(String mime, String ending) {
            this.mime = mime;
            this.ending = ending;
        }

        String mime() {
            return mime;
        }

        String ending() {
            return ending;
        }

        /** By the file's first bytes, whatever it is called; refuses everything else. */
        static Type of(byte[] head) {
            String text = new String(head, StandardCharsets.ISO_8859_1);
            if (text.startsWith("\u00ff\u00d8\u00ff")) {
                return JPEG;
            }
            if (text.startsWith("\u0089PNG\r\n\u001a\n")) {
                return PNG;
            }
            if (text.length() >= HEAD
                    && text.startsWith("ftyp", 4)
                    && text.substring(8, HEAD).matches("he[a-z]{2}|mi[af]1|msf1")) {
                throw Refusal.invalid("不接收HEIC照片，请在手机“设置—相机—格式”中选择“兼容性最佳”后重新拍摄。");
            }
            throw Refusal.invalid("照片只接收JPEG和PNG格式。");
        }
    }

    /** Refuses what is no picture, and one of more pixels than {@link #MOST_PIXELS}. */
    static Snapshot of(InputStream bytes) throws IOException {
        byte[] head = bytes.readNBytes(HEAD);
        Type type = Type.of(head);
        InputStream whole = new SequenceInputStream(new ByteArrayInputStream(head), bytes);
        Snapshot found = type == Type.PNG ? png(whole) : jpeg(whole);
        if (found.width < 1 || found.height < 1) {
            throw unreadable();
        }
        if ((long) found.width * found.height > MOST_PIXELS) {
            throw Refusal.invalid("照片超过5000万像素，请降低拍摄分辨率后重新拍摄。");
        }
        return found;
    }

    /** Its header is the first thing in it; cameras write no PNG. */
    private static Snapshot png(InputStream bytes) throws IOException {
        try {
            DataInputStream header = new DataInputStream(bytes);
            header.skipNBytes(16);
            return new Snapshot(Type.PNG, header.readInt(), header.readInt(), 1, null, null);
        } catch (EOFException tooShort) {
            throw unreadable();
        }
    }

    private static Snapshot jpeg(InputStream bytes) throws IOException {
        try {
            Metadata metadata = JpegMetadataReader.readMetadata(bytes, List.of(new JpegReader(), new ExifReader()));
            var frames = metadata.getDirectoriesOfType(JpegDirectory.class);
            return new Snapshot(
                    Type.JPEG,
                    largest(frames, JpegDirectory.TAG_IMAGE_WIDTH),
                    largest(frames, JpegDirectory.TAG_IMAGE_HEIGHT),
                    orientation(metadata),
                    takenAt(metadata),
                    place(metadata));
        } catch (ImageProcessingException | EOFException noPicture) {
            throw unreadable();
        }
    }

    /** A file that says it twice is taken at its larger word. */
    private static int largest(Iterable<JpegDirectory> frames, int tag) {
        int largest = 0;
        for (JpegDirectory frame : frames) {
            Integer size = frame.getInteger(tag);
            largest = size == null ? largest : Math.max(largest, size);
        }
        return largest;
    }

    private static int orientation(Metadata metadata) {
        ExifIFD0Directory exif = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
        Integer turn = exif == null ? null : exif.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
        return turn == null || turn < 1 || turn > 8 ? 1 : turn;
    }

    private static @Nullable Instant takenAt(Metadata metadata) {
        ExifSubIFDDirectory exif = metadata.getFirstDirectoryOfType(ExifSubIFDDirectory.class);
        Date taken = exif == null ? null : exif.getDateOriginal(TimeZone.getTimeZone(BureauTime.ZONE));
        Instant moment = taken == null ? null : taken.toInstant();
        return moment == null || moment.isBefore(FIRST_CAMERAS) || moment.isAfter(LAST_CAMERAS) ? null : moment;
    }

    private static @Nullable Position place(Metadata metadata) {
        GpsDirectory gps = metadata.getFirstDirectoryOfType(GpsDirectory.class);
        GeoLocation at = gps == null ? null : gps.getGeoLocation();
        if (at == null || at.isZero() || !(Math.abs(at.getLatitude()) <= 90) || !(Math.abs(at.getLongitude()) <= 180)) {
            return null;
        }
        String said = gps.getString(GpsDirectory.TAG_MAP_DATUM);
        Datum datum = said != null && said.toUpperCase(Locale.ROOT).contains("GCJ") ? Datum.GCJ02 : Datum.WGS84;
        Coordinates place =
                Coordinates.from(datum, BigDecimal.valueOf(at.getLatitude()), BigDecimal.valueOf(at.getLongitude()));
        Rational error = gps.getRational(GpsDirectory.TAG_H_POSITIONING_ERROR);
        return new Position(place.lat(), place.lon(), accuracy(error), Datum.WGS84);
    }

    /** In metres; 0 where the camera does not say. */
    private static BigDecimal accuracy(@Nullable Rational error) {
        double metres = error == null ? 0 : error.doubleValue();
        return BigDecimal.valueOf(metres > 0 && metres < 100_000 ? metres : 0).setScale(1, RoundingMode.HALF_UP);
    }

    private static Refusal unreadable() {
        return Refusal.invalid("照片文件不完整或已损坏，请重新拍摄。");
    }
}
