package cn.leiting.work;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * 办理进度：one work as its page shows it, in the bureau's time.
 *
 * @param done of {@code total}, which is 0 until it is known
 * @param failure one sentence; null unless it failed
 * @param page the result where it is a page of ours
 * @param file under which the result is kept; null without a file
 * @param expiresAt when the file is deleted; {@code gone} once it has been
 */
public record Progress(
        long id,
        String kind,
        String title,
        String subject,
        State state,
        String by,
        LocalDateTime askedAt,
        @Nullable LocalDateTime startedAt,
        @Nullable LocalDateTime finishedAt,
        int done,
        int total,
        int attempt,
        boolean cancelAsked,
        boolean cancellable,
        @Nullable String failure,
        @Nullable String page,
        @Nullable String file,
        @Nullable String fileName,
        @Nullable String fileType,
        long bytes,
        @Nullable LocalDateTime expiresAt,
        boolean gone) {

    /** Of a row with its moments in the bureau's time as asked, started, finished and expires. */
    static Progress of(ResultSet row, Tasks tasks) throws SQLException {
        Optional<Task> task = tasks.find(row.getString("kind"));
        return new Progress(
                row.getLong("id"),
                row.getString("kind"),
                task.map(Task::title).orElse(row.getString("kind")),
                row.getString("subject"),
                State.valueOf(row.getString("state")),
                row.getString("by_name"),
                row.getObject("asked", LocalDateTime.class),
                row.getObject("started", LocalDateTime.class),
                row.getObject("finished", LocalDateTime.class),
                row.getInt("done"),
                row.getInt("total"),
                row.getInt("attempt"),
                row.getBoolean("cancel_asked"),
                task.map(Task::isCancellable).orElse(false),
                row.getString("failure"),
                row.getString("result_page"),
                row.getString("result_file"),
                row.getString("result_name"),
                row.getString("result_type"),
                row.getLong("result_bytes"),
                row.getObject("expires", LocalDateTime.class),
                row.getTimestamp("gone_at") != null);
    }

    /** 状态. */
    public enum State {
        QUEUED("排队中"),
        RUNNING("办理中"),
        DONE("已完成"),
        FAILED("未完成"),
        CANCELLED("已取消");

        private final String label;

        State(String label) {
            this.label = label;
        }

        public String getLabel() {
            return label;
        }
    }

    public boolean isOver() {
        return state != State.QUEUED && state != State.RUNNING;
    }

    /** Whether whoever asked for it may still give it up. */
    public boolean isToCancel() {
        return state == State.QUEUED || state == State.RUNNING && cancellable && !cancelAsked;
    }

    /** Whether a node ended while it worked on it, so that it began anew. */
    public boolean isTakenUpAgain() {
        return attempt > 1;
    }

    /** Whole, of one hundred. */
    public int getPercent() {
        if (state == State.DONE) {
            return 100;
        }
        return total == 0 ? 0 : (int) (100L * done / total);
    }

    /** Of the file, in words. */
    public String getSize() {
        return bytes < 1024 * 1024 ? Math.max(1, bytes / 1024) + " KB" : bytes / 1024 / 1024 + " MB";
    }

    public boolean isDownloadable() {
        return file != null && !gone;
    }
}
