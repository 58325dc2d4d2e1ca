package cn.leiting.calendar;

import static java.nio.charset.StandardCharsets.UTF_8;

import cn.leiting.calendar.Length.Unit;
import cn.leiting.calendar.WorkCalendar.CalendarMissing;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** 日历与期限：the tables, parameters and statutory periods in force, and the sum of days as a call. */
@Controller
class CalendarPage {

    private static final long LARGEST_FILE = 100 * 1024;
    private static final Charset EXCEL_IN_CHINA = Charset.forName("GB18030");

    private final WorkCalendar calendar;
    private final WorkCalendars calendars;
    private final Parameters parameters;
    private final Clock clock;

    CalendarPage(WorkCalendar calendar, WorkCalendars calendars, Parameters parameters, Clock clock) {
        this.calendar = calendar;
        this.calendars = calendars;
        this.parameters = parameters;
        this.clock = clock;
    }

    /** @param document may be left out: the State Council's usual title */
    record TableForm(
            @NotNull(message = "请填写年份。") Integer year,
            @Nullable String document,
            @NotNull(message = "请选择文件。") MultipartFile file) {}

    record ChangeForm(
            @NotBlank(message = "请选择参数。") String key,
            @NotBlank(message = "请填写新值。") String value,

            @NotNull(message = "请填写生效日期。") @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
            LocalDate from) {}

    @GetMapping("/calendar")
    String show(Actor actor, Model model) {
        actor.require("deptCoordination", "camunda-admin");
        LocalDate today = LocalDate.now(clock);
        List<Parameters.Value> values = parameters.since(today);
        model.addAttribute("today", today);
        model.addAttribute("tables", calendars.tables().values());
        model.addAttribute("undated", calendars.undated());
        model.addAttribute("parameters", values);
        model.addAttribute(
                "current",
                values.stream().filter(value -> value.valid().contains(today)).toList());
        model.addAttribute("periods", parameters.statutoryPeriods());
        model.addAttribute("maySet", actor.isIn("deptCoordination"));
        return "calendar";
    }

    @PostMapping("/calendar/tables")
    String load(@Valid TableForm form, Actor actor, RedirectAttributes next) {
        actor.require("deptCoordination", "camunda-admin");
        String csv = text(form.file());
        String document = form.document();
        WorkCalendars.Loaded loaded = document == null || document.isBlank()
                ? calendars.load(form.year(), csv, actor)
                : calendars.load(form.year(), csv, document.strip(), actor);
        next.addFlashAttribute(
                "done", "%d年工作日历第%d版现行有效，%d项期限已重新推算。".formatted(form.year(), loaded.version(), loaded.moved()));
        return "redirect:/calendar";
    }

    private static String text(MultipartFile file) {
        if (file.getSize() > LARGEST_FILE) {
            throw Refusal.invalid("file", "文件不应超过100KB。");
        }
        try {
            byte[] bytes = file.getBytes();
            try {
                return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            } catch (CharacterCodingException notUtf8) {
                return new String(bytes, EXCEL_IN_CHINA);
            }
        } catch (IOException unreadable) {
            throw Refusal.invalid("file", "文件无法读取，请重新选择。");
        }
    }

    @PostMapping("/calendar/parameters")
    String change(@Valid ChangeForm form, Actor actor, RedirectAttributes next) {
        parameters.change(form.key(), form.value(), form.from(), actor);
        next.addFlashAttribute("done", "参数已保存，自生效日期起适用。");
        return "redirect:/calendar";
    }

    /** The last day of a period, for any logged-in person; the start is not counted. */
    @GetMapping("/api/calendar/due")
    ResponseEntity<?> due(
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String days,
            @RequestParam(defaultValue = "") String unit) {
        try {
            LocalDate due = calendar.due(start(from), new Length(days(days), unit(unit)));
            return ResponseEntity.ok(Map.of("due", due.toString()));
        } catch (CalendarMissing missing) {
            return ResponseEntity.unprocessableEntity().body(problem(missing));
        }
    }

    private static LocalDate start(String from) {
        try {
            LocalDate day = LocalDate.parse(from);
            if (day.getYear() >= 2000 && day.getYear() <= 2100) {
                return day;
            }
        } catch (DateTimeParseException notDate) {
            // told below
        }
        throw Refusal.invalid("from", "起始日期应形如2023-01-19，在2000年至2100年之间。");
    }

    private static int days(String days) {
        if (!days.matches("[1-9]\\d{0,3}") || Integer.parseInt(days) > Length.LONGEST) {
            throw Refusal.invalid("days", "天数应为1至3660。");
        }
        return Integer.parseInt(days);
    }

    private static Unit unit(String unit) {
        return switch (unit) {
            case "WORKDAY" -> Unit.WORKDAY;
            case "CALENDAR" -> Unit.CALENDAR;
            default -> throw Refusal.invalid("unit", "单位应为WORKDAY或CALENDAR。");
        };
    }

    private static ProblemDetail problem(CalendarMissing missing) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_ENTITY, missing.sentence());
        problem.setTitle("缺日历");
        problem.setProperty("code", "CALENDAR_MISSING");
        problem.setProperty("year", missing.year());
        problem.setProperty("notBefore", missing.notBefore().toString());
        problem.setProperty("errors", List.of());
        return problem;
    }
}
