package cn.leiting.docket;

import cn.leiting.casework.Cases;
import cn.leiting.casework.EnforcementCase;
import cn.leiting.casework.Handlers.Handler;
import cn.leiting.party.MaskedParty;
import cn.leiting.shared.Journal;
import cn.leiting.timekeeping.Timing.Reading;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** 案卷：all that a page says of one case, its party masked. */
record CaseFile(
        EnforcementCase of,
        Head head,
        List<Reading> timings,
        List<Handler> handlers,
        List<Journal.Event<Cases.Kind>> events,
        Map<Step.Part, List<Step>> steps,
        List<Guided> guidance,
        @Nullable MaskedParty party) {

    /**
     * @param violation as it is called in the law of the day of the act
     * @param order that was given for the finding
     * @param photos the hashes of the visit's photos
     * @param performed whether a decision is to be performed, or was
     */
    record Head(
            String violation,
            String registeredBy,
            LocalDate registeredOn,
            @Nullable String filedBy,
            @Nullable String closedBy,
            @Nullable String point,
            @Nullable String pointName,
            @Nullable LocalDate inspectedOn,
            @Nullable String description,
            @Nullable String order,
            @Nullable String orderStatus,
            List<String> photos,
            boolean performed) {}

    /** 疑难案件 about the case, or about its finding. */
    record Guided(
            String code,
            String status,
            LocalDateTime requestedAt,
            @Nullable LocalDateTime signedAt) {}

    /**
     * 办理环节：one thing that a room has recorded of a case; no word about the party.
     *
     * @param by who did it, or who answers for it
     */
    record Step(
            Part part,
            LocalDate day,
            String title,
            @Nullable String detail,
            @Nullable String by) {

        /** In the order of a case; {@code page} is where the room shows the rest of it. */
        enum Part {
            ORDER("责令改正", null),
            TRANSFER("移送", null),
            FILING("立案审批", null),
            ON_THE_SPOT("当场处罚", null),
            EVIDENCE("证据", "inquiry"),
            RECORD("调查文书", "inquiry"),
            MEASURE("登记保存和查封、扣押", "inquiry"),
            PROPOSAL("处理意见", "penalty"),
            NOTICE("事先告知", "penalty"),
            STATEMENT("陈述、申辩和听证要求", "penalty"),
            HEARING("听证", "penalty"),
            REVIEW("法制审核", "penalty"),
            DISCUSSION("集体讨论", "penalty"),
            DECISION("决定", "penalty"),
            SERVICE("送达", "performance"),
            PAYMENT("缴款", "performance"),
            DEFERRAL("延期、分期缴纳", "performance"),
            ENFORCEMENT("催告和强制执行", "performance"),
            REMEDY("复议和诉讼", "performance"),
            PUBLICATION("决定公开", "performance"),
            DOCUMENT("文书", "documents"),
            FILE_REVIEW("案卷评查", "documents");

            private final String label;
            private final @Nullable String page;

            Part(String label, @Nullable String page) {
                this.label = label;
                this.page = page;
            }

            public String label() {
                return label;
            }

            public @Nullable String page() {
                return page;
            }
        }
    }

    boolean handledBy(String account, LocalDate on) {
        return handlers.stream()
                .filter(handler -> handler.person().equals(account))
                .anyMatch(
                        handler -> !on.isBefore(handler.from()) && (handler.to() == null || !on.isAfter(handler.to())));
    }
}
