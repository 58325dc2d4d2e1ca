package cn.leiting.followup;

import cn.leiting.followup.Order.Status;
import cn.leiting.followup.OrderLines.Filter;
import cn.leiting.followup.OrderLines.Line;
import cn.leiting.office.Excel;
import cn.leiting.office.Sheet;
import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The orders to correct: all that the person may read, one with what followed, its extension, and a workbook. */
@Controller
class OrderPages {

    private static final String NO = "/orders/{no:ZG-\\d{9}-\\d{4}-\\d{4,9}}";
    private static final int PAGE = 100;
    private static final int WORKBOOK = 10_000;

    private final OrderLines lines;
    private final Orders orders;
    private final Relapses relapses;
    private final ForeignMatters doubts;
    private final Organization organization;
    private final Clock clock;

    OrderPages(
            OrderLines lines,
            Orders orders,
            Relapses relapses,
            ForeignMatters doubts,
            Organization organization,
            Clock clock) {
        this.lines = lines;
        this.orders = orders;
        this.relapses = relapses;
        this.doubts = doubts;
        this.organization = organization;
        this.clock = clock;
    }

    /** As it stands in the address; an empty choice is none, an unknown one is refused. */
    record Question(
            @Nullable String squad,
            @Nullable String state,
            @Nullable String campaign,
            @Nullable String before) {

        private static final String OVERDUE = "OVERDUE";

        Filter filter(Reader reader, Organization organization) {
            String asked = chosen(state);
            boolean overdue = OVERDUE.equals(asked);
            return new Filter(
                    null,
                    reader.only(organization.chosen(squad)),
                    overdue || asked == null ? null : status(asked),
                    overdue,
                    chosen(campaign),
                    chosen(before));
        }

        private static Status status(String asked) {
            return Arrays.stream(Status.values())
                    .filter(status -> status.name().equals(asked))
                    .findFirst()
                    .orElseThrow(() -> Refusal.invalid("state", "状态不在可选范围内。"));
        }

        private static @Nullable String chosen(@Nullable String text) {
            return text == null || text.isBlank() ? null : text.strip();
        }
    }

    @GetMapping("/orders")
    String list(@ModelAttribute Question question, Actor actor, Model model) {
        Reader reader = Reader.of(actor, organization);
        List<Line> found = lines.lines(question.filter(reader, organization), PAGE + 1);
        model.addAttribute("lines", found.stream().limit(PAGE).toList());
        model.addAttribute("next", found.size() > PAGE ? found.get(PAGE - 1).no() : null);
        model.addAttribute("question", question);
        model.addAttribute("all", reader.seesAll());
        model.addAttribute("squads", organization.squads(LocalDate.now(clock)));
        model.addAttribute("names", names());
        model.addAttribute("statuses", Status.values());
        return "orders";
    }

    @GetMapping("/orders.xlsx")
    void workbook(@ModelAttribute Question question, Actor actor, HttpServletResponse response) throws IOException {
        Map<String, String> names = names();
        List<Line> found = lines.lines(question.filter(Reader.of(actor, organization), organization), WORKBOOK);
        response.setContentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename("责令改正一览.xlsx", StandardCharsets.UTF_8)
                        .build()
                        .toString());
        Sheet sheet = new Sheet(
                "责令改正",
                "责令改正一览",
                List.of(List.of("编号", "中队", "点位", "点位名称", "违法行为", "任务", "下达日期", "改正期限", "状态", "办结日期")),
                found.stream()
                        .map(line -> Arrays.<@Nullable Object>asList(
                                line.no(),
                                names.get(line.squad()),
                                line.point(),
                                line.pointName(),
                                line.violation(),
                                String.join("、", line.tasks()),
                                line.issuedOn(),
                                line.lastDay(),
                                line.state(),
                                line.closedOn()))
                        .toList(),
                List.of(26, 20, 20, 24, 24, 28, 14, 14, 12, 14));
        Excel.write(List.of(sheet), response.getOutputStream());
    }

    /** What came back in a campaign and its look-back: evidence for people, no machine books it. */
    @GetMapping("/orders/relapses")
    String relapses(@RequestParam(defaultValue = "") String campaign, Actor actor, Model model) {
        Reader reader = Reader.of(actor, organization);
        model.addAttribute("campaign", campaign);
        model.addAttribute(
                "relapses",
                relapses.of(campaign).stream()
                        .filter(found -> reader.mayRead(found.squad()))
                        .toList());
        model.addAttribute("names", names());
        return "relapses";
    }

    @GetMapping("/orders/doubts")
    String doubts(Actor actor, Model model) {
        model.addAttribute("doubts", doubts.of(Reader.of(actor, organization).only(null)));
        model.addAttribute("names", names());
        return "doubts";
    }

    @GetMapping(NO)
    String show(@PathVariable String no, Actor actor, Model model) {
        Reader reader = Reader.of(actor, organization);
        Line line = lines.line(no)
                .filter(found -> reader.mayRead(found.squad()))
                .orElseThrow(() -> Refusal.notFound("没有编号为“" + no + "”的责令改正。"));
        Order order = orders.find(no).orElseThrow();
        model.addAttribute("line", line);
        model.addAttribute("order", order);
        model.addAttribute("reChecks", lines.reChecks(line.finding()));
        model.addAttribute("names", names());
        model.addAttribute("extendable", reader.leads(line.squad()) && order.isExtendable(LocalDate.now(clock)));
        return "order";
    }

    @PostMapping(NO + "/extend")
    String extend(
            @PathVariable String no,
            @RequestParam(defaultValue = "") String until,
            @RequestParam(defaultValue = "") String reason,
            Actor actor,
            RedirectAttributes next) {
        orders.extend(no, day(until), reason, actor);
        next.addFlashAttribute("done", "改正期限已延长。");
        return "redirect:/orders/" + no;
    }

    private static @Nullable LocalDate day(String typed) {
        try {
            return typed.isBlank() ? null : LocalDate.parse(typed.strip());
        } catch (DateTimeParseException notDay) {
            throw Refusal.invalid("until", "延期应形如2023-01-19。");
        }
    }

    private Map<String, String> names() {
        return organization.squads(LocalDate.now(clock)).stream().collect(Collectors.toMap(Squad::code, Squad::name));
    }
}
