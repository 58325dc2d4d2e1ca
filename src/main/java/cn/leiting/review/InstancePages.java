package cn.leiting.review;

import cn.leiting.office.Excel;
import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * PG-14. {@code /review} is for supervisors and leaders, who read all; {@code /processes} shows everybody the same of
 * their own unit.
 */
@Controller
class InstancePages {

    private static final String ID = "/{id:[0-9a-f-]{1,64}}";
    private static final int PAGE = 50;
    private static final int WORKBOOK = 5000;

    private final InstanceRows rows;
    private final Sheets sheets;
    private final Organization organization;

    InstancePages(InstanceRows rows, Sheets sheets, Organization organization) {
        this.rows = rows;
        this.sheets = sheets;
        this.organization = organization;
    }

    @GetMapping({"/review", "/processes"})
    String list(@ModelAttribute Question question, HttpServletRequest request, Actor actor, Model model) {
        Scope scope = scope(request, actor);
        int number = question.number();
        List<Map.Entry<String, String>> models = rows.models();
        List<Map.Entry<String, String>> themes = rows.themes();
        refuseUnknown(question, models, themes);
        List<Instance> found = rows.search(question, scope, PAGE, (number - 1) * PAGE);
        long total = found.isEmpty() ? 0 : found.get(0).total();
        model.addAttribute("base", base(request));
        model.addAttribute("question", question);
        model.addAttribute("instances", found);
        model.addAttribute("total", total);
        model.addAttribute("number", number);
        model.addAttribute("pages", (total + PAGE - 1) / PAGE);
        model.addAttribute("models", models);
        model.addAttribute("themes", themes);
        model.addAttribute("states", Instance.State.values());
        model.addAttribute("squads", organization.squads(rows.today()));
        model.addAttribute("names", names());
        model.addAttribute("all", scope.readsAll());
        return "reviews";
    }

    private void refuseUnknown(
            Question question, List<Map.Entry<String, String>> models, List<Map.Entry<String, String>> themes) {
        question.refuseUnknown(keys(models), keys(themes));
        organization.chosen(question.squad());
    }

    private static List<String> keys(List<Map.Entry<String, String>> choices) {
        return choices.stream().map(Map.Entry::getKey).toList();
    }

    @GetMapping({"/review.xlsx", "/processes.xlsx"})
    void workbook(
            @ModelAttribute Question question, HttpServletRequest request, Actor actor, HttpServletResponse response)
            throws IOException {
        Scope scope = scope(request, actor);
        refuseUnknown(question, rows.models(), rows.themes());
        List<Instance> found = rows.search(question, scope, WORKBOOK, 0);
        response.setContentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename("流程回顾.xlsx", StandardCharsets.UTF_8)
                        .build()
                        .toString());
        Excel.write(List.of(sheet(found)), response.getOutputStream());
    }

    private cn.leiting.office.Sheet sheet(List<Instance> found) {
        Map<String, String> names = names();
        return new cn.leiting.office.Sheet(
                "流程",
                "流程回顾（最多" + WORKBOOK + "件，新的在前）",
                List.of(List.of("业务编号", "流程", "版本", "行动", "主题", "中队", "开始日期", "结束日期", "工作时间（小时）", "结果", "结束于", "超期环节")),
                found.stream().map(one -> cells(one, names)).toList(),
                List.of(28, 18, 8, 16, 24, 20, 14, 14, 18, 10, 18, 10));
    }

    private static List<@Nullable Object> cells(Instance one, Map<String, String> names) {
        return Arrays.asList(
                one.businessKey(),
                one.modelName(),
                one.modelVersion(),
                one.campaign(),
                one.theme(),
                one.squad() == null ? null : names.get(one.squad()),
                one.startedAt().toLocalDate(),
                one.endedAt() == null ? null : one.endedAt().toLocalDate(),
                Math.round(one.hours() * 10) / 10.0,
                one.state().label(),
                one.end(),
                one.late());
    }

    @GetMapping({"/review" + ID, "/processes" + ID})
    String show(@PathVariable String id, HttpServletRequest request, Actor actor, Model model) {
        Sheet sheet = sheets.of(id, scope(request, actor));
        model.addAttribute("base", base(request));
        model.addAttribute("sheet", sheet);
        model.addAttribute("page", sheet.of().page(actor));
        model.addAttribute("names", names());
        model.addAttribute("watches", actor.isSupervisor() || actor.isLeader());
        model.addAttribute("anchors", anchors(sheet));
        return "review";
    }

    /** The instance of a thing that was started last. */
    @GetMapping({"/review/of/{key:[A-Z]{2,4}-[0-9A-Z:-]{4,40}}", "/processes/of/{key:[A-Z]{2,4}-[0-9A-Z:-]{4,40}}"})
    String of(@PathVariable String key, HttpServletRequest request, Actor actor) {
        scope(request, actor);
        String id = rows.newestOf(key).orElseThrow(() -> Refusal.notFound("没有编号为“" + key + "”的流程。"));
        return "redirect:" + base(request) + "/" + id;
    }

    /** The places of the steps that are the first of their nodes, where the diagram leads. */
    private static Set<Integer> anchors(Sheet sheet) {
        Set<String> met = new LinkedHashSet<>();
        Set<Integer> first = new LinkedHashSet<>();
        List<Sheet.Step> steps = sheet.all();
        for (int i = 0; i < steps.size(); i++) {
            if (met.add(steps.get(i).node())) {
                first.add(i);
            }
        }
        return first;
    }

    private Scope scope(HttpServletRequest request, Actor actor) {
        return base(request).equals("/review") ? Scope.ofAll(actor) : Scope.of(actor, organization);
    }

    private static String base(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        return path.startsWith("/review") ? "/review" : "/processes";
    }

    private Map<String, String> names() {
        return organization.squads(rows.today()).stream().collect(Collectors.toMap(Squad::code, Squad::name));
    }
}
