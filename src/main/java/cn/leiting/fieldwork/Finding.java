package cn.leiting.fieldwork;

import static cn.leiting.fieldwork.Fields.oneOf;
import static cn.leiting.fieldwork.Fields.required;
import static cn.leiting.fieldwork.Fields.text;

import cn.leiting.catalogue.Violation;
import cn.leiting.disposition.Dispositions.Matter;
import cn.leiting.disposition.Dispositions.Proposal;
import cn.leiting.shared.Refusal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * 问题：one violation found at a point, with exactly one disposition (F-12).
 *
 * @param description 10 to 1000 characters
 * @param noEducationReason 2 to 200 characters, only where nobody was educated (the notice, line 55)
 * @param orderDueOn only of an order
 * @param witness 2 to 50 characters, where the party did not sign
 */
public record Finding(
        String violation,
        boolean partyUnknown,
        String description,
        Disposition disposition,
        boolean educationGiven,
        Education educationKind,
        @Nullable String noEducationReason,
        @Nullable LocalDate orderDueOn,
        Signature partySigned,
        @Nullable String witness) {

    /** 处置. */
    public enum Disposition {
        EDUCATED("教育"),
        CORRECTED_ON_SPOT("当场改正"),
        ORDERED("责令改正"),
        CASE("立案查处"),
        TRANSFERRED("移送");

        private final String label;

        Disposition(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** 宣传教育方式. */
    public enum Education {
        ORAL("口头"),
        LEAFLET("发放宣传资料"),
        INTERVIEW("约谈"),
        NONE("未教育");

        private final String label;

        Education(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** 当事人签字. */
    public enum Signature {
        SIGNED("已签字"),
        REFUSED("拒绝签字"),
        ABSENT("当事人不在场");

        private final String label;

        Signature(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /**
     * 复查：looks again at a finding (F-18).
     *
     * @param finding the id of the finding that is looked at again
     * @param obstacle why it could not be checked, only then
     */
    public record ReCheck(
            long finding, Result result, @Nullable Obstacle obstacle) {

        /** 复查结果. */
        public enum Result {
            PASS("合格"),
            FAIL("不合格"),
            CANNOT_CHECK("无法复查");

            private final String label;

            Result(String label) {
                this.label = label;
            }

            public String label() {
                return label;
            }
        }

        /** 无法复查的原因. */
        public enum Obstacle {
            CLOSED_DOWN("已关停"),
            NO_ACCESS("无法进入"),
            SEASONAL("季节性停业"),
            MOVED("已搬离");

            private final String label;

            Obstacle(String label) {
                this.label = label;
            }

            public String label() {
                return label;
            }
        }

        /** Null where nothing of a re-check was sent. */
        static @Nullable ReCheck of(@Nullable String finding, @Nullable String result, @Nullable String obstacle) {
            if (Stream.of(finding, result, obstacle).allMatch(sent -> sent == null || sent.isBlank())) {
                return null;
            }
            Result found = oneOf("result", "复查结果", result, Result.class);
            boolean hindered = found == Result.CANNOT_CHECK;
            refuseIf(!hindered && obstacle != null && !obstacle.isBlank(), "cannotCheckReason", "不是无法复查的，不填无法复查的原因。");
            return new ReCheck(
                    Long.parseLong(Fields.matching("originalFindingId", "原问题编号", finding, "[1-9]\\d{0,17}")),
                    found,
                    hindered ? oneOf("cannotCheckReason", "无法复查的原因", obstacle, Obstacle.class) : null);
        }
    }

    /** As it was sent, not yet checked. */
    public record Form(
            @Nullable String violationCode,
            @Nullable String partyUnknown,
            @Nullable String description,
            @Nullable String disposition,
            @Nullable String educationGiven,
            @Nullable String educationKind,
            @Nullable String noEducationReason,
            @Nullable String orderDueOn,
            @Nullable String partySigned,
            @Nullable String witness) {

        /** A row of the page that nobody filled in. */
        boolean isBlank() {
            return Stream.of(violationCode, description).allMatch(text -> text == null || text.isBlank());
        }

        /** @param at the field's name in the refusals, e.g. {@code findings[0]} */
        Finding finding(String at) {
            Finding read = new Finding(
                    required(at + ".violationCode", "违法行为", violationCode, 1, 64),
                    "true".equals(partyUnknown),
                    required(at + ".description", "问题描述", description, 10, 1000),
                    oneOf(at + ".disposition", "处置方式", disposition, Disposition.class),
                    Fields.answered(at + ".educationGiven", "是否宣传教育", educationGiven),
                    oneOf(at + ".educationKind", "宣传教育方式", educationKind, Education.class),
                    text(at + ".noEducationReason", "未教育的原因", noEducationReason, 2, 200),
                    Fields.day(at + ".orderDueOn", "责令改正期限", orderDueOn),
                    oneOf(at + ".partySigned", "当事人签字", partySigned, Signature.class),
                    text(at + ".witness", "见证人", witness, 2, 50));
            read.refuseContradictions(at);
            return read;
        }
    }

    boolean isPartyPresent() {
        return partySigned != Signature.ABSENT;
    }

    /**
     * Refuses a violation that is none on that day or that no problem of the checklist names, and an order
     * that is due too soon or too late.
     *
     * @param law the violations of the business date by code
     * @param problems the violations of the items marked as problems
     * @param seenOn the day of the visit
     * @param longest days that an order may give where the violation does not say it itself
     */
    void refuseUnless(String at, Map<String, Violation> law, Set<String> problems, LocalDate seenOn, int longest) {
        Violation type = law.get(violation);
        if (type == null) {
            throw Refusal.invalid(at + ".violationCode", "违法行为“" + violation + "”不存在或者在检查日无效。");
        }
        refuseIf(!problems.contains(violation), at + ".violationCode", "“" + type.name() + "”没有对应的有问题的检查项。");
        if (orderDueOn != null) {
            int most = type.maxCorrectionDays() == null ? longest : type.maxCorrectionDays();
            boolean fits = orderDueOn.isAfter(seenOn) && !orderDueOn.isAfter(seenOn.plusDays(most));
            refuseIf(!fits, at + ".orderDueOn", "责令改正期限应在检查次日起" + most + "日内。");
        }
    }

    boolean isCase() {
        return disposition == Disposition.CASE;
    }

    /** @param refused the violations that were ordered at the place and not corrected */
    Matter matter(Violation type, Set<String> refused) {
        Matter plain = disposition == Disposition.CORRECTED_ON_SPOT
                ? Matter.plain(type).corrected()
                : Matter.plain(type);
        return refused.contains(violation) ? plain.afterRefusal() : plain;
    }

    /** Refuses a penalty where the law first wants an order (domain, section 9.4, no. 31). */
    void refuseUnlawful(String at, Proposal proposal) {
        refuseIf(isCase() && proposal.isOrder(), at + ".disposition", "依法应当先责令改正，拒不改正或者逾期不改正的才能立案查处。");
    }

    private void refuseContradictions(String at) {
        refuseIf(!partyUnknown, at + ".partyUnknown", "目前只能记录当事人未知的问题，当事人信息暂不登记。");
        refuseIf(
                educationGiven == (educationKind == Education.NONE),
                at + ".educationKind",
                educationGiven ? "已宣传教育的，请选择教育方式。" : "未宣传教育的，教育方式应为“未教育”。");
        refuseIf(!educationGiven && noEducationReason == null, at + ".noEducationReason", "未宣传教育的，请填写原因。");
        refuseIf(educationGiven && noEducationReason != null, at + ".noEducationReason", "已宣传教育的，不填未教育的原因。");
        refuseIf(disposition == Disposition.EDUCATED && !educationGiven, at + ".disposition", "处置方式为教育的，应当已宣传教育。");
        refuseIf(disposition == Disposition.ORDERED && orderDueOn == null, at + ".orderDueOn", "责令改正的，请填写改正期限。");
        refuseIf(disposition != Disposition.ORDERED && orderDueOn != null, at + ".orderDueOn", "不是责令改正的，不填改正期限。");
        refuseIf(partySigned != Signature.SIGNED && witness == null, at + ".witness", "当事人没有签字的，请填写见证人。");
    }

    private static void refuseIf(boolean wrong, String field, String sentence) {
        if (wrong) {
            throw Refusal.invalid(field, sentence);
        }
    }
}
