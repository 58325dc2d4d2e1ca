package cn.leiting.years;

import java.util.Locale;

/** How far it is, in one line that is written over and over. */
final class Bar {

    private static final int WIDTH = 30;

    private final int steps;
    private final long begun = System.nanoTime();
    private int done;

    Bar(int steps) {
        this.steps = Math.max(1, steps);
    }

    void begin(String step) {
        show(step);
    }

    void done(String step) {
        done = Math.min(done + 1, steps);
        show(step);
    }

    void end() {
        done = steps;
        show("");
        System.out.println();
    }

    private void show(String step) {
        int full = WIDTH * done / steps;
        long seconds = (System.nanoTime() - begun) / 1_000_000_000;
        System.out.printf(
                Locale.ROOT,
                "\r[%s%s] %3d %% %d:%02d %-56.56s",
                "#".repeat(full),
                ".".repeat(WIDTH - full),
                100 * done / steps,
                seconds / 60,
                seconds % 60,
                step);
        System.out.flush();
    }
}
