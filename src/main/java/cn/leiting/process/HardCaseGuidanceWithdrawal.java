package cn.leiting.process;

import cn.leiting.guidance.HardCases;
import cn.leiting.handling.Withdrawal;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** 撤回指导意见 before it is signed; nobody has been told of it. */
@Component
class HardCaseGuidanceWithdrawal implements Withdrawal {

    private final HardCases cases;

    HardCaseGuidanceWithdrawal(HardCases cases) {
        this.cases = cases;
    }

    @Override
    public String process() {
        return "hardCaseGuidance";
    }

    @Override
    public Map<String, Set<String>> ways() {
        return Map.of("draftOpinion", Set.of("signOpinion"));
    }

    @Override
    public void undo(String task, String businessKey, String by) {
        cases.takeBack(businessKey, by);
    }
}
