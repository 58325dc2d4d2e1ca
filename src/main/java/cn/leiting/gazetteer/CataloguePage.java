package cn.leiting.gazetteer;

import cn.leiting.catalogue.Checklists;
import cn.leiting.catalogue.Point;
import cn.leiting.catalogue.Points;
import cn.leiting.catalogue.Violation;
import cn.leiting.catalogue.Violations;
import cn.leiting.office.Excel;
import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** 点位和检查表：for everyone who plans or inspects; coordination keeps the points. */
@Controller
class CataloguePage {

    private static final int PAGE = 50;
    private static final int REFUSED_SHOWN = 500;

    private final Points points;
    private final PointFiles files;
    private final Checklists checklists;
    private final Violations violations;
    private final Organization organization;
    private final Clock clock;

    CataloguePage(
            Points points,
            PointFiles files,
            Checklists checklists,
            Violations violations,
            Organization organization,
            Clock clock) {
        this.points = points;
        this.files = files;
        this.checklists = checklists;
        this.violations = violations;
        this.organization = organization;
        this.clock = clock;
    }

    @GetMapping("/catalogue")
    String show(
            @RequestParam(defaultValue = "") String squad,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String status,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String after,
            Actor actor,
            Model model) {
        List<Squad> towns = townsOf(actor);
        String squadCode = squadCode(squad, towns);
        List<Point> found = points.after(
                after,
                new Points.Filter(squadCode, kind(kind), status(status), Limits.optional("查找的文字", text, 60)),
                PAGE + 1);
        List<Point> page = found.subList(0, Math.min(PAGE, found.size()));

        model.addAttribute("squad", squad);
        model.addAttribute("kind", kind);
        model.addAttribute("status", status);
        model.addAttribute("text", text);
        model.addAttribute("statuses", Point.Status.values());
        model.addAttribute("towns", towns);
        model.addAttribute("kinds", Point.Kind.values());
        model.addAttribute("points", page);
        model.addAttribute(
                "next", found.size() > PAGE ? page.get(page.size() - 1).code() : null);
        model.addAttribute("keeps", actor.isIn("deptCoordination"));
        model.addAttribute("header", PointFile.HEADER_WITH_DATUM);
        addChecklists(model);
        return "catalogue";
    }

    @PostMapping("/catalogue/points")
    String importPoints(@RequestParam MultipartFile file, Actor actor, Model model) throws IOException {
        actor.require("deptCoordination");
        PointFile.Report report = files.importFile(file.getBytes(), actor);
        List<PointFile.Row> refused = report.refused();
        model.addAttribute("totals", report.totals());
        model.addAttribute("refused", refused.subList(0, Math.min(REFUSED_SHOWN, refused.size())));
        model.addAttribute("more", Math.max(0, refused.size() - REFUSED_SHOWN));
        return "catalogue-import";
    }

    /** A town's squad sees its own town (domain §2.4); the mobile squad works in all. */
    private List<Squad> townsOf(Actor actor) {
        List<Squad> towns = organization.townSquads(LocalDate.now(clock));
        if (actor.isSection() || actor.isLeader()) {
            return towns;
        }
        Squad own = organization
                .squadOf(actor.groups())
                .filter(squad -> actor.isIn(squad.group(), squad.leadGroup()))
                .orElseThrow(() -> Refusal.forbidden("您没有查看点位目录的权限。"));
        return own.competes() ? List.of(own) : towns;
    }

    /** Null for all; whoever may see one town sees this one. */
    private static @Nullable String squadCode(String wanted, List<Squad> towns) {
        if (wanted.isBlank()) {
            return towns.size() == 1 ? towns.get(0).code() : null;
        }
        return towns.stream()
                .map(Squad::code)
                .filter(wanted::equals)
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("没有代码为“" + wanted + "”的街镇中队，或者您无权查看。"));
    }

    private static Point.@Nullable Kind kind(String wanted) {
        return wanted.isBlank()
                ? null
                : Point.Kind.called(wanted).orElseThrow(() -> Refusal.invalid("kind", "没有名为“" + wanted + "”的点位类型。"));
    }

    private static Point.@Nullable Status status(String wanted) {
        return wanted.isBlank()
                ? null
                : Arrays.stream(Point.Status.values())
                        .filter(status -> status.name().equals(wanted))
                        .findFirst()
                        .orElseThrow(() -> Refusal.invalid("status", "没有名为“" + wanted + "”的点位状态。"));
    }

    /** The points in use, as a file that can be changed and imported again. */
    @GetMapping("/catalogue.xlsx")
    void download(@RequestParam(defaultValue = "") String squad, Actor actor, HttpServletResponse response)
            throws IOException {
        String squadCode = squadCode(squad, townsOf(actor));
        Points.Filter inUse = new Points.Filter(squadCode, null, Point.Status.ACTIVE, null);
        response.setContentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        response.setHeader("Content-Disposition", "attachment; filename=\"points.xlsx\"");
        Excel.write(
                List.of(PointFile.sheet(points.after("", inUse, PointFile.MAX_ROWS), organization)),
                response.getOutputStream());
    }

    private void addChecklists(Model model) {
        LocalDate today = LocalDate.now(clock);
        model.addAttribute("today", today);
        model.addAttribute("checklists", checklists.all(today));
        model.addAttribute(
                "laws", violations.all(today).stream().collect(Collectors.toMap(Violation::code, law -> law)));
    }
}
