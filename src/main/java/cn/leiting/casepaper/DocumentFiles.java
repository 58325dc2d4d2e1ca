package cn.leiting.casepaper;

import cn.leiting.casepaper.CaseDocument.Type;
import cn.leiting.shared.Refusal;
import cn.leiting.storage.EvidenceStore;
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

/** 文书文件：brings the bytes of documents into the evidence store, through a buffer of fixed size. */
@Component
public class DocumentFiles {

    /** Bytes of one scan. */
    static final int LARGEST = 20 * 1024 * 1024;

    private static final int BUFFER = 16 * 1024;
    private static final int HEAD = 12;

    /** What stands in the store. */
    record Kept(String sha256, long bytes, Type type) {}

    private final EvidenceStore store;

    DocumentFiles(EvidenceStore store) {
        this.store = store;
    }

    public boolean has(String sha256) {
        return store.has(sha256);
    }

    public InputStream read(String sha256) throws IOException {
        return store.read(sha256);
    }

    public byte[] all(String sha256) {
        try (InputStream bytes = store.read(sha256)) {
            return bytes.readAllBytes();
        } catch (IOException lost) {
            throw new UncheckedIOException(lost);
        }
    }

    /** A Word file that the product has made. */
    Kept keep(byte[] word) {
        String sha256 = HexFormat.of().formatHex(digest().digest(word));
        keep(sha256, () -> new java.io.ByteArrayInputStream(word));
        return new Kept(sha256, word.length, Type.DOCX);
    }

    /**
     * A scan. Refuses (422) none, one above 20 MB, and what is neither PDF nor JPEG nor PNG by its content.
     *
     * @param scan is read twice
     */
    Kept keep(InputStreamSource scan) {
        MessageDigest digest = digest();
        byte[] head = new byte[0];
        long bytes = 0;
        try (InputStream from = scan.getInputStream()) {
            byte[] buffer = new byte[BUFFER];
            for (int count = from.readNBytes(buffer, 0, BUFFER);
                    count > 0;
                    count = from.readNBytes(buffer, 0, BUFFER)) {
                head = bytes == 0 ? Arrays.copyOf(buffer, Math.min(count, HEAD)) : head;
                bytes += count;
                if (bytes > LARGEST) {
                    throw Refusal.invalid("file", "扫描件不能超过20MB。");
                }
                digest.update(buffer, 0, count);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        if (bytes == 0) {
            throw Refusal.invalid("file", "请选择要上传的扫描件。");
        }
        Type type = type(head);
        String sha256 = HexFormat.of().formatHex(digest.digest());
        keep(sha256, scan);
        return new Kept(sha256, bytes, type);
    }

    private static Type type(byte[] head) {
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
        throw Refusal.invalid("file", "扫描件只接收PDF、JPEG和PNG格式。");
    }

    private void keep(String sha256, InputStreamSource source) {
        if (store.has(sha256)) {
            return;
        }
        try (Partial partial = store.open(sha256);
                InputStream from = source.getInputStream()) {
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

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
