package cn.leiting.wall;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * 条：something that lasts from a day to a day of the year.
 *
 * @param code e.g. {@code TH-2023-01}; null of what is only planned
 * @param name how it is called in short, e.g. 雷霆1号; empty where it has no number
 * @param from the first day, {@code to} the last; they may lie outside the year
 * @param link its page
 */
public record Bar(
        Kind kind,
        @Nullable String code,
        String name,
        String title,
        LocalDate from,
        LocalDate to,
        Shade shade,
        String state,
        Standing standing,
        String link) {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日");

    /** 种类. */
    public enum Kind {
        /** Not launched yet: the whole of its month. */
        PLANNED("计划行动"),
        CAMPAIGN("专项整治"),
        LOOK_BACK("365回头看"),
        IMPROVEMENT("365再提升");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** 进度：how a bar is drawn; its word stands beside it. */
    public enum Shade {
        /** Planned, being drawn up or waiting for approval. */
        PLANNED,
        /** Approved, its days are still to come. */
        COMING,
        RUNNING,
        /** Its days are over, its work is not. */
        ENDING,
        DONE,
        /** Suspended, cancelled or refused. */
        STOPPED
    }

    /** What stands at the bar. */
    public String label() {
        String called = name.isEmpty() ? title : name + " " + title;
        return called + " · " + state;
    }

    /** The whole of it in one line, for whoever points at it or has it read aloud. */
    public String inWords() {
        String days = kind == Kind.PLANNED ? from.getMonthValue() + "月" : DAY.format(from) + "至" + DAY.format(to);
        String known = code == null ? "" : code + "，";
        String squads = kind == Kind.PLANNED ? "" : "，" + standing.word();
        return kind.label() + "：" + (name.isEmpty() ? title : name + " " + title) + "，" + known + days + "，" + state
                + squads;
    }
}
