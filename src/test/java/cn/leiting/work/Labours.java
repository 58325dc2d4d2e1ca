package cn.leiting.work;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Long work that a test makes up, and the pool that does it when the test says so. */
@Component
public class Labours {

    static final String KIND = "TEST_LABOUR";
    static final String FIXED = "TEST_FIXED";

    private final Workers workers;
    private final List<Work> begun = new ArrayList<>();
    private Consumer<Work> labour = work -> {};

    Labours(Workers workers) {
        this.workers = workers;
    }

    /** Does all that waits, of whatever kind. */
    public int doAll() {
        return workers.doAll();
    }

    void tidy() {
        workers.tidy();
    }

    /** What the next works of the kinds above do. */
    void consistOf(Consumer<Work> next) {
        labour = next;
        begun.clear();
    }

    List<Work> begun() {
        return begun;
    }

    private void run(Work work) {
        begun.add(work);
        labour.accept(work);
    }

    static void hundred(Work work) {
        try {
            work.file("结果.txt", "text/plain", stream -> {
                for (int line = 1; line <= 100; line++) {
                    stream.write((line + "\n").getBytes(StandardCharsets.UTF_8));
                    work.progress(line, 100);
                }
            });
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Component
    static class Labour implements Task {

        private final ObjectProvider<Labours> all;

        Labour(ObjectProvider<Labours> all) {
            this.all = all;
        }

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public String title() {
            return "试做";
        }

        @Override
        public void run(Work work) {
            all.getObject().run(work);
        }
    }

    @Component
    static class Fixed implements Task {

        private final ObjectProvider<Labours> all;

        Fixed(ObjectProvider<Labours> all) {
            this.all = all;
        }

        @Override
        public String kind() {
            return FIXED;
        }

        @Override
        public String title() {
            return "试做（不能取消）";
        }

        @Override
        public boolean isCancellable() {
            return false;
        }

        @Override
        public void run(Work work) {
            all.getObject().run(work);
        }
    }
}
