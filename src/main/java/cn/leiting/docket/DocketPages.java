package cn.leiting.docket;

import cn.leiting.casework.Status;
import cn.leiting.catalogue.Violations;
import cn.leiting.docket.RegisterRows.Filter;
import cn.leiting.docket.RegisterRows.Line;
import cn.leiting.office.Excel;
import cn.leiting.office.Sheet;
import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import cn.leiting.timekeeping.Timing.Kind;
import cn.leiting.timekeeping.Timing.Reading;
import cn.leiting.timekeeping.Timings;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
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

/** The register of cases with what runs out above it, and its workbook. */
@Controller
class DocketPages {

    private static final int PAGE = 100;
    private static final int WORKBOOK = 10_000;
    private static final int WATCHED = 100;

    private final RegisterRows rows;
    private final Watches watches;
    private final Timings timings;
    private final Violations violations;
    private final Organization organization;
    private final Clock clock;

    DocketPages(
            RegisterRows rows,
            Watches watches,
            Timings timings,
            Violations violations,
            Organization organization,
            Clock clock) {
        this.rows = rows;
        this.watches = watches;
        this.timings = timings;
        this.violations = violations;
        this.organization = organization;
        this.clock = clock;
    }

    /** As it stands in the address; an empty choice is none, an unknown one is refused. */
    record Question(
            @Nullable String squad,
            @Nullable String status,
            @Nullable String campaign,
            @Nullable String violation,
            @Nullable String month,
            @Nullable String time,
            @Nullable String hard,
            @Nullable String before) {

        Filter filter(CaseReader reader, List<Watch> watched, Organization organization) {
            return new Filter(
                    reader.only(organization.chosen(squad)),
                    known(),
                    chosen(campaign),
                    chosen(violation),
                    firstDay(),
                    onlyHard(),
                    codes(watched),
                    chosen(before));
        }

        private @Nullable Status known() {
            String asked = chosen(status);
            return asked == null
                    ? null
                    : Arrays.stream(Status.values())
                            .filter(one -> one.name().equals(asked))
                            .findFirst()
                            .orElseThrow(() -> Refusal.invalid("status", "状态不在可选范围内。"));
        }

        private boolean onlyHard() {
            String asked = chosen(hard);
            if (asked != null && !asked.equals("true") && !asked.equals("false")) {
                throw Refusal.invalid("hard", "是否疑难不在可选范围内。");
            }
            return "true".equals(asked);
        }

        private @Nullable LocalDate firstDay() {
            String asked = chosen(month);
            try {
                return asked == null ? null : YearMonth.parse(asked).atDay(1);
            } catch (DateTimeParseException noMonth) {
                throw Refusal.invalid("month", "月份应形如2023-01。");
            }
        }

        private @Nullable List<String> codes(List<Watch> watched) {
            String asked = chosen(time);
            if (asked == null) {
                return null;
            }
            Watch.Level level = Arrays.stream(Watch.Level.values())
                    .filter(one -> one.name().equals(asked))
                    .findFirst()
                    .orElseThrow(() -> Refusal.invalid("time", "期限状态不在可选范围内。"));
            return watched.stream()
                    .filter(one -> one.level() == level)
                    .map(Watch::code)
                    .distinct()
                    .toList();
        }

        private static @Nullable String chosen(@Nullable String text) {
            return text == null || text.isBlank() ? null : text.strip();
        }
    }

    @GetMapping("/cases")
    String list(@ModelAttribute Question question, Actor actor, Model model) {
        CaseReader reader = CaseReader.of(actor, organization);
        List<Watch> watched = watches.of(reader.only(null));
        List<Line> found = rows.lines(question.filter(reader, watched, organization), PAGE + 1);
        List<Line> lines = found.stream().limit(PAGE).toList();
        model.addAttribute("lines", lines);
        model.addAttribute("decisions", decisions(lines));
        model.addAttribute("next", found.size() > PAGE ? found.get(PAGE - 1).code() : null);
        model.addAttribute("watched", watched.stream().limit(WATCHED).toList());
        model.addAttribute("unseen", Math.max(0, watched.size() - WATCHED));
        model.addAttribute("question", question);
        model.addAttribute("all", reader.seesAll());
        model.addAttribute("squads", organization.squads(today()));
        model.addAttribute("names", names());
        model.addAttribute("statuses", Status.values());
        model.addAttribute("levels", Watch.Level.values());
        model.addAttribute("violations", violations.all(today()));
        return "cases";
    }

    @GetMapping("/cases.xlsx")
    void workbook(@ModelAttribute Question question, Actor actor, HttpServletResponse response) throws IOException {
        CaseReader reader = CaseReader.of(actor, organization);
        List<Watch> watched = watches.of(reader.only(null));
        List<Line> lines = rows.lines(question.filter(reader, watched, organization), WORKBOOK);
        response.setContentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename("案件一览.xlsx", StandardCharsets.UTF_8)
                        .build()
                        .toString());
        Excel.write(List.of(sheet(lines)), response.getOutputStream());
    }

    private Sheet sheet(List<Line> lines) {
        Map<String, String> names = names();
        Map<String, Reading> decisions = decisions(lines);
        return new Sheet(
                "案件",
                "案件一览（仅供了解情况，不作为考核依据）",
                List.of(List.of(
                        "案号", "市级系统案号", "中队", "决定机关", "案源", "行动", "违法行为", "地点", "违法日期", "登记日期", "处置路径", "状态", "疑难",
                        "立案日期", "办案期限", "期限状态", "结案日期", "结案方式")),
                lines.stream()
                        .map(line -> cells(line, names.get(line.squad()), decisions.get(line.code())))
                        .toList(),
                List.of(30, 24, 20, 24, 14, 16, 24, 30, 14, 14, 18, 18, 8, 14, 14, 12, 14, 20));
    }

    private static List<@Nullable Object> cells(Line line, @Nullable String squad, @Nullable Reading decision) {
        return Arrays.asList(
                line.code(),
                line.externalNo(),
                squad,
                line.decidingBody(),
                line.source().label(),
                line.campaign(),
                line.violation(),
                line.place(),
                line.actOn(),
                line.registeredOn(),
                line.route() == null ? null : line.route().label(),
                line.status().label(),
                line.hard() ? "是" : null,
                line.filedOn(),
                decision == null ? null : decision.due(),
                decision == null ? null : decision.words(),
                line.closedOn(),
                line.outcome() == null ? null : line.outcome().label());
    }

    /** The ninety days of those that are filed, by their codes. */
    private Map<String, Reading> decisions(List<Line> lines) {
        return timings.of(lines.stream().map(Line::code).toList()).stream()
                .filter(reading -> reading.timing().kind() == Kind.DECISION)
                .collect(Collectors.toMap(
                        reading -> reading.timing().caseCode(), reading -> reading, (one, same) -> same));
    }

    private Map<String, String> names() {
        return organization.squads(today()).stream().collect(Collectors.toMap(Squad::code, Squad::name));
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
