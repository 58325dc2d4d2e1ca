package cn.leiting.delivery;

import cn.leiting.organization.People;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 送达凭证：the scan or photo of a receipt, where a report was handed over by hand or another way (domain 4.11, step 6). Refuses
 * (403) all but the sections, (404) who is no recipient, (409) the same file twice, and (422) other files than PDF, JPEG and
 * PNG, more than 5 MB, and a day before the signature or in the future.
 */
@Component
@Transactional
public class DeliveryProofs {

    private static final int MOST_BYTES = 5 * 1024 * 1024;

    /** 送达方式. */
    public enum Method {
        BY_HAND,
        DOCUMENT_SYSTEM,
        FAX,
        OTHER
    }

    /** @param type by its content */
    record Proof(String fileName, String fileType, byte[] content) {}

    private final JdbcClient jdbc;
    private final People people;
    private final Clock clock;

    DeliveryProofs(JdbcClient jdbc, People people, Clock clock) {
        this.jdbc = jdbc;
        this.people = people;
        this.clock = clock;
    }

    /** @param on when it was handed over */
    public void keep(
            String report,
            String recipient,
            LocalDate on,
            Method method,
            @Nullable String note,
            @Nullable String fileName,
            byte[] content,
            Actor actor) {
        if (!actor.isSection()) {
            throw Refusal.forbidden("只有科室可以登记送达凭证。");
        }
        LocalDate signed = jdbc.sql("""
                        select signed_on
                        from special_report
                                 join special_report_delivery on special_report = special_report.id
                        where code = ?
                          and recipient = ?
                        """)
                .params(report, recipient)
                .query(LocalDate.class)
                .optional()
                .orElseThrow(() -> Refusal.notFound("专报" + report + "没有送达这个单位。"));
        if (on.isBefore(signed) || on.isAfter(LocalDate.now(clock))) {
            throw Refusal.invalid("on", "送达日期应在签发日期之后，且不晚于今天。");
        }
        if (content.length == 0 || content.length > MOST_BYTES) {
            throw Refusal.invalid("file", "请选择5MB以内的凭证文件。");
        }
        int kept = jdbc.sql("""
                        insert into report_delivery_proof (special_report, recipient, handed_over_on, method, note, file_name,
                                                           file_type, sha256, content, by_whom, by_name, at)
                        select id, :recipient, :on, :method, :note, :name, :type, :sha256, :content, :by, :byName, :at
                        from special_report
                        where code = :code
                        on conflict do nothing
                        """)
                .param("recipient", recipient)
                .param("on", on)
                .param("method", method.name())
                .param("note", Limits.optional("说明", note, 300))
                .param("name", Limits.required("文件名", fileName, 120))
                .param("type", type(content))
                .param("sha256", sha256(content))
                .param("content", content)
                .param("by", actor.id())
                .param("byName", people.nameOf(actor.id()))
                .param("at", Timestamp.from(clock.instant()))
                .param("code", report)
                .update();
        if (kept == 0) {
            throw Refusal.conflict("这份凭证已经登记。");
        }
    }

    @Transactional(readOnly = true)
    Proof get(String report, long id, Actor actor) {
        if (!actor.isSection() && !actor.isLeader()) {
            throw Refusal.forbidden("您没有查看送达凭证的权限。");
        }
        return jdbc.sql("""
                        select file_name, file_type, content
                        from report_delivery_proof
                                 join special_report on special_report.id = special_report
                        where code = ?
                          and report_delivery_proof.id = ?
                        """)
                .params(report, id)
                .query((row, number) ->
                        new Proof(row.getString("file_name"), row.getString("file_type"), row.getBytes("content")))
                .optional()
                .orElseThrow(() -> Refusal.notFound("没有这份送达凭证。"));
    }

    private static String type(byte[] content) {
        Map<String, byte[]> signs = Map.of(
                "application/pdf", new byte[] {'%', 'P', 'D', 'F', '-'},
                "image/jpeg", new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF},
                "image/png", new byte[] {(byte) 0x89, 'P', 'N', 'G'});
        return signs.entrySet().stream()
                .filter(sign -> begins(content, sign.getValue()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("file", "凭证须是PDF、JPEG或者PNG文件。"));
    }

    private static boolean begins(byte[] file, byte[] sign) {
        return file.length > sign.length && java.util.Arrays.equals(file, 0, sign.length, sign, 0, sign.length);
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
