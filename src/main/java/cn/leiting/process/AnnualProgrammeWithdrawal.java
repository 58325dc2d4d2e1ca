package cn.leiting.process;

import cn.leiting.handling.Withdrawal;
import cn.leiting.programme.Programmes;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** 撤回年度方案 and 年终回顾 before they are decided on. */
@Component
class AnnualProgrammeWithdrawal implements Withdrawal {

    private final Programmes programmes;

    AnnualProgrammeWithdrawal(Programmes programmes) {
        this.programmes = programmes;
    }

    @Override
    public String process() {
        return "annualProgramme";
    }

    @Override
    public Map<String, Set<String>> ways() {
        return Map.of("draftProgramme", Set.of("approveProgramme"), "reviewYear", Set.of("approveYearReview"));
    }

    @Override
    public void undo(String task, String businessKey, String by) {
        if (task.equals("draftProgramme")) {
            programmes.takeDraftBack(businessKey, by);
        } else {
            programmes.takeReviewBack(businessKey, by);
        }
    }
}
