package cn.leiting.complaint;

import cn.leiting.complaint.Complaint.Closing;
import cn.leiting.complaint.Complaints.Outcome;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The calls by which the hotline's system, or a person in its place, tells tickets and their ends. */
@RestController
@RequestMapping("/api/complaints")
class ComplaintCalls {

    private final Complaints complaints;

    ComplaintCalls(Complaints complaints) {
        this.complaints = complaints;
    }

    record Ticket(
            @Nullable String ticketNo,
            @Nullable String kind,
            @Nullable OffsetDateTime receivedAt,
            @Nullable OffsetDateTime dueAt,
            @Nullable String squad,
            @Nullable String point,
            @Nullable String text) {

        private Told told() {
            return new Told(
                    ticketNo,
                    kind,
                    receivedAt == null ? null : receivedAt.toInstant(),
                    dueAt == null ? null : dueAt.toInstant(),
                    squad,
                    point,
                    text,
                    null);
        }
    }

    record End(
            @Nullable OffsetDateTime closedAt,
            @Nullable Boolean satisfied,
            @Nullable String result) {

        private Closing closing() {
            if (closedAt == null) {
                throw Refusal.invalid("closedAt", "请填写办结时间。");
            }
            return new Closing(closedAt.toInstant(), satisfied, result == null ? "" : result);
        }
    }

    record Taken(@Nullable String ticketNo, Outcome outcome) {}

    /** 201 for a new ticket, 200 for one that was known, corrected or not. */
    @PostMapping
    ResponseEntity<Taken> take(@RequestBody Ticket ticket, Actor actor) {
        Outcome outcome = complaints.take(ticket.told(), actor);
        return ResponseEntity.status(outcome == Outcome.CREATED ? HttpStatus.CREATED : HttpStatus.OK)
                .body(new Taken(ticket.ticketNo(), outcome));
    }

    @PostMapping("/{ticketNo}/close")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void close(@PathVariable String ticketNo, @RequestBody End end, Actor actor) {
        complaints.close(ticketNo, end.closing(), actor);
    }
}
