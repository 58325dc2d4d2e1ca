package cn.leiting.casefile;

import cn.leiting.casefile.CaseArchive.Content;
import cn.leiting.casefile.CaseArchive.Photo;
import cn.leiting.casepaper.CaseDocument;
import cn.leiting.casepaper.CaseDocument.Origin;
import cn.leiting.casepaper.CaseDocument.Version;
import cn.leiting.casepaper.DocumentFiles;
import cn.leiting.casepaper.Documents;
import cn.leiting.office.Excel;
import cn.leiting.office.Sheet;
import cn.leiting.office.Word;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * 案卷压缩包：goes out entry by entry and ends with its index, which has the SHA-256 of each. What it holds in memory is
 * one Word file at most, however large the case is.
 */
final class ArchiveFile {

    private static final int BUFFER = 16 * 1024;

    private final ZipOutputStream zip;
    private final DocumentFiles files;
    private final List<List<@Nullable Object>> index = new ArrayList<>();
    private final LocalDateTime now;

    private ArchiveFile(ZipOutputStream zip, DocumentFiles files, LocalDateTime now) {
        this.zip = zip;
        this.files = files;
        this.now = now;
    }

    /** @param now stands in the archive as the time of its entries */
    static void write(Content content, DocumentFiles files, LocalDateTime now, OutputStream to) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(to)) {
            new ArchiveFile(zip, files, now).write(content);
        }
    }

    private void write(Content content) throws IOException {
        put("00-封面.docx", "封面", null, new ByteArrayInputStream(Word.complete(content.cover(), content.party())));
        for (CaseDocument document : content.documents()) {
            for (Version version : document.kept()) {
                write(content, document, version);
            }
        }
        int no = 0;
        for (Photo photo : content.photos()) {
            String name = "照片/%03d-%s.%s"
                    .formatted(++no, relation(photo.relation()), photo.type().equals("PNG") ? "png" : "jpg");
            if (photo.arrived() && files.has(photo.sha256())) {
                try (InputStream bytes = files.read(photo.sha256())) {
                    put(name, "现场照片", null, bytes);
                }
            } else {
                leave(name, "现场照片", null, "照片尚未上传");
            }
        }
        finish(content);
    }

    private void write(Content content, CaseDocument document, Version version) throws IOException {
        String name = "%02d-%s/%s"
                .formatted(
                        document.kind().ordinal() + 1, document.kind().label(), Documents.fileName(document, version));
        if (version.origin() == Origin.RENDERED) {
            byte[] word = Word.complete(files.all(version.sha256()), content.party());
            put(name, document.name(), document.madeOn(), new ByteArrayInputStream(word));
        } else if (content.scans()) {
            try (InputStream bytes = files.read(version.sha256())) {
                put(name, document.name(), document.madeOn(), bytes);
            }
        } else {
            leave(name, document.name(), document.madeOn(), "扫描件含有当事人信息，未收入");
        }
    }

    private void put(String name, String title, @Nullable LocalDate day, InputStream bytes) throws IOException {
        MessageDigest digest = digest();
        long length = 0;
        begin(name);
        byte[] buffer = new byte[BUFFER];
        for (int count = bytes.read(buffer); count >= 0; count = bytes.read(buffer)) {
            digest.update(buffer, 0, count);
            zip.write(buffer, 0, count);
            length += count;
        }
        zip.closeEntry();
        String sha256 = HexFormat.of().formatHex(digest.digest());
        index.add(Arrays.asList(index.size() + 1, name, title, day, length, sha256, null));
    }

    private void leave(String name, String title, @Nullable LocalDate day, String why) {
        index.add(Arrays.asList(index.size() + 1, name, title, day, null, null, why));
    }

    private void begin(String name) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(now);
        zip.putNextEntry(entry);
    }

    private void finish(Content content) throws IOException {
        String code = content.found().code();
        Sheet entries = new Sheet(
                "目录",
                "案件" + code + "案卷目录",
                List.of(List.of("序号", "文件", "名称", "日期", "字节数", "SHA-256", "说明")),
                index,
                List.of(6, 48, 30, 16, 12, 70, 26));
        Sheet steps = new Sheet(
                "办理经过",
                "案件" + code + "办理经过",
                List.of(List.of("时间", "事项", "内容", "办理人")),
                content.journal(),
                List.of(20, 16, 80, 16));
        ByteArrayOutputStream book = new ByteArrayOutputStream();
        Excel.write(List.of(entries, steps), book);
        begin("目录.xlsx");
        book.writeTo(zip);
        zip.closeEntry();
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String relation(String relation) {
        return switch (relation) {
            case "WIDE" -> "全景";
            case "CLOSE" -> "近景";
            case "BEFORE" -> "整改前";
            default -> "整改后";
        };
    }
}
