package cn.leiting.phone;

import cn.leiting.fieldwork.Fields;
import cn.leiting.fieldwork.Inspection;
import cn.leiting.fieldwork.Inspection.Recorded;
import cn.leiting.fieldwork.Inspections;
import cn.leiting.phone.FieldWork.OpenTask;
import cn.leiting.shared.Actor;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The calls of a phone: what is to be done, and what was seen (contract 5). */
@RestController
class FieldCalls {

    private final Inspections inspections;
    private final FieldWork work;

    FieldCalls(Inspections inspections, FieldWork work) {
        this.inspections = inspections;
        this.work = work;
    }

    record Reason(@Nullable String reason) {}

    @GetMapping("/api/field/tasks")
    List<OpenTask> tasks(Actor actor) {
        return work.openTasks(inspections.squadOf(actor).code());
    }

    /** A re-check (F-18) may come by either name: the client's id is one for both. */
    @PostMapping({"/api/field/inspections", "/api/field/rechecks"})
    ResponseEntity<Recorded> record(
            @RequestBody Inspection.Form form,
            @RequestHeader(name = "Leiting-Device-Time", required = false) String deviceTime,
            Actor actor) {
        Inspections.Outcome outcome = inspections.record(form, deviceTime, actor);
        return ResponseEntity.status(outcome.first() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(outcome.recorded());
    }

    /** A plus sign that was not encoded arrives as a space. */
    @GetMapping("/api/field/inspections")
    List<Inspection> records(@RequestParam(defaultValue = "") String since, Actor actor) {
        return work.since(
                inspections.squadOf(actor).code(),
                Fields.requiredMoment("since", "起始时间", since.strip().replace(' ', '+')));
    }

    @PostMapping("/api/field/inspections/{clientId}/void")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void invalidate(@PathVariable UUID clientId, @RequestBody Reason reason, Actor actor) {
        inspections.invalidate(clientId, reason.reason(), actor);
    }
}
