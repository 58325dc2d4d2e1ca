package cn.leiting.fieldwork;

import cn.leiting.fieldwork.FieldWork.OpenTask;
import cn.leiting.fieldwork.Inspection.Recorded;
import cn.leiting.organization.Squad;
import cn.leiting.shared.Actor;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;

/** The calls of a phone, and the plain pages for whoever has none. */
@Controller
class FieldPages {

    private final Inspections inspections;
    private final FieldWork work;

    FieldPages(Inspections inspections, FieldWork work) {
        this.inspections = inspections;
        this.work = work;
    }

    record Reason(@Nullable String reason) {}

    @GetMapping("/api/field/tasks")
    @ResponseBody
    List<OpenTask> tasks(Actor actor) {
        return work.openTasks(inspections.squadOf(actor).code());
    }

    @PostMapping("/api/field/inspections")
    ResponseEntity<Recorded> record(@RequestBody Inspection.Form form, Actor actor) {
        Inspections.Outcome outcome = inspections.record(form, actor);
        return ResponseEntity.status(outcome.first() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(outcome.recorded());
    }

    @GetMapping("/api/field/inspections")
    @ResponseBody
    List<Inspection> records(@RequestParam(defaultValue = "") String since, Actor actor) {
        Squad squad = inspections.squadOf(actor);
        return work.since(squad.code(), Fields.requiredMoment("since", "起始时间", since.replace(' ', '+')));
    }

    @PostMapping("/api/field/inspections/{clientId}/void")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void invalidate(@PathVariable UUID clientId, @RequestBody Reason reason, Actor actor) {
        inspections.invalidate(clientId, reason.reason(), actor);
    }
}
