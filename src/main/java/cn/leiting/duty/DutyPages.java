package cn.leiting.duty;

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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** A day's duty and the calendar of a year: sections and leaders see all squads, a squad and its town their own. */
@Controller
class DutyPages {

    private static final String YEAR = "/duty/{year:20\\d\\d}";

    private final Duties duties;
    private final DutyRows rows;
    private final Organization organization;
    private final Clock clock;

    DutyPages(Duties duties, DutyRows rows, Organization organization, Clock clock) {
        this.duties = duties;
        this.rows = rows;
        this.organization = organization;
        this.clock = clock;
    }

    /** One squad's day. */
    record Line(Squad squad, DayMode mode, List<OnDuty> shifts) {}

    @GetMapping("/duty")
    String day(
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate date,
            Actor actor,
            Model model) {
        Squad own = own(actor);
        LocalDate today = LocalDate.now(clock);
        LocalDate day = date == null ? today : date;
        if (day.getYear() < 2000 || day.getYear() > 2099) {
            throw Refusal.invalid("date", "日期应在2000年至2099年之间。");
        }
        List<OnDuty> onDuty = rows.on(day, own == null ? null : own.code());
        model.addAttribute("day", day);
        model.addAttribute("today", today);
        model.addAttribute("onDuty", onDuty);
        model.addAttribute(
                "lines",
                duties.on(day).entrySet().stream()
                        .filter(mode ->
                                own == null || own.code().equals(mode.getKey().code()))
                        .map(mode -> new Line(mode.getKey(), mode.getValue(), of(mode.getKey(), onDuty)))
                        .toList());
        boolean leads = own != null && actor.isIn(own.leadGroup());
        model.addAttribute("leads", leads);
        model.addAttribute("plans", own != null && leads ? rows.open(own.code()) : List.of());
        return "duty";
    }

    private static List<OnDuty> of(Squad squad, List<OnDuty> onDuty) {
        return onDuty.stream().filter(one -> one.squad().equals(squad.code())).toList();
    }

    @GetMapping(YEAR)
    String year(@PathVariable int year, Actor actor, Model model) {
        model.addAttribute("calendar", calendar(year, actor));
        model.addAttribute("modes", DutyMode.values());
        model.addAttribute("today", LocalDate.now(clock));
        return "duty-year";
    }

    @GetMapping(YEAR + ".xlsx")
    void workbook(@PathVariable int year, Actor actor, HttpServletResponse response) throws IOException {
        DutyYear calendar = calendar(year, actor);
        response.setContentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(year + "年勤务日历.xlsx", StandardCharsets.UTF_8)
                        .build()
                        .toString());
        Excel.write(List.of(sheet(calendar)), response.getOutputStream());
    }

    /** A row a day: so it fits the paper, and a filter finds a squad's days. */
    private static Sheet sheet(DutyYear calendar) {
        List<String> header = new ArrayList<>(List.of("日期"));
        calendar.lines().forEach(line -> header.add(line.squad().name()));
        List<List<Object>> days = new ArrayList<>();
        for (LocalDate day : calendar.days()) {
            List<Object> row = new ArrayList<>(List.of(day));
            calendar.lines()
                    .forEach(line ->
                            row.add(line.days().get(day.getDayOfYear() - 1).label()));
            days.add(row);
        }
        List<Integer> widths = new ArrayList<>(Collections.nCopies(header.size(), 16));
        return new Sheet("勤务日历", calendar.year() + "年各中队勤务模式", List.of(header), days, widths);
    }

    private DutyYear calendar(int year, Actor actor) {
        Squad own = own(actor);
        List<Squad> squads = organization.squads(LocalDate.of(year, 1, 1));
        return duties.year(
                year,
                squads.stream()
                        .filter(squad -> own == null || own.code().equals(squad.code()))
                        .collect(Collectors.toList()));
    }

    /** The only squad that the person may see; null: all of them. */
    private @Nullable Squad own(Actor actor) {
        if (actor.isSection() || actor.isLeader()) {
            return null;
        }
        return organization
                .squadOf(actor.groups())
                .filter(own -> actor.isIn(own.group(), own.leadGroup(), own.townGroup()))
                .orElseThrow(() -> Refusal.forbidden("您没有查看勤务安排的权限。"));
    }
}
