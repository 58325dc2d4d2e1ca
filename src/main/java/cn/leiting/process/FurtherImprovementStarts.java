package cn.leiting.process;

import cn.leiting.catalogue.Violation;
import cn.leiting.catalogue.Violations;
import cn.leiting.complaint.Complaints;
import cn.leiting.engine.Engine;
import cn.leiting.improvement.Improvements;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 自动建议再提升：a cluster of complaints proposes an improvement, once; 执法协调科 completes or drops it. */
@Component
class FurtherImprovementStarts {

    private final Improvements improvements;
    private final Violations violations;
    private final Engine engine;

    FurtherImprovementStarts(Improvements improvements, Violations violations, Engine engine) {
        this.improvements = improvements;
        this.violations = violations;
        this.engine = engine;
    }

    @EventListener
    void propose(Complaints.ClusterFound found) {
        String kind = violations.all(found.to()).stream()
                .filter(violation -> violation.code().equals(found.kind()))
                .map(Violation::name)
                .findFirst()
                .orElse(found.kind());
        propose(found.cluster(), kind, found.squads(), found.evidence());
    }

    /** The row and the instance come together or not at all; repeated, it changes nothing and answers empty. */
    @Transactional
    public Optional<String> propose(String cluster, String kind, List<String> squads, String evidence) {
        Optional<String> proposed = improvements.propose(cluster, kind, squads, evidence);
        proposed.ifPresent(code -> engine.startBy("complaintClusterFound", code, Map.of("improvement", code)));
        return proposed;
    }
}
