package cn.leiting.casepaper;

import cn.leiting.casepaper.CaseDocument.Type;
import cn.leiting.storage.EvidenceStore;
import cn.leiting.storage.ScannedFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.core.io.InputStreamSource;
import org.springframework.stereotype.Component;

/** 文书文件：brings the bytes of documents into the evidence store, and reads them. */
@Component
public class DocumentFiles {

    /** Bytes of one scan. */
    static final int LARGEST = ScannedFiles.LARGEST;

    /** What stands in the store. */
    record Kept(String sha256, long bytes, Type type) {}

    private final EvidenceStore store;
    private final ScannedFiles scans;

    DocumentFiles(EvidenceStore store, ScannedFiles scans) {
        this.store = store;
        this.scans = scans;
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
        scans.store(sha256, () -> new ByteArrayInputStream(word));
        return new Kept(sha256, word.length, Type.DOCX);
    }

    /**
     * A scan. Refuses (422) none, one above 20 MB, and what is neither PDF nor JPEG nor PNG by its content.
     *
     * @param scan is read twice
     */
    Kept keep(InputStreamSource scan) {
        ScannedFiles.Kept kept = scans.keep("扫描件", scan);
        return new Kept(kept.sha256(), kept.bytes(), Type.valueOf(kept.type().name()));
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
