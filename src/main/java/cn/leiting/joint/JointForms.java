package cn.leiting.joint;

import cn.leiting.calendar.BureauTime;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** 联合执法的内容：what is proposed, answered, planned and recorded. Each refuses what breaks a limit (422). */
public final class JointForms {

    private JointForms() {}

    /** 事项类别 (domain D-10): what the decision {@code agenciesForMatter} asks for. */
    public enum MatterKind {
        DEBRIS("渣土运输"),
        SITE("建设工地"),
        FUMES("餐饮油烟"),
        RIVER("河道水务"),
        FOOD_STALL("食品摊贩"),
        BURNING("露天焚烧"),
        OBSTRUCTION("阻碍执法"),
        OTHER("其他");

        private final String label;

        MatterKind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /**
     * 提议 (F-25a).
     *
     * @param matter at most 500 characters
     * @param place or points, at most 500 characters
     * @param campaign its code; null: outside of campaigns
     * @param suggested the codes of the agencies, one at least, each once
     * @param byMatter the agencies that the decision names for the matter
     * @param firstDay the first of the days that come into question, {@code lastDay} the last one
     */
    public record Proposal(
            MatterKind kind,
            String matter,
            String place,
            @Nullable String campaign,
            List<String> suggested,
            List<String> byMatter,
            LocalDate firstDay,
            LocalDate lastDay) {

        public Proposal {
            matter = Limits.required("事项", matter, 500);
            place = Limits.required("地点", place, 500);
            suggested = suggested.stream().distinct().toList();
            if (suggested.isEmpty()) {
                throw Refusal.invalid("suggestedAgencies", "请至少选择一个建议邀请的单位。");
            }
            refuseReversed(firstDay, lastDay);
        }

        Proposal on(LocalDate first, LocalDate last) {
            return new Proposal(kind, matter, place, campaign, suggested, byMatter, first, last);
        }

        void refuseBefore(LocalDate today) {
            if (lastDay.isBefore(today)) {
                throw Refusal.invalid("to", "拟定日期不能早于今天。");
            }
        }

        private static void refuseReversed(LocalDate first, LocalDate last) {
            if (last.isBefore(first)) {
                throw Refusal.invalid("to", "结束日期不能早于开始日期。");
            }
        }
    }

    /** 答复; a decline is a normal one: the bureau may invite, nobody has to come (notice, line 39). */
    public enum Reply {
        ACCEPT("同意参加"),
        DECLINE("不参加"),
        OTHER_DATE("建议改期");

        private final String label;

        Reply(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        boolean comes() {
            return this != DECLINE;
        }
    }

    /**
     * @param proposedOn required with another date and kept only then
     * @param remark at most 500 characters
     */
    public record Answer(
            Reply reply,
            @Nullable LocalDate proposedOn,
            @Nullable String remark) {

        public Answer {
            if (reply == Reply.OTHER_DATE && proposedOn == null) {
                throw Refusal.invalid("proposedOn", "建议改期的，请填写建议日期。");
            }
            proposedOn = reply == Reply.OTHER_DATE ? proposedOn : null;
            remark = Limits.optional("说明", remark, 500);
        }
    }

    /** 未答复的处理, decided by 执法协调科 when the grace is over. */
    public enum Silence {
        HOLD_WITHOUT("不再等待，照常举行"),
        POSTPONE("继续等待答复"),
        DROP("撤回邀请");

        private final String label;

        Silence(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /**
     * 联合执法方案 (F-25b).
     *
     * @param heldAt when it begins
     * @param assemblyPoint at most 200 characters
     * @param commander 现场负责人, at most 50 characters
     * @param safetyPlan at most 1000 characters
     * @param bodyCam whether body cameras are worn
     * @param inspectionCode 检查码, at most 50 characters; one shared by all, required where enterprises are inspected
     *     from 2025-01-01 on (domain §0.2 no. 3)
     */
    public record Plan(
            Instant heldAt,
            String assemblyPoint,
            String commander,
            String safetyPlan,
            boolean bodyCam,
            boolean enterpriseInspection,
            @Nullable String inspectionCode) {

        private static final LocalDate CODES_SINCE = LocalDate.of(2025, 1, 1);

        public Plan {
            assemblyPoint = Limits.required("集合地点", assemblyPoint, 200);
            commander = Limits.required("现场负责人", commander, 50);
            safetyPlan = Limits.required("安全预案", safetyPlan, 1000);
            inspectionCode = Limits.optional("检查码", inspectionCode, 50);
            if (enterpriseInspection && inspectionCode == null && !day(heldAt).isBefore(CODES_SINCE)) {
                throw Refusal.invalid("inspectionCode", "2025年1月1日起进入企业检查的，请填写检查码。");
            }
        }

        public LocalDate day() {
            return day(heldAt);
        }

        /** In the bureau's time. */
        public LocalDateTime at() {
            return LocalDateTime.ofInstant(heldAt, BureauTime.ZONE);
        }

        private static LocalDate day(Instant moment) {
            return LocalDate.ofInstant(moment, BureauTime.ZONE);
        }
    }

    /** 分工：what one agency does; at most 300 characters. */
    public record Duty(String agency, String task) {

        public Duty {
            task = Limits.required("分工", task, 300);
        }
    }

    /**
     * 联合执法结果 (F-25), of one agency.
     *
     * @param persons 0 to 1000, one at least when it attended
     * @param duty 落实部门职责, at most 300 characters, required when it attended
     * @param measure at most 500 characters
     * @param cases 0 to 1000, for information only
     * @param followUp at most 300 characters, with {@code dueOn} or without both
     */
    public record Result(
            boolean attended,
            int persons,
            @Nullable String duty,
            @Nullable String measure,
            int cases,
            @Nullable String followUp,
            @Nullable LocalDate dueOn) {

        private static final int MOST = 1000;

        public Result {
            duty = attended ? Limits.required("落实部门职责", duty, 300) : Limits.optional("落实部门职责", duty, 300);
            measure = Limits.optional("采取措施", measure, 500);
            followUp = Limits.optional("后续事项", followUp, 300);
            if (persons < 0 || persons > MOST || (persons > 0) != attended) {
                throw Refusal.invalid("persons", attended ? "参加的，请填写1至1000的人数。" : "没有参加的，人数应为0。");
            }
            if (cases < 0 || cases > MOST || (cases > 0 && !attended)) {
                throw Refusal.invalid("cases", attended ? "案件数应为0至1000。" : "没有参加的，案件数应为0。");
            }
            if ((followUp == null) != (dueOn == null)) {
                throw Refusal.invalid("dueOn", "后续事项和完成期限应当同时填写。");
            }
        }
    }

    /**
     * 中队到场情况.
     *
     * @param reason 2 to 300 characters, only of who did not attend; none: absent without a reason (X5)
     */
    public record Attendance(
            String squad, boolean attended, @Nullable String reason) {

        public Attendance {
            reason = attended || reason == null || reason.isBlank() ? null : Limits.required("未到场原因", reason, 2, 300);
        }
    }
}
