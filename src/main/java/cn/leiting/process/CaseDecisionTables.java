package cn.leiting.process;

import cn.leiting.casework.Outcome;
import cn.leiting.engine.Engine;
import cn.leiting.inquiry.HardSigns;
import cn.leiting.inquiry.HardSigns.Sign;
import cn.leiting.proposal.Weighing;
import cn.leiting.proposal.Weighing.Answer;
import cn.leiting.proposal.Weighing.Judgement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** 案件决定的决策：asks the decision tables {@code penaltyOrNot} (domain D-06) and {@code isHardCase} (D-07). */
@Component
class CaseDecisionTables implements Weighing.Table, HardSigns.Table {

    private final Engine engine;

    /** What the table of difficult cases answers: it comes with the deployment and stays until the next start. */
    private final Map<Map<String, Object>, List<String>> reasons = new ConcurrentHashMap<>();

    CaseDecisionTables(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Judgement judge(Weighing weighing, boolean expired) {
        Map<String, Object> row = engine.decide(
                        "penaltyOrNot",
                        Map.ofEntries(
                                Map.entry("established", weighing.established()),
                                Map.entry("age", weighing.age().name()),
                                Map.entry("incapacity", weighing.incapacity()),
                                Map.entry("expired", expired),
                                Map.entry("fault", weighing.fault()),
                                Map.entry("minor", weighing.minor()),
                                Map.entry("corrected", weighing.corrected()),
                                Map.entry("harm", weighing.harm().name()),
                                Map.entry("first", weighing.first()),
                                Map.entry("mitigation", weighing.mitigation().name()),
                                Map.entry("finedAlready", weighing.finedAlready())))
                .get(0);
        String outcome = String.valueOf(row.get("outcome"));
        return new Judgement(
                Answer.valueOf(String.valueOf(row.get("answer"))),
                String.valueOf(row.get("basis")),
                outcome.equals("NONE") ? null : Outcome.valueOf(outcome));
    }

    @Override
    public List<String> reasons(HardSigns.Look look) {
        return reasons.computeIfAbsent(
                Map.of(
                        "severalLaws", look.signs().contains(Sign.SEVERAL_LAWS),
                        "crime", look.signs().contains(Sign.CRIME),
                        "vulnerable", look.signs().contains(Sign.VULNERABLE),
                        "media", look.signs().contains(Sign.MEDIA),
                        "jurisdiction", look.signs().contains(Sign.JURISDICTION),
                        "mitigated", look.mitigated(),
                        "aboveThreshold", look.aboveThreshold(),
                        "firstOfKind", look.firstOfKind(),
                        "silent", look.silentDays() > look.most()),
                this::asked);
    }

    private List<String> asked(Map<String, Object> inputs) {
        return engine.decide("isHardCase", inputs).stream()
                .map(row -> String.valueOf(row.get("reason")))
                .toList();
    }
}
