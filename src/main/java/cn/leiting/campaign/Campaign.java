package cn.leiting.campaign;

import static cn.leiting.campaign.Campaign.Status.APPROVED;
import static cn.leiting.campaign.Campaign.Status.DRAFT;
import static cn.leiting.campaign.Campaign.Status.SUBMITTED;
import static cn.leiting.campaign.Campaign.Status.SUSPENDED;

import cn.leiting.shared.Refusal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Embedded;
import org.springframework.data.relational.core.mapping.Table;

/**
 * 专项整治行动：one round of “雷霆”, known as {@code TH-2023-01}. It belongs to the year of its code, whatever
 * day it closes (domain 9.1 no. 12). Every change that its state does not allow is refused (409).
 */
@Table("campaign")
public class Campaign {

    /** 行动状态. */
    public enum Status {
        DRAFT("拟定中"),
        SUBMITTED("待审定"),
        APPROVED("已批准"),
        SUSPENDED("已暂停"),
        CLOSED("已办结"),
        CANCELLED("已取消"),
        REJECTED("未批准");

        private final String label;

        Status(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    @Id
    private final String code;

    private final int year;
    private @Nullable Integer plannedSeq;
    private String theme;
    private String title;

    @Embedded.Nullable
    private Definition.@Nullable Terms terms;

    @Embedded.Nullable
    private Definition.@Nullable Window window;

    private List<String> squads = List.of();
    private boolean needsFiling;
    private @Nullable Integer filing;
    private Status status = DRAFT;
    private @Nullable String definedBy;
    private @Nullable String pointsBy;
    private @Nullable String question;
    private boolean closingConfirmed;

    @Version
    private int version;

    Campaign(String code, int year, String theme, String title) {
        this.code = code;
        this.year = year;
        this.theme = theme;
        this.title = title;
    }

    /** A filing made for an earlier definition does not count for this one. */
    void define(Definition plan, Definition.Terms chosen, Set<String> participants, boolean filingNeeded, String by) {
        refuseUnless("报审", DRAFT);
        theme = plan.theme();
        title = plan.title();
        terms = chosen;
        window = plan.window();
        squads = List.copyOf(participants);
        needsFiling = filingNeeded;
        filing = null;
        definedBy = by;
        status = SUBMITTED;
    }

    /** Points are chosen until the filing, which speaks of them, or the approval. */
    void choosePoints(String by) {
        refuseUnless("调整点位", DRAFT, SUBMITTED);
        if (status == SUBMITTED && filing != null) {
            throw Refusal.conflict("专项检查计划已备案，不能再调整点位。");
        }
        pointsBy = by;
    }

    boolean pointsWereChosen() {
        return pointsBy != null;
    }

    /** @param keep files it and answers the version, the first or an amendment */
    void file(Filing.Form form, IntSupplier keep) {
        refuseUnless("备案", SUBMITTED, APPROVED, SUSPENDED);
        if (!needsFiling) {
            throw Refusal.conflict("该行动不需要备案专项检查计划。");
        }
        form.refuseUnlessCovering(from(), to());
        filing = keep.getAsInt();
    }

    /** Starts neither before today nor, as that is never later, before its plan was approved (domain 9.1 no. 5). */
    void approve(LocalDate today, String by) {
        refuseUnless("批准", SUBMITTED);
        refuseMaker(by);
        if (needsFiling && filing == null) {
            throw Refusal.conflict("专项检查计划还没有备案，不能批准。");
        }
        window = window().startingNotBefore(today);
        status = APPROVED;
    }

    /** @param by null: who defined it takes it back */
    void decline(Status next, String action, @Nullable String by) {
        refuseUnless(action, SUBMITTED);
        refuseMaker(by);
        status = next;
    }

    void extend(LocalDate end) {
        window = window().endingOn(end);
    }

    void suspend(LocalDate today) {
        window = window().pausedSince(today);
        status = SUSPENDED;
    }

    void resume(LocalDate today) {
        window = window().resumedOn(today);
        status = APPROVED;
    }

    void cancel() {
        window = window == null ? null : window.pausedSince(null);
        status = Status.CANCELLED;
    }

    void addSquad(String squad) {
        squads = Stream.concat(squads.stream(), Stream.of(squad)).sorted().toList();
    }

    /** @param asked the question of a hard case; none without one */
    void supervise(@Nullable String asked) {
        question = asked;
    }

    void confirmClosing() {
        closingConfirmed = true;
    }

    void finish() {
        refuseUnless("办结", APPROVED);
        status = Status.CLOSED;
    }

    void refuseUnless(String action, Status... allowed) {
        if (!Arrays.asList(allowed).contains(status)) {
            throw Refusal.conflict("行动" + status.label() + "，不能" + action + "。");
        }
    }

    private void refuseMaker(@Nullable String by) {
        if (by != null && by.equals(definedBy)) {
            throw Refusal.forbidden("不能审定自己拟定的行动方案。");
        }
    }

    public String code() {
        return code;
    }

    public int year() {
        return year;
    }

    public String theme() {
        return theme;
    }

    public String title() {
        return title;
    }

    public Status status() {
        return status;
    }

    /** The rest of the definition, from the definition on. */
    public Definition.Terms terms() {
        return Objects.requireNonNull(terms, "not defined yet");
    }

    /** The window as it is now, from the definition on. */
    public Definition.Window window() {
        return Objects.requireNonNull(window, "not defined yet");
    }

    /** First day in the field. */
    public LocalDate from() {
        return window().from();
    }

    /** Last day in the field. */
    public LocalDate to() {
        return window().to();
    }

    /** Who takes part, nine-digit codes in order. */
    public Set<String> squads() {
        return new TreeSet<>(squads);
    }

    /** 到位检查 of all squads is done. */
    public boolean isClosingConfirmed() {
        return closingConfirmed;
    }

    public boolean hardCase() {
        return question != null;
    }

    public boolean needsFiling() {
        return needsFiling;
    }

    /** 全区范围的行动 counts to the eight. */
    public boolean isCountedToEight() {
        return terms().scope() == Definition.Scope.DISTRICT;
    }
}
