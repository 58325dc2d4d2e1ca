package cn.leiting.casework;

import cn.leiting.disposition.Dispositions.Proposal;
import cn.leiting.shared.Refusal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Embedded;
import org.springframework.data.relational.core.mapping.Table;

/**
 * 案件：one act of one party, from its source to its closing, known as {@code CASE-310118105-2023-000123} (domain P6).
 * The penalty is the town's or the sub-district's, never the bureau's (domain §0.2, no. 2). Every change that its
 * status does not allow is refused.
 */
@Table("enforcement_case")
public class EnforcementCase {

    @Id
    private final String code;

    @Embedded.Empty
    private Source source;

    private final String decidingBody;
    private @Nullable String externalNo;
    private @Nullable Long party;
    private @Nullable Proposal route;
    private boolean refused;
    private Status status;
    private @Nullable LocalDate filedOn;
    private @Nullable String filedBy;
    private boolean hard;
    private @Nullable Outcome outcome;
    private @Nullable LocalDate closedOn;
    private @Nullable String closedBy;
    private final String registeredBy;
    private final Instant registeredAt;

    @Version
    private int version;

    private EnforcementCase(
            String code, Source source, String decidingBody, Status status, String registeredBy, Instant registeredAt) {
        this.code = code;
        this.source = source;
        this.decidingBody = decidingBody;
        this.status = status;
        this.registeredBy = registeredBy;
        this.registeredAt = registeredAt;
    }

    static EnforcementCase register(String code, Source source, String decidingBody, String by, Instant at) {
        EnforcementCase registered = new EnforcementCase(code, source, decidingBody, Status.REGISTERED, by, at);
        registered.refused = source.kind() == Source.Kind.ORDER;
        return registered;
    }

    /** 立案、当场处罚 under the number of the city's system; refuses another one once there is one. */
    void number(String no) {
        refuseClosed("登记市级系统案号");
        if (externalNo != null && !externalNo.equals(no)) {
            throw Refusal.conflict("案件" + code + "已登记市级系统案号“" + externalNo + "”，不能更换。");
        }
        externalNo = no;
    }

    /** F-30 complete, or mended before the route is taken. */
    void describe(String newViolation, String newFacts, @Nullable Long newParty, @Nullable String newExternalNo) {
        refuseUnless(Status.REGISTERED, "修改案源");
        source = source.described(newViolation, newFacts);
        party = newParty;
        externalNo = newExternalNo;
    }

    /** Found out later; refuses another party once there is one. */
    void identify(long found) {
        refuseClosed("登记当事人");
        if (party != null && party != found) {
            throw Refusal.conflict("案件" + code + "已登记当事人，不能更换；确有错误的，请终止后另立。");
        }
        party = found;
    }

    /** D-04; EDUCATE stays registered until it is closed. */
    void route(Proposal taken) {
        refuseUnless(Status.REGISTERED, "确定处置路径");
        route = taken;
        switch (taken) {
            case ORDER_IMMEDIATE, ORDER_WITH_DEADLINE -> status = Status.ORDERED;
            case TRANSFER_AGENCY, TRANSFER_CRIME -> status = Status.TO_TRANSFER;
            case SIMPLIFIED -> status = Status.ON_THE_SPOT;
            case ORDINARY -> status = Status.TO_FILE;
            case EDUCATE -> {}
        }
    }

    /** 拒不改正或者逾期不改正: the law's precondition is met from now on. */
    void refuseCorrection() {
        advance(Status.REGISTERED);
        refused = true;
    }

    /** 立案: day 0 of the ninety days (行政处罚法第六十条); by the deciding body. The way is the ordinary one from now on. */
    void file(LocalDate on, String by) {
        advance(Status.INVESTIGATING);
        route = Proposal.ORDINARY;
        filedOn = on;
        filedBy = by;
    }

    /** 移送: whatever the way was, it is this one now; a case that is being decided goes there too. */
    void send(Proposal kind) {
        if (status == Status.DECIDING) {
            advance(Status.TO_TRANSFER);
        }
        advance(Status.TRANSFERRED);
        route = kind;
    }

    /** 受移送机关退回: begins again, with its history. */
    void takeBack() {
        advance(Status.REGISTERED);
        filedOn = null;
        filedBy = null;
    }

    void advance(Status to) {
        if (!status.next().contains(to)) {
            throw Refusal.conflict("案件" + code + "现为“" + status.label() + "”，不能转入“" + to.label() + "”。");
        }
        status = to;
    }

    void close(Outcome how, LocalDate on, String by) {
        refuseClosed("结案");
        if (!how.fits(this)) {
            throw Refusal.conflict("案件" + code + "现为“" + status.label() + "”，不能以“" + how.label() + "”结案。");
        }
        status = Status.CLOSED;
        outcome = how;
        closedOn = on;
        closedBy = by;
    }

    void markHard() {
        hard = true;
    }

    void refuseUnless(Status needed, String action) {
        if (status != needed) {
            throw Refusal.conflict("案件" + code + "现为“" + status.label() + "”，不能" + action + "。");
        }
    }

    void refuseClosed(String action) {
        if (status == Status.CLOSED) {
            throw Refusal.conflict("案件" + code + "已结案，不能" + action + "。");
        }
    }

    public String code() {
        return code;
    }

    public Source source() {
        return source;
    }

    public String squad() {
        return source.squad();
    }

    /** In whose name it is decided, e.g. 赵巷镇人民政府, as on the day of registration. */
    public String decidingBody() {
        return decidingBody;
    }

    public @Nullable String externalNo() {
        return externalNo;
    }

    public @Nullable Long party() {
        return party;
    }

    public @Nullable Proposal route() {
        return route;
    }

    /** Whether an order was not followed, so that the law allows the penalty. */
    public boolean isRefused() {
        return refused;
    }

    public Status status() {
        return status;
    }

    public @Nullable LocalDate filedOn() {
        return filedOn;
    }

    public boolean isHard() {
        return hard;
    }

    public @Nullable Outcome outcome() {
        return outcome;
    }

    public @Nullable LocalDate closedOn() {
        return closedOn;
    }

    public boolean isClosed() {
        return status == Status.CLOSED;
    }
}
