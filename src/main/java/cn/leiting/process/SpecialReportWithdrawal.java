package cn.leiting.process;

import cn.leiting.handling.Withdrawal;
import cn.leiting.report.SpecialReports;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** 撤回专报草稿 before it is co-signed. */
@Component
class SpecialReportWithdrawal implements Withdrawal {

    private final SpecialReports reports;

    SpecialReportWithdrawal(SpecialReports reports) {
        this.reports = reports;
    }

    @Override
    public String process() {
        return "specialReport";
    }

    @Override
    public Map<String, Set<String>> ways() {
        return Map.of("draftReport", Set.of("cosignReport"));
    }

    @Override
    public void undo(String task, String businessKey, String by) {
        reports.takeBack(businessKey, by);
    }
}
