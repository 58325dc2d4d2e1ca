package cn.leiting.wall;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 行：bars that stand in one line, none over another or over its words.
 *
 * @param index from 0, over both kinds
 */
public record Lane(int index, boolean improvements, List<Band> bands) {

    /** Days of the year that the words of a bar need at least. */
    private static final int WORDS = 66;

    /** A bar, and the look-back behind it. Places are percents of the year's breadth. */
    public record Band(
            Bar bar,
            Place at,
            @Nullable Bar behind,
            @Nullable Place behindAt) {}

    /**
     * @param left of the bar's first day, {@code width} of its days, {@code end} behind its last day
     * @param wordsEnd its words end with it and stand to its left, for lack of room behind it
     */
    public record Place(String left, String width, String end, boolean wordsEnd) {

        /** Where its words are anchored. */
        public String words() {
            return wordsEnd ? end : left;
        }
    }

    private record Footprint(Band band, int first, int last) {}

    /** Packs bars into as few lines as their order allows. @param behind of the campaign of that code */
    static List<Lane> pack(int year, int firstIndex, boolean improvements, List<Bar> bars, Behind behind) {
        List<List<Footprint>> lines = new ArrayList<>();
        bars.stream()
                .map(bar -> footprint(year, bar, behind.of(bar)))
                .sorted(Comparator.comparingInt(Footprint::first))
                .forEach(print -> line(lines, print).add(print));
        List<Lane> lanes = new ArrayList<>();
        for (List<Footprint> line : lines) {
            lanes.add(new Lane(
                    firstIndex + lanes.size(),
                    improvements,
                    line.stream().map(Footprint::band).toList()));
        }
        return List.copyOf(lanes);
    }

    /** 回头看 of a campaign, null without one. */
    interface Behind {
        @Nullable
        Bar of(Bar campaign);
    }

    private static List<Footprint> line(List<List<Footprint>> lines, Footprint print) {
        for (List<Footprint> line : lines) {
            if (line.get(line.size() - 1).last() < print.first()) {
                return line;
            }
        }
        List<Footprint> another = new ArrayList<>();
        lines.add(another);
        return another;
    }

    private static Footprint footprint(int year, Bar bar, @Nullable Bar behind) {
        int length = LocalDate.of(year, 12, 31).getDayOfYear();
        int first = day(year, bar.from());
        int last = Math.max(day(year, bar.to()), behind == null ? 0 : day(year, behind.to()));
        boolean wordsEnd = first + WORDS > length;
        int from = wordsEnd ? Math.min(first, Math.max(1, day(year, bar.to()) - WORDS)) : first;
        int to = wordsEnd ? last : Math.max(last, first + WORDS);
        Band band = new Band(
                bar, place(year, bar, wordsEnd), behind, behind == null ? null : place(year, behind, wordsEnd));
        return new Footprint(band, from, to);
    }

    private static Place place(int year, Bar bar, boolean wordsEnd) {
        int first = day(year, bar.from());
        int last = day(year, bar.to());
        return new Place(percent(year, first - 1), percent(year, last - first + 1), percent(year, last), wordsEnd);
    }

    /** Of the year, from 1; what begins before it or ends after it is cut off. */
    private static int day(int year, LocalDate date) {
        if (date.getYear() != year) {
            return date.getYear() < year ? 1 : LocalDate.of(year, 12, 31).getDayOfYear();
        }
        return date.getDayOfYear();
    }

    static String percent(int year, int days) {
        return "%.2f%%".formatted(100.0 * days / LocalDate.of(year, 12, 31).getDayOfYear());
    }
}
