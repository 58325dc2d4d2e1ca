package cn.leiting.performance;

import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.data.relational.core.mapping.Column;

/**
 * 送达 (F-40; 行政处罚法第六十一条): how and when the decision reached the party. Refuses what breaks a limit (422).
 *
 * @param servedOn of an announcement its day; the decision counts as served some time after
 * @param effectiveOn the day from which the party's periods run
 * @param proof 2 to 200 characters, e.g. the number of the receipt
 * @param consent 2 to 200 characters, where the signed consent is kept; of electronic service only (第六十一条第二款)
 * @param note 2 to 300 characters, needed where the decision was left or announced
 */
public record Service(
        Method method,
        LocalDate servedOn,
        LocalDate effectiveOn,
        String proof,
        @Nullable String consent,
        @Column("service_note") @Nullable String note,
        String servedBy) {

    public Service {
        if (servedOn.isAfter(effectiveOn)) {
            throw Refusal.invalid("servedOn", "送达日期不能晚于视为送达之日。");
        }
    }

    /**
     * 送达回证 as it is typed.
     *
     * @param servedOn from the decision to today
     */
    public record Form(
            Method method,
            LocalDate servedOn,
            String proof,
            @Nullable String consent,
            @Nullable String note) {

        public Form {
            proof = Limits.required("送达凭证", proof, 2, 200);
            consent = Limits.optional("同意书编号", consent, 200);
            note = Limits.optional("说明", note, 300);
            if (method == Method.ON_THE_SPOT) {
                throw Refusal.invalid("method", "当场作出的处罚决定当场交付，不另行送达（行政处罚法第五十二条）。");
            }
            if (method == Method.ELECTRONIC && consent == null) {
                throw Refusal.invalid("consent", "电子送达须经当事人签订确认书（行政处罚法第六十一条第二款）。");
            }
            if (method != Method.ELECTRONIC && consent != null) {
                throw Refusal.invalid("consent", "只有电子送达须填写同意书编号。");
            }
            if (method.needsReason() && note == null) {
                throw Refusal.invalid("note", method.label() + "的，请说明原因和见证情况。");
            }
        }

        Service effective(LocalDate on, String by) {
            return new Service(method, servedOn, on, proof, consent, note, by);
        }
    }

    /** 送达方式 (民事诉讼法第八十八条至第九十五条). */
    public enum Method {
        ON_THE_SPOT("当场交付"),
        DIRECT("直接送达"),
        LEFT("留置送达"),
        POST("邮寄送达"),
        ELECTRONIC("电子送达"),
        ANNOUNCEMENT("公告送达");

        private final String label;

        Method(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        boolean needsReason() {
            return this == LEFT || this == ANNOUNCEMENT;
        }
    }
}
