package cn.leiting.performance;

import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Embedded;
import org.springframework.data.relational.core.mapping.Embedded.OnEmpty;
import org.springframework.data.relational.core.mapping.Table;

/**
 * 处罚决定的执行：how far one decision has been performed, from its service to the last yuan or the court's end of it
 * (domain P6, steps 18 to 22). Every change that its state does not allow is refused (409).
 */
@Table("performance")
public class Performance {

    @Id
    private final String caseCode;

    private final String decisionNo;
    private final LocalDate decidedOn;
    private final boolean onTheSpot;
    private @Nullable BigDecimal fine;
    private final @Nullable String otherDuty;
    private @Nullable LocalDate dutyDoneOn;
    private @Nullable String dutyNote;

    @Embedded(onEmpty = OnEmpty.USE_NULL)
    private @Nullable Service service;

    private @Nullable LocalDate lapsedOn;
    private @Nullable LocalDate urgedOn;
    private @Nullable String urgingNo;
    private @Nullable LocalDate appliedOn;
    private @Nullable String court;
    private @Nullable LocalDate courtClosedOn;
    private @Nullable String courtNote;
    private @Nullable LocalDate remittedOn;
    private @Nullable String remission;
    private @Nullable String remittedBy;
    private @Nullable LocalDate annulledOn;

    @Version
    private int version;

    private Performance(
            String caseCode,
            String decisionNo,
            LocalDate decidedOn,
            boolean onTheSpot,
            @Nullable BigDecimal fine,
            @Nullable String otherDuty) {
        this.caseCode = caseCode;
        this.decisionNo = decisionNo;
        this.decidedOn = decidedOn;
        this.onTheSpot = onTheSpot;
        this.fine = fine;
        this.otherDuty = otherDuty;
    }

    static Performance of(String caseCode, Performances.Decision decision, String by) {
        Performance begun = new Performance(
                caseCode,
                decision.no(),
                decision.decidedOn(),
                decision.onTheSpot(),
                decision.fine(),
                decision.otherDuty());
        if (decision.onTheSpot()) {
            begun.service = new Service(
                    Service.Method.ON_THE_SPOT,
                    decision.decidedOn(),
                    decision.decidedOn(),
                    decision.no(),
                    null,
                    null,
                    by);
        }
        return begun;
    }

    void serve(Service how, LocalDate today) {
        if (service != null) {
            throw Refusal.conflict("处罚决定" + decisionNo + "已经送达。");
        }
        if (how.servedOn().isBefore(decidedOn) || how.servedOn().isAfter(today)) {
            throw Refusal.invalid("servedOn", "送达日期应在作出决定之日至今天之间。");
        }
        service = how;
    }

    void finishDuty(LocalDate on, @Nullable String note, LocalDate today) {
        if (otherDuty == null) {
            throw Refusal.conflict("处罚决定" + decisionNo + "没有罚款以外的义务。");
        }
        if (dutyDoneOn != null) {
            throw Refusal.conflict("罚款以外的义务已经履行。");
        }
        refuseOutside(on, decidedOn, today, "履行日期");
        dutyNote = Limits.required("履行说明", note, 2, 300);
        dutyDoneOn = on;
    }

    /** 逾期不履行: the way to enforcement is open. */
    void lapse(LocalDate today) {
        if (lapsedOn != null) {
            throw Refusal.conflict("已经转入催告和强制执行。");
        }
        lapsedOn = today;
    }

    /** 催告书送达 (行政强制法第五十四条). */
    void urge(LocalDate on, @Nullable String no, LocalDate today) {
        if (lapsedOn == null) {
            throw Refusal.conflict("还没有确认逾期不履行，不能催告（行政强制法第五十四条）。");
        }
        if (urgedOn != null) {
            throw Refusal.conflict("催告书已经送达，不能重复登记。");
        }
        refuseOutside(on, served().effectiveOn().plusDays(1), today, "催告书送达日期");
        urgingNo = Limits.required("催告书文号", no, 2, 60);
        urgedOn = on;
    }

    /** 申请法院强制执行; whether it is time for it the caller has made sure. */
    void apply(LocalDate on, @Nullable String where, LocalDate today) {
        if (appliedOn != null) {
            throw Refusal.conflict("已经申请法院强制执行。");
        }
        refuseOutside(on, decidedOn, today, "申请日期");
        court = Limits.required("受理法院", where, 2, 60);
        appliedOn = on;
    }

    /** The court has executed it, or has ended or refused the execution. */
    void closeCourt(LocalDate on, @Nullable String note, LocalDate today) {
        LocalDate from = appliedOn;
        if (from == null) {
            throw Refusal.conflict("还没有申请法院强制执行，不能登记执行终结（行政强制法第五十三条）。");
        }
        refuseOutside(on, from, today, "执行终结日期");
        courtNote = Limits.required("执行终结说明", note, 5, 300);
        courtClosedOn = on;
    }

    /** 减免加处罚款 (行政强制法第四十二条): what of it has not been paid is not owed. */
    void remit(LocalDate on, @Nullable String reason, String by) {
        if (remittedOn != null) {
            throw Refusal.conflict("加处罚款已经减免。");
        }
        remission = Limits.required("减免理由", reason, 5, 500);
        remittedOn = on;
        remittedBy = by;
    }

    /** 变更: never more than before (行政复议法、行政诉讼法第七十七条). */
    void change(@Nullable BigDecimal newFine) {
        if (newFine != null && (fine == null || newFine.compareTo(fine) >= 0)) {
            throw Refusal.invalid("newFine", "变更后的罚款应少于原罚款，不得加重（行政诉讼法第七十七条）。");
        }
        fine = newFine;
    }

    void annul(LocalDate on) {
        annulledOn = on;
    }

    private static void refuseOutside(LocalDate day, LocalDate from, LocalDate to, String what) {
        if (day.isBefore(from) || day.isAfter(to)) {
            throw Refusal.invalid(
                    "on",
                    what + "应在%d年%d月%d日至今天之间。".formatted(from.getYear(), from.getMonthValue(), from.getDayOfMonth()));
        }
    }

    /** Refuses (409) what is to come after the service. */
    Service served() {
        if (service == null) {
            throw Refusal.conflict("处罚决定" + decisionNo + "还没有送达。");
        }
        return service;
    }

    void refuseAnnulled() {
        if (annulledOn != null) {
            throw Refusal.conflict("处罚决定" + decisionNo + "已被撤销。");
        }
    }

    public String caseCode() {
        return caseCode;
    }

    public String decisionNo() {
        return decisionNo;
    }

    public LocalDate decidedOn() {
        return decidedOn;
    }

    public boolean isOnTheSpot() {
        return onTheSpot;
    }

    /** Yuan, as it is now; null: none. */
    public @Nullable BigDecimal fine() {
        return fine;
    }

    public @Nullable String otherDuty() {
        return otherDuty;
    }

    public @Nullable Service service() {
        return service;
    }

    public @Nullable LocalDate urgedOn() {
        return urgedOn;
    }

    public @Nullable LocalDate appliedOn() {
        return appliedOn;
    }

    public @Nullable String court() {
        return court;
    }

    public @Nullable LocalDate courtClosedOn() {
        return courtClosedOn;
    }

    public @Nullable LocalDate remittedOn() {
        return remittedOn;
    }

    public @Nullable LocalDate annulledOn() {
        return annulledOn;
    }

    boolean owesDuty() {
        return otherDuty != null && dutyDoneOn == null;
    }
}
