package cn.leiting.report;

import cn.leiting.mail.Outbox;
import cn.leiting.report.ReportJournal.Version;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The reports of a year and one report, as page and as Word file: for the sections and leaders at any time, for a
 * town once it is addressed to it (domain 2.4). Whoever of a recipient opens it first has read it.
 */
@Controller
class SpecialReportPages {

    private static final String CODE = "/reports/{code:SR-\\d{4}-\\d{3,9}}";

    private static final String WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    private final SpecialReports reports;
    private final ReportLists lists;
    private final ReportJournal journal;
    private final ReportDeliveries deliveries;
    private final ReportFiles files;
    private final Outbox outbox;
    private final Clock clock;

    SpecialReportPages(
            SpecialReports reports,
            ReportLists lists,
            ReportJournal journal,
            ReportDeliveries deliveries,
            ReportFiles files,
            Outbox outbox,
            Clock clock) {
        this.reports = reports;
        this.lists = lists;
        this.journal = journal;
        this.deliveries = deliveries;
        this.files = files;
        this.outbox = outbox;
        this.clock = clock;
    }

    @GetMapping("/reports")
    String list(@RequestParam(required = false) @Nullable Integer year, Actor actor, Model model) {
        if (!isInsider(actor) && !isTown(actor)) {
            throw Refusal.forbidden("您没有查看专报的权限。");
        }
        int shown = year == null ? LocalDate.now(clock).getYear() : year;
        model.addAttribute("year", shown);
        model.addAttribute("years", lists.years(LocalDate.now(clock).getYear()));
        model.addAttribute("reports", lists.lines(shown, actor, isInsider(actor)));
        model.addAttribute("all", isInsider(actor));
        model.addAttribute("keepsTemplates", actor.isIn("deptOffice"));
        model.addAttribute("keepsMails", Outbox.isKeeper(actor));
        return "special-reports";
    }

    @GetMapping(CODE)
    String show(@PathVariable String code, Actor actor, Model model) {
        SpecialReport report = opened(code, actor);
        boolean insider = isInsider(actor);
        List<Version> texts = journal.texts(report);
        ReportPaper.Content content = files.content(report, texts, insider);
        model.addAttribute("content", content);
        model.addAttribute("report", report);
        model.addAttribute("issue", ReportPaper.issue(report));
        model.addAttribute("text", content.text());
        model.addAttribute("figures", content.figures());
        model.addAttribute("correction", content.correction());
        model.addAttribute("texts", insider ? texts : List.of());
        model.addAttribute("events", insider ? journal.events(report) : List.of());
        model.addAttribute("deliveries", insider ? deliveries.of(report) : List.of());
        model.addAttribute("mailOn", outbox.isOn());
        model.addAttribute("keepsMails", Outbox.isKeeper(actor));
        model.addAttribute("summaryPath", summaryPath(report));
        return "special-report";
    }

    @GetMapping(CODE + ".docx")
    ResponseEntity<byte[]> word(@PathVariable String code, Actor actor) {
        SpecialReport report = opened(code, actor);
        ReportPaper.Content content = files.content(report, journal.texts(report), isInsider(actor));
        byte[] file = files.word(report, content);
        return file("专报" + code + (report.isSigned() ? "" : "草稿") + ".docx", file);
    }

    /** Refuses whom it does not concern. */
    private SpecialReport opened(String code, Actor actor) {
        SpecialReport report = reports.get(code);
        boolean recipient = report.isSigned() && deliveries.isTo(report, actor);
        if (!isInsider(actor) && !recipient) {
            throw Refusal.forbidden("您没有查看此专报的权限。");
        }
        if (recipient) {
            deliveries.read(report, actor);
        }
        return report;
    }

    private static String summaryPath(SpecialReport report) {
        String subject = String.valueOf(report.subject());
        String pages =
                switch (subject.substring(0, 2)) {
                    case "LB" -> "/look-backs/";
                    case "FI" -> "/improvements/";
                    default -> "/campaigns/";
                };
        return pages + subject + "/summary";
    }

    private static boolean isInsider(Actor actor) {
        return actor.isSection() || actor.isLeader();
    }

    private static boolean isTown(Actor actor) {
        return actor.groups().stream().anyMatch(group -> group.startsWith("town"));
    }

    private static ResponseEntity<byte[]> file(String name, byte[] content) {
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, WORD)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(name, StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(content);
    }
}
