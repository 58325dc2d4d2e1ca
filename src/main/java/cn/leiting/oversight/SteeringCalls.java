package cn.leiting.oversight;

import cn.leiting.assignment.Assignment.Exemption;
import cn.leiting.campaign.Campaigns;
import cn.leiting.campaign.Drafting;
import cn.leiting.campaign.Steering;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The calls that change a campaign (contract, section 5). */
@RestController
@RequestMapping("/api/campaigns/{code}")
class SteeringCalls {

    private static final int UNFIT = -1;

    private final Campaigns campaigns;
    private final Steering steering;

    SteeringCalls(Campaigns campaigns, Steering steering) {
        this.campaigns = campaigns;
        this.steering = steering;
    }

    record Extension(@Nullable LocalDate endDate, @Nullable String reason) {}

    record Why(@Nullable String reason) {}

    record Reinforcement(@Nullable String squad, @Nullable String reason) {}

    record Relief(
            Exemption.@Nullable Kind kind,
            Exemption.@Nullable Reason reason,
            @Nullable String text) {}

    /** The rows as a list, or in a field {@code points}; what a row lacks is refused row by row. */
    @PutMapping("/points")
    Drafting.Report choosePoints(@PathVariable String code, @RequestBody JsonNode body, Actor actor) {
        actor.require("deptCoordination");
        campaigns.get(code);
        JsonNode rows = body.isArray() ? body : body.path("points");
        if (!rows.isArray()) {
            throw Refusal.invalid("points", "请以列表提交点位。");
        }
        List<Drafting.Row> typed = StreamSupport.stream(rows.spliterator(), false)
                .map(SteeringCalls::row)
                .toList();
        return campaigns.choosePoints(code, typed, actor);
    }

    private static Drafting.Row row(JsonNode row) {
        return new Drafting.Row(
                row.path("pointId").asText(),
                row.path("squadCode").asText(),
                number(row.path("priority"), 2),
                row.path("reason").asText("ROUTINE"),
                number(row.path("requiredRounds"), 1));
    }

    private static int number(JsonNode typed, int otherwise) {
        if (typed.isMissingNode() || typed.isNull()) {
            return otherwise;
        }
        return typed.isIntegralNumber() && typed.canConvertToInt() ? typed.intValue() : UNFIT;
    }

    @PostMapping("/extend")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void extend(@PathVariable String code, @RequestBody Extension form, Actor actor) {
        steering.extend(code, form.endDate(), form.reason(), actor);
    }

    @PostMapping("/cancel")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void cancel(@PathVariable String code, @RequestBody Why form, Actor actor) {
        steering.cancel(code, form.reason(), actor);
    }

    @PostMapping("/suspend")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void suspend(@PathVariable String code, @RequestBody Why form, Actor actor) {
        steering.suspend(code, form.reason(), actor);
    }

    @PostMapping("/resume")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void resume(@PathVariable String code, Actor actor) {
        steering.resume(code, actor);
    }

    @PostMapping("/squads")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void addSquad(@PathVariable String code, @RequestBody Reinforcement form, Actor actor) {
        steering.addSquad(code, form.squad(), form.reason(), actor);
    }

    @PostMapping("/squads/{squad}/exempt")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void exempt(@PathVariable String code, @PathVariable String squad, @RequestBody Relief form, Actor actor) {
        steering.exempt(code, squad, form.kind(), form.reason(), form.text(), actor);
    }
}
