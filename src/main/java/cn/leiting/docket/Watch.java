package cn.leiting.docket;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * 关注事项：something about a case that runs out, or has. It reminds and does nothing (domain 9.4, no. 37).
 *
 * @param day the last day; null where no calendar says it
 * @param words e.g. 立案已满83日，还剩7日。
 * @param article by which it is so
 */
record Watch(
        String code,
        String squad,
        Level level,
        String what,
        @Nullable LocalDate day,
        String words,
        String article) {

    enum Level {
        LATE("已超期"),
        NEAR("将届满"),
        OVER("已届满");

        private final String label;

        Level(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    public boolean isLate() {
        return level == Level.LATE;
    }
}
