package cn.leiting.report;

import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** One report: for the sections and leaders at any time, for the towns once it is signed. */
@Controller
class SpecialReportPage {

    private final SpecialReports reports;
    private final ReportJournal journal;

    SpecialReportPage(SpecialReports reports, ReportJournal journal) {
        this.reports = reports;
        this.journal = journal;
    }

    @GetMapping("/reports/{code:SR-\\d{4}-\\d{3,9}}")
    String show(@PathVariable String code, Actor actor, Model model) {
        SpecialReport report = reports.get(code);
        boolean insider = actor.isSection() || actor.isLeader();
        boolean recipient = actor.groups().stream().anyMatch(group -> group.startsWith("town"));
        if (!insider && !(recipient && report.status() == SpecialReport.Status.SIGNED)) {
            throw Refusal.forbidden("您没有查看此专报的权限。");
        }
        var texts = journal.texts(report);
        model.addAttribute("report", report);
        model.addAttribute("texts", insider ? texts : texts.subList(0, 1));
        model.addAttribute("events", insider ? journal.events(report) : List.of());
        return "special-report";
    }
}
