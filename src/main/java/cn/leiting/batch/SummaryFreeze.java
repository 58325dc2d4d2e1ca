package cn.leiting.batch;

import cn.leiting.summary.Summaries;
import cn.leiting.summary.SummaryVersion;
import cn.leiting.work.Task;
import cn.leiting.work.Work;
import org.springframework.stereotype.Component;

/** 冻结汇总表：repeated while nothing has changed, it finds the version that it made. */
@Component
class SummaryFreeze implements Task {

    static final String KIND = "SUMMARY_FREEZE";

    private final Summaries summaries;

    SummaryFreeze(Summaries summaries) {
        this.summaries = summaries;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String title() {
        return "冻结汇总表";
    }

    /** It is one transaction. */
    @Override
    public boolean isCancellable() {
        return false;
    }

    @Override
    public void run(Work work) {
        work.progress(0, 1);
        String subject = work.argument("subject");
        SummaryVersion version = summaries.freeze(subject, work.by());
        work.progress(1, 1);
        work.page(path(subject) + "/summary?version=" + version.no());
    }

    private static String path(String subject) {
        return switch (subject.substring(0, 2)) {
                    case "LB" -> "/look-backs/";
                    case "FI" -> "/improvements/";
                    default -> "/campaigns/";
                }
                + subject;
    }
}
