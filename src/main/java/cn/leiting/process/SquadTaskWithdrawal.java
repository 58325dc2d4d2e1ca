package cn.leiting.process;

import cn.leiting.assignment.SquadTasks;
import cn.leiting.handling.Withdrawal;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** 撤回反馈 before its review; the version stays, and the next one counts. */
@Component
class SquadTaskWithdrawal implements Withdrawal {

    private final SquadTasks squadTasks;

    SquadTaskWithdrawal(SquadTasks squadTasks) {
        this.squadTasks = squadTasks;
    }

    @Override
    public String process() {
        return "squadTask";
    }

    @Override
    public Map<String, Set<String>> ways() {
        return Map.of("feedBack", Set.of("reviewFeedback"), "rework", Set.of("reviewFeedback"));
    }

    @Override
    public void undo(String task, String businessKey, String by) {
        squadTasks.takeBack(businessKey);
    }
}
