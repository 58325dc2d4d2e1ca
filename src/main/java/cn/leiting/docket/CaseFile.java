package cn.leiting.docket;

import cn.leiting.casework.Cases;
import cn.leiting.casework.EnforcementCase;
import cn.leiting.casework.Handlers.Handler;
import cn.leiting.docket.Step.Part;
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
        Map<Part, List<Step>> steps,
        List<Guided> guidance,
        @Nullable MaskedParty party) {

    /**
     * @param violation as it is called in the law of the day of the act
     * @param order that was given for the finding
     * @param photos the hashes of the visit's photos
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
            List<String> photos) {}

    /** 疑难案件 about the case, or about its finding. */
    record Guided(
            String code,
            String status,
            LocalDateTime requestedAt,
            @Nullable LocalDateTime signedAt) {}

    boolean handledBy(String account, LocalDate on) {
        return handlers.stream()
                .filter(handler -> handler.person().equals(account))
                .anyMatch(
                        handler -> !on.isBefore(handler.from()) && (handler.to() == null || !on.isAfter(handler.to())));
    }
}
