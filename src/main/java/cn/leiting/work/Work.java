package cn.leiting.work;

import cn.leiting.shared.Refusal;
import cn.leiting.storage.ResultFiles;
import java.io.IOException;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** 一次办理：what a {@link Task} is told of the work that it does, and what it says of it. */
public final class Work {

    private static final long BETWEEN_TWO_WORDS = 300_000_000;

    /** It was cancelled, or another node has taken it up: whoever does it stops. */
    public static final class Cancelled extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Cancelled() {
            super("cancelled", null, false, false);
        }
    }

    /** 结果：a page, or a file that is kept for some days. */
    record Result(
            @Nullable String page,
            @Nullable String file,
            @Nullable String name,
            @Nullable String type,
            @Nullable Long bytes) {

        static final Result NONE = new Result(null, null, null, null, null);
    }

    private final Claim claim;
    private final WorkRows rows;
    private final ResultFiles files;
    private final BooleanSupplier ending;
    private Result result = Result.NONE;
    private long saidAt;
    private boolean said;

    /** @param ending whether the node is being stopped */
    Work(Claim claim, WorkRows rows, ResultFiles files, BooleanSupplier ending) {
        this.claim = claim;
        this.rows = rows;
        this.files = files;
        this.ending = ending;
    }

    /** One attempt of one work. */
    record Claim(
            long id,
            int attempt,
            String kind,
            String subject,
            String by,
            Map<String, String> arguments,
            boolean cancelled) {

        /** Under which its file is kept. */
        String file() {
            return file(attempt);
        }

        String file(int ofAttempt) {
            return id + "-" + ofAttempt;
        }
    }

    public long id() {
        return claim.id();
    }

    public String subject() {
        return claim.subject();
    }

    /** The account of whoever asked for it. */
    public String by() {
        return claim.by();
    }

    /** Fails where it was started without that argument. */
    public String argument(String name) {
        String value = claim.arguments().get(name);
        if (value == null) {
            throw new IllegalStateException(claim.kind() + " was started without " + name);
        }
        return value;
    }

    /** Null where it was started without. */
    public @Nullable String optional(String name) {
        return claim.arguments().get(name);
    }

    /**
     * Says how far it is; cheap enough for every row.
     *
     * @param done 0 and up
     * @param total of what; less than {@code done} counts as {@code done}
     * @throws Cancelled when it has to stop
     */
    public void progress(int done, int total) {
        if (ending.getAsBoolean()) {
            throw new Cancelled();
        }
        long now = System.nanoTime();
        if (said && now - saidAt < BETWEEN_TWO_WORDS && done < total) {
            return;
        }
        said = true;
        saidAt = now;
        if (!rows.progress(claim, done, Math.max(done, total))) {
            throw new Cancelled();
        }
    }

    /** The result is a page of ours, e.g. {@code /campaigns/TH-2023-01/summary?version=2}. */
    public void page(String path) {
        result = new Result(path, null, null, null, null);
    }

    /**
     * The result is a file, which is written now and kept for {@code work.keep}.
     *
     * @param name as it is downloaded, 1 to 120 characters
     * @param type of its content
     */
    public void file(String name, String type, ResultFiles.Writing writing) throws IOException {
        if (name.isEmpty() || name.length() > 120) {
            throw Refusal.invalid("结果文件的名称应为1至120字。");
        }
        long bytes = files.keep(claim.file(), writing);
        result = new Result(null, claim.file(), name, type, bytes);
    }

    Result result() {
        return result;
    }
}
