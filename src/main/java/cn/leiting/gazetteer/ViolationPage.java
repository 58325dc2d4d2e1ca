package cn.leiting.gazetteer;

import cn.leiting.catalogue.Violation;
import cn.leiting.catalogue.Violations;
import cn.leiting.enactment.Enactments;
import cn.leiting.enactment.Enactments.Outcome;
import cn.leiting.enactment.Enactments.Result;
import cn.leiting.gazetteer.ViolationFile.Row;
import cn.leiting.office.Excel;
import cn.leiting.office.TableFile;
import cn.leiting.organization.Organization;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** 违法行为目录的版本：for everyone who inspects, decides or supervises; 法制科 enters what the law has changed. */
@Controller
class ViolationPage {

    /** One row of the report. */
    record Line(int number, String code, String outcome, String sentence) {}

    private final Violations violations;
    private final Enactments enactments;
    private final Organization organization;
    private final Clock clock;

    ViolationPage(Violations violations, Enactments enactments, Organization organization, Clock clock) {
        this.violations = violations;
        this.enactments = enactments;
        this.organization = organization;
        this.clock = clock;
    }

    @GetMapping("/violations")
    String show(Actor actor, Model model) {
        refuseStrangers(actor);
        fill(actor, model);
        return "violations";
    }

    /** A file that can be changed and handed in again. */
    @GetMapping("/violations.xlsx")
    void download(Actor actor, HttpServletResponse response) throws IOException {
        refuseStrangers(actor);
        response.setContentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        response.setHeader("Content-Disposition", "attachment; filename=\"violations.xlsx\"");
        Excel.write(List.of(ViolationFile.sheet(violations.versions())), response.getOutputStream());
    }

    /** Rows that are sound are stored; the report has all that changed or was refused. */
    @PostMapping("/violations")
    String enact(@RequestParam MultipartFile file, Actor actor, Model model) throws IOException {
        actor.require("deptLegal");
        List<Row> rows = ViolationFile.read(TableFile.read(
                file.getBytes(), ViolationFile.MAX_ROWS, ViolationFile.MAX_MEGABYTES, ViolationFile.HEADER));
        Iterator<Result> results = enactments
                .enact(rows.stream().map(Row::version).filter(Objects::nonNull).toList(), actor)
                .iterator();
        List<Line> lines = rows.stream()
                .map(row ->
                        line(row, row.version() == null ? new Result(Outcome.REFUSED, row.sentence()) : results.next()))
                .toList();
        model.addAttribute(
                "totals", lines.stream().collect(Collectors.groupingBy(Line::outcome, Collectors.counting())));
        model.addAttribute(
                "lines",
                lines.stream()
                        .filter(line -> !line.outcome().equals(Outcome.UNCHANGED.label()))
                        .toList());
        fill(actor, model);
        return "violations";
    }

    private static Line line(Row row, Result result) {
        return new Line(row.line(), row.code(), result.outcome().label(), result.sentence());
    }

    /** By code, a code's newest version first. */
    private void fill(Actor actor, Model model) {
        Map<String, List<Violation>> byCode = violations.versions().stream()
                .sorted(Comparator.comparing(Violation::code)
                        .thenComparing(version -> version.valid().from(), Comparator.reverseOrder()))
                .collect(Collectors.groupingBy(Violation::code, LinkedHashMap::new, Collectors.toList()));
        model.addAttribute("violations", byCode);
        model.addAttribute("today", LocalDate.now(clock));
        model.addAttribute("keeps", actor.isIn("deptLegal"));
        model.addAttribute("header", ViolationFile.HEADER);
    }

    private void refuseStrangers(Actor actor) {
        if (!actor.isSection()
                && !actor.isLeader()
                && organization.squadOf(actor.groups()).isEmpty()) {
            throw Refusal.forbidden("您没有查看违法行为目录的权限。");
        }
    }
}
