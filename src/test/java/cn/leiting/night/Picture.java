package cn.leiting.night;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;

/** A photo of a phone: about 400 kB of JPEG that a decoder can read, with bytes that no other has. */
record Picture(long number) {

    private static final int WIDTH = 1600;
    private static final int HEIGHT = 1200;
    private static final byte[] COMMON = common();

    /** A comment of the JPEG format, directly behind its first two bytes. */
    byte[] bytes() {
        byte[] comment = ByteBuffer.allocate(4 + Long.BYTES)
                .putShort((short) 0xFFFE)
                .putShort((short) (2 + Long.BYTES))
                .putLong(number)
                .array();
        return ByteBuffer.allocate(COMMON.length + comment.length)
                .put(COMMON, 0, 2)
                .put(comment)
                .put(COMMON, 2, COMMON.length - 2)
                .array();
    }

    String sha256() {
        return sha256(bytes());
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** Coarse noise: it compresses about as well as a street at night. */
    private static byte[] common() {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(365);
        int[] row = new int[WIDTH];
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH && y % 2 == 0; x++) {
                row[x] = x % 2 == 0 ? random.nextInt(0x60) * 0x10101 : row[x - 1];
            }
            image.setRGB(0, y, WIDTH, 1, row, 0, WIDTH);
        }
        return jpeg(image);
    }

    private static byte[] jpeg(BufferedImage image) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var output = ImageIO.createImageOutputStream(bytes)) {
            ImageWriteParam quality = writer.getDefaultWriteParam();
            quality.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            quality.setCompressionQuality(0.5f);
            writer.setOutput(output);
            writer.write(null, new IIOImage(image, null, null), quality);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } finally {
            writer.dispose();
        }
        return Arrays.copyOf(bytes.toByteArray(), bytes.size());
    }
}
