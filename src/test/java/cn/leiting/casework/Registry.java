package cn.leiting.casework;

import java.time.LocalDate;

/** Cases as a squad registers them, for tests. */
public final class Registry {

    public static final String XUJING = "310118106";

    private Registry() {}

    /** Seen on patrol on the first day of the trial. */
    public static Source patrol(String violation) {
        LocalDate day = LocalDate.of(2023, 1, 12);
        return new Source(
                XUJING, Source.Kind.PATROL, null, null, null, violation, "徐泾镇试用点位7门前", "在人行道上设摊经营，影响通行。", day, day);
    }

    static Source complaint(String ref) {
        Source patrol = patrol("VIO_STALL");
        return new Source(
                XUJING,
                Source.Kind.COMPLAINT,
                null,
                ref,
                null,
                patrol.violation(),
                patrol.place(),
                patrol.facts(),
                patrol.actOn(),
                patrol.discoveredOn());
    }
}
