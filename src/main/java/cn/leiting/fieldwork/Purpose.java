package cn.leiting.fieldwork;

import static cn.leiting.fieldwork.Fields.inWords;

import cn.leiting.assignment.SquadTask.State;
import cn.leiting.shared.Refusal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * 检查目的：a task that the visit is to serve.
 *
 * @param point where the visit was made
 * @param excused null where the point is not assigned to the task
 * @param rounds valid visits that it has already
 */
record Purpose(
        String task,
        String squad,
        String point,
        State state,
        String checklist,
        LocalDate firstDay,
        LocalDate lastDay,
        boolean suspended,
        @Nullable Boolean excused,
        int rounds) {

    boolean lastsOn(LocalDate day) {
        return !day.isBefore(firstDay) && !day.isAfter(lastDay);
    }

    /** Refuses (409) a task that is not in the field, and (422) a day outside its window. */
    void refuseUnlessOn(LocalDate day) {
        if (!state.isOfTheField()) {
            throw Refusal.conflict("中队任务“" + task + "”现为“" + state.label() + "”，不能记录检查。");
        }
        if (suspended) {
            throw Refusal.conflict("中队任务“" + task + "”已暂停，恢复后再提交。");
        }
        if (!lastsOn(day)) {
            throw Refusal.invalid(
                    "startedAt", "检查时间不在任务“%s”的检查期间%s至%s内。".formatted(task, inWords(firstDay), inWords(lastDay)));
        }
    }

    void refuseUnlessAssigned() {
        if (excused == null) {
            throw Refusal.invalid("pointCode", "点位“" + point + "”没有分配给任务“" + task + "”。");
        }
        if (excused) {
            throw Refusal.invalid("pointCode", "点位“" + point + "”在任务“" + task + "”中已免检。");
        }
    }
}
