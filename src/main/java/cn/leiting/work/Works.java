package cn.leiting.work;

import cn.leiting.shared.Actor;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import cn.leiting.work.Progress.State;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 长任务：what takes longer than a page may: it is asked for, seen, given up. Everybody sees what they asked for
 * themselves; whether they may ask for it is decided by the page on which they do.
 */
@Component
@Transactional
public class Works {

    private static final int MOST_AT_ONCE = 5;
    private static final int SHOWN = 100;

    private final WorkRows rows;
    private final Tasks tasks;

    Works(WorkRows rows, Tasks tasks) {
        this.rows = rows;
        this.tasks = tasks;
    }

    /**
     * Answers its number, which is in the address {@code /progress/17} of its page. While the same is under way for the
     * same person, it answers that one. Refuses (409) a sixth at once.
     *
     * @param kind of one of the {@link Task}s
     * @param subject in words, 1 to 100 characters
     * @param arguments what the task needs to know, small and not personal
     */
    public long start(String kind, String subject, Actor by, Map<String, String> arguments) {
        tasks.named(kind);
        String words = Limits.required("办理事项", subject, 100);
        if (rows.underWay(by.id()) >= MOST_AT_ONCE
                && rows.same(kind, words, by.id(), arguments).isEmpty()) {
            throw Refusal.conflict("您有" + MOST_AT_ONCE + "项办理尚未完成，请等其中一项完成后再办。");
        }
        return rows.insert(kind, words, by.id(), arguments)
                .or(() -> rows.same(kind, words, by.id(), arguments))
                .orElseThrow(() -> Refusal.conflict("同一事项刚刚办理完成，请刷新后查看。"));
    }

    /** Refuses (404) an unknown one, and (403) one of another person. */
    @Transactional(readOnly = true)
    public Progress get(long id, Actor actor) {
        WorkRows.Owned found = rows.find(id).orElseThrow(() -> Refusal.notFound("没有编号为" + id + "的办理。"));
        if (!found.by().equals(actor.id())) {
            throw Refusal.forbidden("这不是您提出的办理，您不能查看。");
        }
        return found.progress();
    }

    /** What the person asked for, the newest first, one hundred at most. */
    @Transactional(readOnly = true)
    public List<Progress> of(Actor actor) {
        return rows.of(actor.id(), SHOWN);
    }

    /**
     * What waits is cancelled at once, what runs as soon as it says its progress. Refuses (409) what is over, and what
     * must not be given up half-way.
     */
    public void cancel(long id, Actor actor) {
        Progress found = get(id, actor);
        if (found.isOver()) {
            throw Refusal.conflict("该项办理已经结束，不能取消。");
        }
        if (found.state() == State.RUNNING && !found.cancellable()) {
            throw Refusal.conflict("“" + found.title() + "”一经开始不能中途取消。");
        }
        if (!rows.cancelQueued(id)) {
            rows.askToCancel(id);
        }
    }
}
