package cn.leiting.supervision;

import cn.leiting.deadline.Urgings;
import cn.leiting.office.Excel;
import cn.leiting.office.Sheet;
import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import cn.leiting.supervision.Matter.Filter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * 督查工作台 (PG-06): what is late or red, urging by hand, what was told, and receipts that are missing. Supervisors and
 * leaders see all of it, a squad and its town what concerns the squad.
 */
@Controller
class SupervisionPages {

    private static final int PAGE = 50;
    private static final int WORKBOOK = 10_000;

    private final MatterRows rows;
    private final Urged urged;
    private final Urgings urgings;
    private final Organization organization;
    private final Clock clock;

    SupervisionPages(MatterRows rows, Urged urged, Urgings urgings, Organization organization, Clock clock) {
        this.rows = rows;
        this.urged = urged;
        this.urgings = urgings;
        this.organization = organization;
        this.clock = clock;
    }

    /** As it stands in the address; an empty choice is none, an unknown one is refused. */
    record Question(
            @Nullable String squad,
            @Nullable String level,
            @Nullable String thing,
            @Nullable Integer page) {

        Filter filter(@Nullable String own, Organization organization) {
            return new Filter(own == null ? organization.chosen(squad) : own, grade(), chosen(thing));
        }

        private @Nullable Integer grade() {
            String asked = chosen(level);
            if (asked == null) {
                return null;
            }
            if (!asked.matches("[1-3]")) {
                throw Refusal.invalid("level", "逾期程度应为1至3。");
            }
            return Integer.valueOf(asked);
        }

        int number() {
            return page == null ? 1 : Math.min(Math.max(page, 1), WORKBOOK / PAGE);
        }

        private static @Nullable String chosen(@Nullable String text) {
            return text == null || text.isBlank() ? null : text.strip();
        }
    }

    @GetMapping("/supervision")
    String list(@ModelAttribute Question question, Actor actor, Model model) {
        String own = only(actor);
        Filter filter = question.filter(own, organization);
        List<Matter> found = rows.lines(filter, PAGE + 1, (question.number() - 1) * PAGE);
        List<Matter> lines = found.stream().limit(PAGE).toList();
        model.addAttribute("lines", lines);
        model.addAttribute("sums", rows.sums(filter));
        model.addAttribute("next", found.size() > PAGE ? question.number() + 1 : null);
        model.addAttribute("previous", question.number() > 1 ? question.number() - 1 : null);
        model.addAttribute("question", question);
        model.addAttribute("groups", groups(lines));
        model.addAttribute("today", today());
        return page("supervision", own, actor, model);
    }

    private Map<String, String> groups(List<Matter> lines) {
        return lines.stream()
                .flatMap(line -> Stream.concat(line.owners().stream(), line.told().stream()))
                .distinct()
                .collect(Collectors.toMap(group -> group, organization::nameOfGroup));
    }

    private String page(String template, @Nullable String own, Actor actor, Model model) {
        model.addAttribute("all", own == null);
        model.addAttribute("urges", actor.isSupervisor());
        model.addAttribute("reader", actor);
        model.addAttribute("squads", organization.squads(today()));
        model.addAttribute("names", names());
        return template;
    }

    @GetMapping("/supervision.xlsx")
    void workbook(@ModelAttribute Question question, Actor actor, HttpServletResponse response) throws IOException {
        List<Matter> lines = rows.lines(question.filter(only(actor), organization), WORKBOOK, 0);
        response.setContentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename("逾期事项.xlsx", StandardCharsets.UTF_8)
                        .build()
                        .toString());
        Excel.write(List.of(sheet(lines)), response.getOutputStream());
    }

    private Sheet sheet(List<Matter> lines) {
        Map<String, String> names = names();
        Map<String, String> groups = groups(lines);
        return new Sheet(
                "逾期事项",
                "逾期事项（催办次数仅供了解情况，不作为考核依据）",
                List.of(List.of("中队", "事项", "编号", "责任单位", "期限", "逾期程度", "最近提醒", "提醒对象", "最近催办", "催办人", "催办次数")),
                lines.stream().map(line -> cells(line, names, groups)).toList(),
                List.of(20, 30, 30, 24, 18, 20, 18, 40, 18, 16, 10));
    }

    private static List<@Nullable Object> cells(Matter line, Map<String, String> names, Map<String, String> groups) {
        return Arrays.asList(
                line.squad() == null ? "科室" : names.get(line.squad()),
                line.title(),
                line.subject(),
                line.owners().stream().map(groups::get).collect(Collectors.joining("、")),
                line.since().toLocalDate(),
                line.words(),
                line.toldAt() == null ? null : line.toldAt().toLocalDate(),
                line.told().stream().map(groups::get).collect(Collectors.joining("、")),
                line.urgedAt() == null ? null : line.urgedAt().toLocalDate(),
                line.urgedByName(),
                line.urgings());
    }

    /** 催办; refuses (404) what is not late any more. */
    @PostMapping("/supervision/urgings")
    String urge(
            @RequestParam String reference,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "/supervision") String back,
            Actor actor,
            RedirectAttributes next) {
        actor.require("deptCoordination", "deptSupervision");
        Matter matter = rows.find(reference).orElseThrow(() -> Refusal.notFound("这件事项已经办结或者没有逾期，不用催办。"));
        urgings.urge(
                new Urgings.Matter(
                        matter.reference(),
                        matter.subject(),
                        matter.title(),
                        matter.squad(),
                        matter.level(),
                        Set.copyOf(matter.owners())),
                text,
                actor);
        next.addFlashAttribute("done", "已催办：" + matter.title() + "（" + matter.subject() + "）。");
        return "redirect:" + (back.equals("/supervision/guidance") ? back : "/supervision");
    }

    /** 催办统计, of the last thirty days unless others are asked for. */
    @GetMapping("/supervision/urgings")
    String counts(
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
            @RequestParam(defaultValue = "") String squad,
            Actor actor,
            Model model) {
        String own = only(actor);
        LocalDate last = to == null ? today() : to;
        LocalDate first = from == null ? last.minusDays(29) : from;
        if (first.isAfter(last)) {
            throw Refusal.invalid("from", "开始日期不能晚于结束日期。");
        }
        String asked = own == null ? organization.chosen(squad) : own;
        model.addAttribute("counts", urged.counts(first, last, asked));
        model.addAttribute("lines", urged.lines(first, last, asked, 200));
        model.addAttribute("from", first);
        model.addAttribute("to", last);
        model.addAttribute("squad", asked);
        return page("supervision-urgings", own, actor, model);
    }

    /** 未签收的指导意见. */
    @GetMapping("/supervision/guidance")
    String receipts(Actor actor, Model model) {
        String own = only(actor);
        model.addAttribute("lines", urged.missing(own));
        return page("supervision-guidance", own, actor, model);
    }

    private @Nullable String only(Actor reader) {
        return reader.isSupervisor() || reader.isLeader()
                ? null
                : organization
                        .squadOf(reader.groups())
                        .filter(squad -> reader.isIn(squad.group(), squad.leadGroup(), squad.townGroup()))
                        .map(Squad::code)
                        .orElseThrow(() -> Refusal.forbidden("您没有查看督查情况的权限。"));
    }

    private Map<String, String> names() {
        return organization.squads(today()).stream().collect(Collectors.toMap(Squad::code, Squad::name));
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
