package cn.leiting.review;

import cn.leiting.diagram.Diagram;
import cn.leiting.diagram.Diagram.Flow;
import cn.leiting.diagram.Picture;
import cn.leiting.diagram.Picture.Mark;
import cn.leiting.diagram.Picture.Return;
import cn.leiting.review.Sheet.Step;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Marks a diagram with the way that one instance took: nodes by their state, flows taken, returns; loops are counted. */
class Marks {

    private Marks() {}

    static Picture picture(
            Instance instance, Diagram diagram, List<Step> way, Map<String, Long> flows, List<Return> returns) {
        Map<String, Mark> nodes = way.stream().collect(Collectors.groupingBy(Step::node)).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, visits -> node(visits.getKey(), visits.getValue())));
        Map<String, Mark> taken = new HashMap<>();
        for (Flow flow : diagram.flows()) {
            Long times = flows.get(flow.id());
            if (times != null) {
                taken.put(flow.id(), flow(flow, times));
            }
        }
        return Picture.of(instance.name() + " " + instance.modelName() + "流程图", diagram, nodes, taken, returns);
    }

    private static Mark node(String id, List<Step> visits) {
        Step last = visits.get(visits.size() - 1);
        boolean current = visits.stream().anyMatch(visit -> visit.endedAt() == null);
        String style = current ? "current" : last.cancelled() ? "cancelled" : "done";
        boolean late = visits.stream().anyMatch(Step::late);
        return new Mark(
                late ? style + " overdue" : style,
                times(visits.size()),
                last.state() + (late ? "，曾超期" : ""),
                last.type() == Sheet.Type.GATEWAY ? null : "#node-" + id);
    }

    private static Mark flow(Flow flow, long times) {
        return Mark.of(flow.leadsBack() ? "back" : "taken", times(times));
    }

    private static @Nullable String times(long times) {
        return times > 1 ? "×" + times : null;
    }
}
