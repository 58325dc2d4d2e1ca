package cn.leiting.atlas;

import java.math.BigDecimal;

/**
 * 图上点位.
 *
 * @param lat degrees north, WGS-84; lon likewise
 */
public record Mark(
        String code, String name, String kind, String squadCode, BigDecimal lat, BigDecimal lon, State state) {

    /** The shape says what the colour says, for whoever does not see it. */
    public enum State {
        OPEN("未完成", "M0-5A5 5 0 1 1 0 5A5 5 0 1 1 0-5Z"),
        DONE("已完成", "M-4.5-4.5H4.5V4.5H-4.5Z"),
        PROBLEM("发现问题", "M0-6L5.5 4.5H-5.5Z"),
        EXCUSED("免检", "M-4.5-4.5L4.5 4.5M4.5-4.5L-4.5 4.5"),
        /** Not given to anybody, or no assignment chosen. */
        NONE("未分配", "M0-3L3 0L0 3L-3 0Z");

        private final String label;
        private final String shape;

        State(String label, String shape) {
            this.label = label;
            this.shape = shape;
        }

        public String label() {
            return label;
        }

        /** An SVG path around the origin. */
        public String shape() {
            return shape;
        }
    }
}
