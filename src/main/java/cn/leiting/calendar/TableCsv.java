package cn.leiting.calendar;

import cn.leiting.calendar.WorkCalendars.Day;
import cn.leiting.shared.Refusal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A year's table as people bring it: a text of the columns date, kind and name, with its wrong rows named. */
final class TableCsv {

    private static final String HEAD = "date,kind,name";
    private static final int NAMED = 10;

    private final int year;
    private final Map<LocalDate, Day> days = new HashMap<>();
    private final List<Refusal.Field> wrong = new ArrayList<>();

    private TableCsv(int year) {
        this.year = year;
    }

    /** The table's days in order. */
    static List<Day> read(int year, String csv, String document) {
        if (year < 2020 || year > 2100) {
            throw Refusal.invalid("year", "年份应在2020年至2100年之间。");
        }
        if (document.isBlank() || document.length() > 200) {
            throw Refusal.invalid("document", "文件名称应为1至200个字。");
        }
        return new TableCsv(year).read(csv);
    }

    private List<Day> read(String csv) {
        List<String> lines = csv.strip().lines().toList();
        if (lines.isEmpty() || !HEAD.equals(withoutMark(lines.get(0)).replace(" ", ""))) {
            throw Refusal.invalid("file", "文件第1行应为“" + HEAD + "”。");
        }
        if (lines.size() > 400) {
            throw Refusal.invalid("file", "一年的工作日历不应超过400行。");
        }
        for (int i = 1; i < lines.size(); i++) {
            readRow(i + 1, lines.get(i).strip());
        }
        refuseIfWrong();
        return days.values().stream().sorted(Comparator.comparing(Day::day)).toList();
    }

    private static String withoutMark(String line) {
        return line.startsWith("\uFEFF") ? line.substring(1) : line;
    }

    private void readRow(int number, String line) {
        if (line.isEmpty()) {
            return;
        }
        try {
            Day day = day(line.split(",", -1));
            if (days.putIfAbsent(day.day(), day) != null) {
                throw Refusal.invalid(day.day() + "重复");
            }
        } catch (Refusal reason) {
            wrong.add(new Refusal.Field("row" + number, "第%d行%s".formatted(number, reason.sentence())));
        }
    }

    private Day day(String[] cells) {
        if (cells.length != 3) {
            throw Refusal.invalid("不是三列");
        }
        LocalDate day = date(cells[0].strip());
        String name = cells[2].strip();
        if (day.getYear() != year) {
            throw Refusal.invalid(day + "不属于" + year + "年");
        }
        if (name.isEmpty() || name.length() > 30) {
            throw Refusal.invalid("名称应为1至30个字");
        }
        return switch (cells[1].strip()) {
            case "HOLIDAY" -> new Day(day, false, name);
            case "MAKEUP_WORKDAY" -> new Day(weekend(day), true, name);
            default -> throw Refusal.invalid("类别应为HOLIDAY或MAKEUP_WORKDAY");
        };
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException notADate) {
            throw Refusal.invalid("日期应形如2027-01-01");
        }
    }

    private static LocalDate weekend(LocalDate day) {
        if (day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0) {
            throw Refusal.invalid(day + "本是工作日，不能调休上班");
        }
        return day;
    }

    private void refuseIfWrong() {
        if (wrong.isEmpty() && days.isEmpty()) {
            throw Refusal.invalid("file", "文件中没有节假日。");
        }
        if (!wrong.isEmpty()) {
            String rows =
                    wrong.stream().limit(NAMED).map(Refusal.Field::message).collect(Collectors.joining("；"));
            String more = wrong.size() > NAMED ? "；共%d行有误".formatted(wrong.size()) : "";
            throw Refusal.invalid("%d年工作日历未载入：%s%s。".formatted(year, rows, more), wrong);
        }
    }
}
