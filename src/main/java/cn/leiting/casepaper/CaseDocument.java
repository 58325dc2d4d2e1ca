package cn.leiting.casepaper;

import cn.leiting.shared.Refusal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * 案件文书：one document of a case with all its versions.
 *
 * @param no within its kind, from 1 on
 * @param madeOn the day that it bears: its template is that day's
 * @param signedOn null as long as no signed one was scanned; nothing is rendered afterwards
 * @param versions in their order
 */
public record CaseDocument(
        long id,
        String caseCode,
        DocumentKind kind,
        int no,
        String title,
        LocalDate madeOn,
        @Nullable LocalDate signedOn,
        List<Version> versions) {

    public enum Origin {
        RENDERED("系统制作"),
        SCANNED("扫描上传");

        private final String label;

        Origin(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** By the file's content, whatever it is called. */
    public enum Type {
        DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
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

    /**
     * @param sha256 of the bytes that are kept; a rendered one is kept with the party left open, and names it only to
     *     whoever may see it
     * @param template see {@code Templates}; null of a scan
     */
    public record Version(
            int no,
            Origin origin,
            @Nullable Integer template,
            Type type,
            String sha256,
            long bytes,
            String madeBy,
            LocalDateTime madeAt) {}

    public String name() {
        return title + "（第" + no + "号）";
    }

    public boolean isSigned() {
        return signedOn != null;
    }

    void refuseSigned() {
        if (isSigned()) {
            throw Refusal.conflict(name() + "已经签署，不能重新制作；确有错误的，请另行制作。");
        }
    }

    /** Refuses (404) one that there is not. */
    public Version version(int wanted) {
        return versions.stream()
                .filter(version -> version.no() == wanted)
                .findFirst()
                .orElseThrow(() -> Refusal.notFound(name() + "没有第" + wanted + "版。"));
    }

    /** What stands for it in the file: every scan, and what was rendered last. */
    public List<Version> kept() {
        Stream<Version> rendered = versions.stream()
                .filter(version -> version.origin() == Origin.RENDERED)
                .reduce((earlier, later) -> later)
                .stream();
        return Stream.concat(rendered, versions.stream().filter(version -> version.origin() == Origin.SCANNED))
                .toList();
    }
}
