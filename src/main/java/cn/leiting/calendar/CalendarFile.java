package cn.leiting.calendar;

import cn.leiting.calendar.WorkCalendars.Day;
import cn.leiting.shared.Refusal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A year's table as people bring it, with its wrong rows named. */
final class CalendarFile {

    private static final String HEAD = "date,kind,name";
    private static final int NAMED = 10;

    private final int year;
    private final SortedMap<LocalDate, Day> days = new TreeMap<>();
    private final List<Refusal.Field> wrong = new ArrayList<>();

    CalendarFile(int year) {
        this.year = year;
    }

    List<Day> read(String csv, String document) {
        refuseIf(year < 2020 || year > 2100, "年份应在2020年至2100年之间。");
        refuseIf(document.isBlank() || document.length() > 200, "文件名称应为1至200个字。");
        List<String> lines = csv.replace("\uFEFF", "").strip().lines().toList();
        refuseIf(lines.isEmpty() || !HEAD.equals(lines.get(0).replace(" ", "")), "文件第1行应为“" + HEAD + "”。");
        refuseIf(lines.size() > 400, "一年的工作日历不应超过400行。");

        for (int i = 1; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                readRow(i + 1, lines.get(i).split(",", -1));
            }
        }
        refuseIf(wrong.isEmpty() && days.isEmpty(), "文件中没有节假日。");
        if (!wrong.isEmpty()) {
            throw Refusal.invalid(sentence(), wrong);
        }
        return List.copyOf(days.values());
    }

    private static void refuseIf(boolean broken, String sentence) {
        if (broken) {
            throw Refusal.invalid(sentence);
        }
    }

    private void readRow(int number, String[] cells) {
        String fault = cells.length == 3 ? readRow(cells[0].strip(), cells[1].strip(), cells[2].strip()) : "不是三列";
        if (!fault.isEmpty()) {
            wrong.add(new Refusal.Field("row" + number, "第%d行%s".formatted(number, fault)));
        }
    }

    /** What is wrong with the row; empty when it was taken. */
    private String readRow(String date, String kind, String name) {
        Optional<LocalDate> parsed = parse(date);
        if (parsed.isEmpty()) {
            return "日期应形如2027-01-01";
        }
        LocalDate day = parsed.get();
        boolean work = kind.equals("MAKEUP_WORKDAY");
        if (day.getYear() != year) {
            return day + "不属于" + year + "年";
        } else if (!work && !kind.equals("HOLIDAY")) {
            return "类别应为HOLIDAY或MAKEUP_WORKDAY";
        } else if (work && day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0) {
            return day + "不是周末，不能作调休上班日";
        } else if (name.isEmpty() || name.length() > 30) {
            return "名称应为1至30个字";
        }
        return days.putIfAbsent(day, new Day(day, work, name)) == null ? "" : day + "重复";
    }

    private static Optional<LocalDate> parse(String date) {
        try {
            return Optional.of(LocalDate.parse(date));
        } catch (DateTimeParseException notDate) {
            return Optional.empty();
        }
    }

    private String sentence() {
        String rows = wrong.stream().limit(NAMED).map(Refusal.Field::message).collect(Collectors.joining("；"));
        return "%d年工作日历未载入：%s%s。".formatted(year, rows, wrong.size() > NAMED ? "；共%d行有误".formatted(wrong.size()) : "");
    }
}
