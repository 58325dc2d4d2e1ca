package cn.leiting.intake;

import cn.leiting.calendar.Parameters;
import cn.leiting.casework.CaseClocks;
import cn.leiting.casework.Cases;
import cn.leiting.casework.EnforcementCase;
import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import cn.leiting.transfer.Transfers;
import java.time.LocalDate;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What is done to a case besides its tasks; its page shows the forms for it. */
@Controller
class CaseCommands {

    private static final String CODE = "/cases/{code:CASE-\\d{9}-\\d{4}-\\d{6}}";

    private final Cases cases;
    private final CaseClocks clocks;
    private final Transfers transfers;
    private final Parameters parameters;
    private final Organization organization;

    CaseCommands(
            Cases cases, CaseClocks clocks, Transfers transfers, Parameters parameters, Organization organization) {
        this.cases = cases;
        this.clocks = clocks;
        this.transfers = transfers;
        this.parameters = parameters;
        this.organization = organization;
    }

    /** 中止: the deciding body only; the basis names the article. */
    @PostMapping(CODE + "/pause")
    String pause(
            @PathVariable String code,
            @RequestParam(defaultValue = "apl.60") String clock,
            @RequestParam LocalDate from,
            @RequestParam String basis,
            Actor actor) {
        steers(code, clock, from, actor);
        clocks.pause(code, clock, from, basis, actor.id());
        return page(code);
    }

    @PostMapping(CODE + "/resume")
    String resume(
            @PathVariable String code,
            @RequestParam(defaultValue = "apl.60") String clock,
            @RequestParam LocalDate on,
            Actor actor) {
        steers(code, clock, on, actor);
        clocks.resume(code, clock, on, actor.id());
        return page(code);
    }

    @PostMapping(CODE + "/extend")
    String extend(
            @PathVariable String code,
            @RequestParam(defaultValue = "apl.60") String clock,
            @RequestParam int days,
            @RequestParam String basis,
            Actor actor) {
        EnforcementCase found = mine(code, actor);
        LocalDate filed = found.filedOn();
        if (filed == null) {
            throw notFiled(code);
        }
        parameters.statutory(clock, filed);
        clocks.extend(code, clock, days, basis, actor.id());
        return page(code);
    }

    @PostMapping(CODE + "/terminate")
    String terminate(@PathVariable String code, @RequestParam String reason, Actor actor) {
        mine(code, actor);
        cases.terminate(code, reason, actor.id());
        return page(code);
    }

    /** 受移送机关的答复. */
    @PostMapping(CODE + "/transfer-answer")
    String answer(
            @PathVariable String code,
            @RequestParam boolean accepted,
            @RequestParam LocalDate on,
            @RequestParam String answer,
            Actor actor) {
        transfers.answer(code, accepted, on, answer, actor);
        return page(code);
    }

    /** The ninety days run from the filing and from nothing else. */
    private void steers(String code, String clock, LocalDate day, Actor actor) {
        EnforcementCase found = mine(code, actor);
        LocalDate filed = found.filedOn();
        if (filed == null) {
            throw notFiled(code);
        }
        if (day.isBefore(filed)) {
            throw Refusal.invalid("日期不能早于立案日期。");
        }
        parameters.statutory(clock, day);
    }

    private EnforcementCase mine(String code, Actor actor) {
        EnforcementCase found = cases.get(code);
        Squad squad = organization.squad(found.squad());
        actor.require(squad.decideGroup());
        return found;
    }

    private static Refusal notFiled(String code) {
        return Refusal.conflict("案件" + code + "还没有立案，没有可以中止、恢复或者延长的期限。");
    }

    private static String page(String code) {
        return "redirect:/cases/" + code + "?saved";
    }
}
