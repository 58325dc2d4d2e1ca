package cn.leiting.zoning;

import cn.leiting.catalogue.Coordinates;
import cn.leiting.shared.Period;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * 允许设摊的区域：a circle in which stalls are allowed on some days of the week at some hours (上海市市容环境卫生管理条例,
 * from 2022-12-01; domain 4.13 and 9.3, no. 29).
 *
 * @param code {@code Z-}, the squad's code, three digits: Z-310118106-001
 * @param lat degrees north of the centre, WGS-84; lon likewise
 * @param radiusM metres, 10 to 2,000
 * @param weekdays on which a window begins
 * @param document by which it was designated
 */
public record StallZone(
        String code,
        String squad,
        Kind kind,
        String name,
        BigDecimal lat,
        BigDecimal lon,
        int radiusM,
        SortedSet<DayOfWeek> weekdays,
        List<Window> windows,
        String document,
        Period valid) {

    public enum Kind {
        FAIR("特色集市"),
        OUTDOOR_AREA("外摆位"),
        RELIEF("疏导点"),
        CONTROL("管控点");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        /** By what people write: the label or the name. */
        static Optional<Kind> called(String text) {
            return Arrays.stream(values())
                    .filter(kind -> kind.label.equals(text) || kind.name().equals(text))
                    .findFirst();
        }
    }

    /** 时段, the end not included; one that ends before it starts goes on past midnight. */
    public record Window(LocalTime from, LocalTime to) {

        private boolean crossesMidnight() {
            return !to.isAfter(from);
        }

        /** On the evening of a day on which it begins. */
        private boolean hasBegunBy(LocalTime time) {
            return !time.isBefore(from) && (crossesMidnight() || time.isBefore(to));
        }

        /** On the morning after such a day. */
        private boolean stillLastsAt(LocalTime time) {
            return crossesMidnight() && time.isBefore(to);
        }

        public String inWords() {
            return from + "至" + (crossesMidnight() ? "次日" : "") + to;
        }
    }

    public StallZone {
        weekdays = Collections.unmodifiableSortedSet(new TreeSet<>(weekdays));
        windows = List.copyOf(windows);
    }

    /** Whether a stall may stand at this place at this moment of Shanghai. */
    public boolean allows(Coordinates place, LocalDateTime at) {
        return isOpen(at) && new Coordinates(lat, lon).metresTo(place) <= radiusM;
    }

    private boolean isOpen(LocalDateTime at) {
        return opensOn(at.toLocalDate()) && windows.stream().anyMatch(window -> window.hasBegunBy(at.toLocalTime()))
                || opensOn(at.toLocalDate().minusDays(1))
                        && windows.stream().anyMatch(window -> window.stillLastsAt(at.toLocalTime()));
    }

    private boolean opensOn(LocalDate day) {
        return valid.contains(day) && weekdays.contains(day.getDayOfWeek());
    }

    /** E.g. 周一、周五 18:00至次日02:00. */
    public String hoursInWords() {
        String days = weekdays.size() == 7
                ? "每日"
                : weekdays.stream()
                        .map(day -> "周" + "一二三四五六日".charAt(day.getValue() - 1))
                        .collect(Collectors.joining("、"));
        return days + " " + windows.stream().map(Window::inWords).collect(Collectors.joining("、"));
    }
}
