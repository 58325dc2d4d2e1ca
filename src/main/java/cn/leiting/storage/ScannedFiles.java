package cn.leiting.storage;

import cn.leiting.shared.Refusal;
import cn.leiting.storage.EvidenceStore.Busy;
import cn.leiting.storage.EvidenceStore.Partial;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.springframework.core.io.InputStreamSource;
import org.springframework.stereotype.Component;

/** 扫描件：brings files of paper into the evidence store, through a buffer of fixed size. */
@Component
public class ScannedFiles {

    /** Bytes of one file. */
    public static final int LARGEST = 20 * 1024 * 1024;

    private static final int BUFFER = 16 * 1024;
    private static final int HEAD = 12;

    /** What is taken. */
    public enum Type {
        PDF("application/pdf", "pdf"),
        JPEG("image/jpeg", "jpg"),
        PNG("image/png", "png");

        private final String mime;
        private final String ending;

        Type(String mime, String ending) {
            this.mime = mime;
            this.ending = ending;
        }

        public String mime() {
            return mime;
        }

        public String ending() {
            return ending;
        }
    }

    /** What stands in the store. */
    public record Kept(String sha256, long bytes, Type type) {}

    private final EvidenceStore store;

    ScannedFiles(EvidenceStore store) {
        this.store = store;
    }

    /**
     * Refuses (422) no file, one above 20 MB, and what is neither PDF nor JPEG nor PNG by its content.
     *
     * @param what it is, as a refusal calls it
     * @param file is read twice
     */
    public Kept keep(String what, InputStreamSource file) {
        MessageDigest digest = digest();
        byte[] head = new byte[0];
        long bytes = 0;
        try (InputStream from = file.getInputStream()) {
            byte[] buffer = new byte[BUFFER];
            for (int count = from.readNBytes(buffer, 0, BUFFER);
                    count > 0;
                    count = from.readNBytes(buffer, 0, BUFFER)) {
                head = bytes == 0 ? Arrays.copyOf(buffer, Math.min(count, HEAD)) : head;
                bytes += count;
                if (bytes > LARGEST) {
                    throw Refusal.invalid("file", what + "不能超过20MB。");
                }
                digest.update(buffer, 0, count);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        if (bytes == 0) {
            throw Refusal.invalid("file", "请选择要上传的" + what + "。");
        }
        Type type = type(what, head);
        String sha256 = HexFormat.of().formatHex(digest.digest());
        store(sha256, file);
        return new Kept(sha256, bytes, type);
    }

    private static Type type(String what, byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        if (text.startsWith("%PDF-")) {
            return Type.PDF;
        }
        if (text.startsWith("\u00ff\u00d8\u00ff")) {
            return Type.JPEG;
        }
        if (text.startsWith("\u0089PNG\r\n\u001a\n")) {
            return Type.PNG;
        }
        throw Refusal.invalid("file", what + "只接收PDF、JPEG和PNG格式。");
    }

    /** Under its hash, which the caller has made of these very bytes. */
    public void store(String sha256, InputStreamSource file) {
        if (store.has(sha256)) {
            return;
        }
        try (Partial partial = store.open(sha256);
                InputStream from = file.getInputStream()) {
            partial.empty();
            byte[] buffer = new byte[BUFFER];
            for (int count = from.readNBytes(buffer, 0, BUFFER);
                    count > 0;
                    count = from.readNBytes(buffer, 0, BUFFER)) {
                partial.append(buffer, count);
            }
            partial.finish();
        } catch (Busy other) {
            throw Refusal.conflict("这个文件正由另一次上传接收，请稍后再试。");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
