package cn.leiting.report;

import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Embedded;
import org.springframework.data.relational.core.mapping.Table;

/**
 * 专报：one report on a campaign and its life, known as {@code SR-2023-001} (notice, line 35; domain 4.11). Whoever
 * drafts, co-signs and signs are three people. Every change that its state does not allow is refused.
 */
@Table("special_report")
public class SpecialReport {

    /** 专报状态, in the order in which a report passes them. */
    public enum Status {
        DRAFTING("待起草"),
        DRAFTED("待会签"),
        COSIGNED("待签发"),
        SIGNED("已签发");

        private final String label;

        Status(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /**
     * 专报正文.
     *
     * @param title 标题, 5 to 100 characters
     * @param overall 总体情况, like each of the other four 1 to 3000 characters
     * @param progress 各街镇推进情况; {@code practices} 主要做法
     * @param problems 存在问题
     * @param nextSteps 下步工作
     */
    public record Text(
            String title, String overall, String progress, String practices, String problems, String nextSteps) {

        public Text {
            title = Limits.required("标题", title, 5, 100);
            overall = Limits.required("总体情况", overall, 3000);
            progress = Limits.required("各街镇推进情况", progress, 3000);
            practices = Limits.required("主要做法", practices, 3000);
            problems = Limits.required("存在问题", problems, 3000);
            nextSteps = Limits.required("下步工作", nextSteps, 3000);
        }
    }

    /** 期号 within the year of the signature, 总期号 over all years. */
    public record Issue(int year, int no, int total) {}

    @Id
    private @Nullable Long id;

    private final String code;
    private final int year;
    private final int no;
    private final @Nullable String subject;
    private final boolean free;
    private final @Nullable Long corrects;
    private String title;
    private Status status = Status.DRAFTING;
    private int texts;
    private int figures;
    private @Nullable Integer summaryNo;
    private @Nullable String draftedBy;
    private @Nullable String cosignedBy;
    private @Nullable String signedBy;
    private @Nullable LocalDate signedOn;

    @Embedded.Nullable(prefix = "issue_")
    private @Nullable Issue issue;

    private @Nullable Instant deliveredAt;

    @Version
    private int version;

    private SpecialReport(
            String code,
            int year,
            int no,
            @Nullable String subject,
            boolean free,
            @Nullable Long corrects,
            String title) {
        this.code = code;
        this.year = year;
        this.no = no;
        this.subject = subject;
        this.free = free;
        this.corrects = corrects;
        this.title = title;
    }

    static SpecialReport of(
            int year, int no, @Nullable String subject, boolean free, @Nullable Long corrects, String title) {
        return new SpecialReport(code(year, no), year, no, subject, free, corrects, title);
    }

    private static String code(int year, int no) {
        return "SR-%d-%03d".formatted(year, no);
    }

    /** Answers the number of what is generated for it from that frozen summary. */
    int collect(int fromSummary) {
        refuseUnless(Status.DRAFTING, "汇集数据");
        summaryNo = fromSummary;
        return ++figures;
    }

    /** Answers the number of the text's new version. */
    int draft(Text text, String by) {
        refuseUnless(Status.DRAFTING, "起草");
        title = text.title();
        draftedBy = by;
        status = Status.DRAFTED;
        return ++texts;
    }

    void cosign(String by) {
        decideOnDraft(by);
        cosignedBy = by;
        status = Status.COSIGNED;
    }

    void takeBack() {
        refuseUnless(Status.DRAFTED, "撤回");
        status = Status.DRAFTING;
    }

    void returnFromCosigning(String by) {
        decideOnDraft(by);
        status = Status.DRAFTING;
    }

    void sign(String by, LocalDate on, Issue as) {
        decideOnCosigned(by);
        signedBy = by;
        signedOn = on;
        issue = as;
        status = Status.SIGNED;
    }

    /** Whether it is delivered just now; false when it has been. */
    boolean deliver(Instant at) {
        refuseUnless(Status.SIGNED, "送达");
        if (deliveredAt != null) {
            return false;
        }
        deliveredAt = at;
        return true;
    }

    /** Back to the draft: what was co-signed is no longer what will be signed. */
    void returnFromSigning(String by) {
        decideOnCosigned(by);
        cosignedBy = null;
        status = Status.DRAFTING;
    }

    private void decideOnDraft(String by) {
        refuseUnless(Status.DRAFTED, "会签");
        if (by.equals(draftedBy)) {
            throw Refusal.forbidden("不能会签自己起草的专报。");
        }
    }

    private void decideOnCosigned(String by) {
        refuseUnless(Status.COSIGNED, "签发");
        if (by.equals(draftedBy) || by.equals(cosignedBy)) {
            throw Refusal.forbidden("不能签发自己起草或会签的专报。");
        }
    }

    private void refuseUnless(Status needed, String action) {
        if (status != needed) {
            throw Refusal.conflict(
                    "专报" + code + status.label() + "，" + (status.compareTo(needed) > 0 ? "不能再" : "还不能") + action + "。");
        }
    }

    long id() {
        return Objects.requireNonNull(id, "not stored yet");
    }

    public String code() {
        return code;
    }

    /** E.g. {@code TH-2023-01}; null: it is on nothing in particular. */
    public @Nullable String subject() {
        return subject;
    }

    @Nullable
    Long corrects() {
        return corrects;
    }

    int texts() {
        return texts;
    }

    int figures() {
        return figures;
    }

    /** The version of the summary its figures are from, once collected. */
    public @Nullable Integer summaryNo() {
        return summaryNo;
    }

    public String title() {
        return title;
    }

    public Status status() {
        return status;
    }

    public @Nullable LocalDate signedOn() {
        return signedOn;
    }

    public boolean isSigned() {
        return status == Status.SIGNED;
    }

    @Nullable
    String signedBy() {
        return signedBy;
    }

    public @Nullable Issue issue() {
        return issue;
    }
}
