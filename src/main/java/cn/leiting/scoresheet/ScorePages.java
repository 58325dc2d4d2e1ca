package cn.leiting.scoresheet;

import cn.leiting.calendar.BureauTime;
import cn.leiting.office.Excel;
import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.remedy.Overturnings;
import cn.leiting.score.AdjustmentCode;
import cn.leiting.score.Indicator;
import cn.leiting.score.ScoreCard;
import cn.leiting.scoresheet.ScoreSheet.Part;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/** A campaign's scores: all squads for who supervises and leads, for a squad its own card; and the workbook. */
@Controller
@RequestMapping("/campaigns/{code:TH-\\d{4}-\\d{2,4}}")
class ScorePages {

    private final ScoreSheets sheets;
    private final Overturnings overturnings;
    private final Organization organization;

    ScorePages(ScoreSheets sheets, Overturnings overturnings, Organization organization) {
        this.sheets = sheets;
        this.overturnings = overturnings;
        this.organization = organization;
    }

    @GetMapping("/scores")
    String show(@PathVariable String code, Actor actor, Model model) {
        Viewer viewer = Viewer.of(actor, organization);
        Squad own = viewer.squad();
        return own == null ? all(code, viewer, model) : card(code, own, viewer, model);
    }

    @GetMapping("/scores/{squad:\\d{9}}")
    String show(@PathVariable String code, @PathVariable String squad, Actor actor, Model model) {
        Viewer viewer = Viewer.of(actor, organization);
        if (!viewer.maySee(squad)) {
            throw Refusal.forbidden("您没有查看其他中队评分的权限。");
        }
        return card(code, organization.squad(squad), viewer, model);
    }

    @GetMapping("/scores.xlsx")
    void workbook(@PathVariable String code, Actor actor, HttpServletResponse response) throws IOException {
        ScoreSheet sheet = sheets.of(code, Viewer.of(actor, organization));
        download(code + "评分.xlsx", response);
        Excel.write(ScoreWorkbook.of(sheet, organization), response.getOutputStream());
    }

    static void download(String name, HttpServletResponse response) {
        response.setContentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(name, StandardCharsets.UTF_8)
                        .build()
                        .toString());
    }

    /** The page of all squads. */
    String all(String code, Viewer viewer, Model model) {
        ScoreSheet sheet = sheets.of(code, viewer);
        Map<String, String> names = new LinkedHashMap<>();
        sheet.parts().forEach(part -> part.lines().forEach(line -> names.put(line.squad(), line.name())));
        sheet.parts().forEach(part -> part.adjustments().forEach(row -> name(row.squad(), names)));
        sheet.parts().forEach(part -> part.grounds().forEach(ground -> name(ground.squad(), names)));
        model.addAttribute("sheet", sheet);
        model.addAttribute("readsCases", viewer.readsCases());
        model.addAttribute("overturned", overturnings.of(yearOf(code)));
        model.addAttribute("names", names);
        model.addAttribute("squads", sheets.participants(code));
        model.addAttribute("indicators", Indicator.values());
        model.addAttribute("codes", AdjustmentCode.values());
        model.addAttribute("coordinates", viewer.actor().isIn("deptCoordination"));
        model.addAttribute("groups", viewer.actor().groups());
        model.addAttribute("zone", BureauTime.ZONE);
        return "scores";
    }

    /** Of a campaign, as its code has it. */
    private static int yearOf(String code) {
        return Integer.parseInt(code.substring(3, 7));
    }

    private void name(String squad, Map<String, String> names) {
        names.computeIfAbsent(squad, code -> organization.squad(code).name());
    }

    /** The page of one squad. */
    String card(String code, Squad squad, Viewer viewer, Model model) {
        ScoreSheet sheet = sheets.of(code, viewer).of(squad.code());
        Map<String, List<ScoreCard>> versions = new LinkedHashMap<>();
        for (Part part : sheet.parts()) {
            versions.put(part.code(), sheets.versions(part, squad.code(), viewer));
        }
        model.addAttribute("sheet", sheet);
        model.addAttribute("squad", squad);
        model.addAttribute("versions", versions);
        model.addAttribute("own", !viewer.seesAll());
        model.addAttribute("leads", viewer.leads(squad.code()));
        model.addAttribute("indicators", Indicator.values());
        model.addAttribute("zone", BureauTime.ZONE);
        return "score-card";
    }
}
