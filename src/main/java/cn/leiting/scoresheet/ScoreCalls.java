package cn.leiting.scoresheet;

import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.score.Indicator;
import cn.leiting.scoring.Appeals;
import cn.leiting.shared.Actor;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The calls on a campaign's scores (contract, section 5). */
@RestController
@RequestMapping("/api/campaigns/{code:TH-\\d{4}-\\d{2,4}}/scores")
class ScoreCalls {

    private final ScoreSheets sheets;
    private final Appeals appeals;
    private final Organization organization;

    ScoreCalls(ScoreSheets sheets, Appeals appeals, Organization organization) {
        this.sheets = sheets;
        this.appeals = appeals;
        this.organization = organization;
    }

    record AppealForm(
            @Nullable Indicator indicator,
            @Nullable String reason,
            @Nullable BigDecimal claimedValue,
            @Nullable String evidenceRef) {}

    record Filed(long id, int level) {}

    @GetMapping
    List<ScoreSheet.Card> scores(@PathVariable String code, Actor actor) {
        return sheets.of(code, Viewer.of(actor, organization)).cards();
    }

    @PostMapping("/appeals")
    @ResponseStatus(HttpStatus.CREATED)
    Filed appeal(@PathVariable String code, @RequestBody AppealForm form, Actor actor) {
        Viewer viewer = Viewer.of(actor, organization);
        Squad squad = sheets.led(code, viewer);
        long id = appeals.file(
                code,
                squad.code(),
                new Appeals.Filing(form.indicator(), form.reason(), form.claimedValue(), form.evidenceRef()),
                actor.id());
        return new Filed(id, appeals.get(id).level());
    }
}
