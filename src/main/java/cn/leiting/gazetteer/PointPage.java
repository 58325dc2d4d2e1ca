package cn.leiting.gazetteer;

import cn.leiting.catalogue.Point;
import cn.leiting.catalogue.PointChanges;
import cn.leiting.catalogue.Points;
import cn.leiting.catalogue.Violation;
import cn.leiting.catalogue.Violations;
import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** 点位档案：one point with all that belongs to it; 执法协调科 closes, merges and moves it here. */
@Controller
class PointPage {

    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("STREET_PATROL", "街面巡查"),
            Map.entry("ENTERPRISE_PLANNED", "涉企检查（计划）"),
            Map.entry("ENTERPRISE_TRIGGERED", "涉企检查（线索触发）"),
            Map.entry("RE_CHECK", "复查"),
            Map.entry("NORMAL", "正常"),
            Map.entry("PROBLEM", "发现问题"),
            Map.entry("VALID", "有效"),
            Map.entry("INVALID", "已作废"),
            Map.entry("PENDING", "待核"),
            Map.entry("EDUCATED", "教育"),
            Map.entry("CORRECTED_ON_SPOT", "当场改正"),
            Map.entry("ORDERED", "责令改正"),
            Map.entry("CASE", "立案查处"),
            Map.entry("TRANSFERRED", "移送"),
            Map.entry("CREATED", "登记"),
            Map.entry("CHANGED", "更改"),
            Map.entry("MOVED", "移位"),
            Map.entry("CLOSED", "停用"),
            Map.entry("MERGED", "并入"));

    private final Points points;
    private final PointStories stories;
    private final PointChanges changes;
    private final Moves moves;
    private final Violations violations;
    private final Organization organization;
    private final Clock clock;

    PointPage(
            Points points,
            PointStories stories,
            PointChanges changes,
            Moves moves,
            Violations violations,
            Organization organization,
            Clock clock) {
        this.points = points;
        this.stories = stories;
        this.changes = changes;
        this.moves = moves;
        this.violations = violations;
        this.organization = organization;
        this.clock = clock;
    }

    @GetMapping("/points/{code}")
    String show(@PathVariable String code, Actor actor, Model model) {
        Point point = points.find(code).orElseThrow(() -> Refusal.notFound("没有编号为“" + code + "”的点位。"));
        refuseStrangers(point, actor);
        model.addAttribute("point", point);
        model.addAttribute("town", organization.squad(point.squadCode()).townName());
        model.addAttribute("mergedInto", stories.mergedInto(code));
        model.addAttribute("visits", stories.visits(code));
        model.addAttribute("findings", stories.findings(code));
        model.addAttribute("assignments", stories.assignments(code));
        model.addAttribute("twins", stories.twins(code));
        model.addAttribute("changes", stories.changes(code));
        model.addAttribute("proposals", moves.open(code));
        model.addAttribute("words", WORDS);
        model.addAttribute(
                "laws",
                violations.all(LocalDate.now(clock)).stream()
                        .collect(Collectors.toMap(Violation::code, Violation::name)));
        model.addAttribute("keeps", actor.isIn("deptCoordination"));
        return "point";
    }

    /** A squad and its town see their own; the mobile squad works in all. */
    private void refuseStrangers(Point point, Actor actor) {
        if (actor.isSection() || actor.isLeader()) {
            return;
        }
        Squad own = organization
                .squadOf(actor.groups())
                .filter(squad -> actor.isIn(squad.group(), squad.leadGroup(), squad.townGroup()))
                .orElseThrow(() -> Refusal.forbidden("您没有查看点位的权限。"));
        if (own.competes() && !own.code().equals(point.squadCode())) {
            throw Refusal.forbidden("只能查看本街镇的点位。");
        }
    }

    @GetMapping("/point-moves")
    String proposals(Actor actor, Model model) {
        if (!actor.isSection() && !actor.isLeader()) {
            throw Refusal.forbidden("您没有查看移位建议的权限。");
        }
        model.addAttribute("proposals", moves.open(null));
        return "point-moves";
    }

    @PostMapping("/points/{code}/close")
    String close(
            @PathVariable String code,
            @RequestParam(defaultValue = "") String reason,
            Actor actor,
            RedirectAttributes next) {
        points.close(code, reason, actor);
        return done(code, "点位" + code + "已停用。", next);
    }

    @PostMapping("/points/{code}/merge")
    String merge(
            @PathVariable String code,
            @RequestParam(defaultValue = "") String into,
            @RequestParam(defaultValue = "") String reason,
            Actor actor,
            RedirectAttributes next) {
        changes.merge(code, into, reason, actor);
        return done(code, "点位" + code + "已并入" + into.strip() + "。", next);
    }

    @PostMapping("/points/{code}/move")
    String move(
            @PathVariable String code,
            @RequestParam long last,
            @RequestParam boolean accepted,
            @RequestParam(defaultValue = "") String reason,
            Actor actor,
            RedirectAttributes next) {
        moves.decide(code, last, accepted, reason, actor);
        return done(code, accepted ? "已按建议移位。" : "移位建议未采纳。", next);
    }

    private static String done(String code, String sentence, RedirectAttributes next) {
        next.addAttribute("code", code);
        next.addFlashAttribute("done", sentence);
        return "redirect:/points/{code}";
    }
}
