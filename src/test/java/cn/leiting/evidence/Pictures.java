package cn.leiting.evidence;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import javax.imageio.ImageIO;

/** Photos as phones make them, each another one, and things that only pretend to be some. */
public final class Pictures {

    private Pictures() {}

    public static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** Without a word of when and where. */
    public static byte[] jpeg(int width, int height) {
        return image("jpeg", width, height);
    }

    public static byte[] png(int width, int height) {
        return image("png", width, height);
    }

    /** The upper left quarter is black; the colours of the rest are by chance. */
    private static byte[] image(String type, int width, int height) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D on = picture.createGraphics();
        for (int x = 0; x < 16; x++) {
            on.setColor(new Color(0x808080 | ThreadLocalRandom.current().nextInt(0x1000000)));
            on.fillRect(x * width / 16, 0, width / 16 + 1, height);
        }
        on.setColor(Color.BLACK);
        on.fillRect(0, 0, width / 2, height / 2);
        on.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, type, bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /**
     * As a camera writes it.
     *
     * @param taken e.g. {@code 2023:01:11 20:06:00}, in the bureau's time
     */
    public static byte[] taken(String taken, double lat, double lon) {
        return withExif(jpeg(64, 48), 1, taken, lat, lon);
    }

    public static byte[] withExif(byte[] jpeg, int orientation, String taken, double lat, double lon) {
        ByteBuffer exif = ByteBuffer.allocate(260);
        exif.put("Exif\0\0".getBytes(US_ASCII))
                .put("MM".getBytes(US_ASCII))
                .putShort((short) 42)
                .putInt(8);
        exif.putShort((short) 3);
        entry(exif, 0x0112, 3, 1).putShort((short) orientation).putShort((short) 0);
        entry(exif, 0x8769, 4, 1).putInt(50);
        entry(exif, 0x8825, 4, 1).putInt(88);
        exif.putInt(0);
        exif.putShort((short) 1); // at 50
        entry(exif, 0x9003, 2, 20).putInt(68).putInt(0);
        exif.put((taken + "\0").getBytes(US_ASCII)); // at 68
        exif.putShort((short) 4); // at 88
        entry(exif, 1, 2, 2).put("N\0\0\0".getBytes(US_ASCII));
        entry(exif, 2, 5, 3).putInt(142);
        entry(exif, 3, 2, 2).put("E\0\0\0".getBytes(US_ASCII));
        entry(exif, 4, 5, 3).putInt(166);
        exif.putInt(0);
        degrees(exif, lat); // at 142
        degrees(exif, lon); // at 166
        int length = exif.position();
        return ByteBuffer.allocate(jpeg.length + 4 + length)
                .put(jpeg, 0, 2)
                .putShort((short) 0xFFE1)
                .putShort((short) (length + 2))
                .put(exif.array(), 0, length)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    private static ByteBuffer entry(ByteBuffer exif, int tag, int type, int count) {
        return exif.putShort((short) tag).putShort((short) type).putInt(count);
    }

    private static void degrees(ByteBuffer exif, double degrees) {
        exif.putInt((int) Math.round(degrees * 1_000_000)).putInt(1_000_000);
        exif.putInt(0).putInt(1).putInt(0).putInt(1);
    }

    /** An iPhone's own format. */
    public static byte[] heic() {
        return "\0\0\0\u0018ftypheic\0\0\0\0mif1heic".getBytes(ISO_8859_1);
    }

    /** A small PNG that says it has eighty million pixels. */
    public static byte[] bomb() {
        return ByteBuffer.wrap(png(8, 8)).putInt(16, 10_000).putInt(20, 8_000).array();
    }

    /** The same as a JPEG. */
    public static byte[] jpegBomb() {
        byte[] jpeg = jpeg(8, 8);
        for (int at = 2; at < jpeg.length - 9; at++) {
            if ((jpeg[at] & 0xFF) == 0xFF && (jpeg[at + 1] & 0xFF) == 0xC0) {
                return ByteBuffer.wrap(jpeg)
                        .putShort(at + 5, (short) 8_000)
                        .putShort(at + 7, (short) 10_000)
                        .array();
            }
        }
        throw new AssertionError("no frame");
    }
}
