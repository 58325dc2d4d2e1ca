package cn.leiting.summary;

import cn.leiting.office.Excel;
import cn.leiting.office.Sheet;
import cn.leiting.organization.Organization;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import cn.leiting.summary.SummaryTables.Subject;
import cn.leiting.summary.SummaryVersion.Row;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** The summary table of a campaign, a look-back, an improvement or a year as page, call and Excel: live, or a frozen version of it. */
@Controller
class SummaryPages {

    private static final String CAMPAIGN = "/campaigns/{code:TH-\\d{4}-\\d{2,4}}/summary";
    private static final String LOOK_BACK = "/look-backs/{code:LB-\\d{4}-\\d{2,4}}/summary";

    private static final String IMPROVEMENT = "/improvements/{code:FI-\\d{4}-\\d{2,4}}/summary";

    private static final String YEAR = "/programmes/{code:20\\d{2}}/summary";

    private final Summaries summaries;
    private final SummaryTables tables;
    private final Organization organization;

    SummaryPages(Summaries summaries, SummaryTables tables, Organization organization) {
        this.summaries = summaries;
        this.tables = tables;
        this.organization = organization;
    }

    /** What a visitor sees of a subject; without a version it is live. */
    private record Shown(
            Subject subject, List<Row> rows, @Nullable SummaryVersion version) {}

    @GetMapping({CAMPAIGN, LOOK_BACK, IMPROVEMENT, YEAR})
    String show(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable Integer version,
            Actor actor,
            Model model) {
        Shown shown = shown(code, version, Visitor.of(actor, organization));
        model.addAttribute("subject", shown.subject());
        model.addAttribute("version", shown.version());
        model.addAttribute("versions", summaries.versions(code));
        Sheet sheet = sheet(shown);
        model.addAttribute("sheet", sheet);
        model.addAttribute("table", SummaryTables.squads(sheet));
        String path = pages(code) + code + "/summary";
        model.addAttribute("path", path);
        model.addAttribute("workbook", path + ".xlsx");
        model.addAttribute("freezes", mayFreeze(code, actor));
        return "summary";
    }

    /** 冻结 a year's table; those of assignments are frozen for their reports. */
    @PostMapping(YEAR + "/versions")
    String freeze(@PathVariable String code, Actor actor) {
        actor.require("deptCoordination");
        int no = summaries.freeze(code, actor.id()).no();
        return "redirect:/programmes/" + code + "/summary?version=" + no;
    }

    private static boolean mayFreeze(String code, Actor actor) {
        return Summaries.isYear(code) && actor.isIn("deptCoordination");
    }

    private static String pages(String code) {
        return switch (code.substring(0, 2)) {
            case "20" -> "/programmes/";
            case "LB" -> "/look-backs/";
            case "FI" -> "/improvements/";
            default -> "/campaigns/";
        };
    }

    @GetMapping({"/api" + CAMPAIGN, "/api" + LOOK_BACK, "/api" + IMPROVEMENT, "/api" + YEAR})
    @ResponseBody
    List<Row> rows(@PathVariable String code, @RequestParam(required = false) @Nullable Integer version, Actor actor) {
        Visitor visitor = Visitor.following(actor, organization);
        if (!visitor.seesAll()) {
            throw Refusal.forbidden("您没有查看汇总表的权限。");
        }
        return shown(code, version, visitor).rows();
    }

    @GetMapping({CAMPAIGN + ".xlsx", LOOK_BACK + ".xlsx", IMPROVEMENT + ".xlsx", YEAR + ".xlsx"})
    void workbook(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable Integer version,
            Actor actor,
            HttpServletResponse response)
            throws IOException {
        Sheet sheet = sheet(shown(code, version, Visitor.of(actor, organization)));
        String name = code + "汇总表" + (version == null ? "" : "第" + version + "版");
        response.setContentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(name + ".xlsx", StandardCharsets.UTF_8)
                        .build()
                        .toString());
        Excel.write(List.of(sheet), response.getOutputStream());
    }

    private Shown shown(String code, @Nullable Integer no, Visitor visitor) {
        Subject subject = tables.subject(code, visitor);
        SummaryVersion version = no == null ? null : summaries.get(code, no);
        List<Row> rows = version == null ? summaries.live(code) : version.rows();
        return new Shown(
                subject,
                rows.stream().filter(row -> visitor.maySee(row.squad())).toList(),
                version);
    }

    private Sheet sheet(Shown shown) {
        return tables.sheet(shown.subject(), shown.rows(), shown.version());
    }
}
