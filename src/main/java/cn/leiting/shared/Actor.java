package cn.leiting.shared;

import java.util.Arrays;
import java.util.Set;

/**
 * 办理人：the logged-in person on whose behalf a request acts.
 *
 * @param id the account
 * @param groups the groups of the contract, e.g. {@code deptCoordination}, {@code squadXujing}
 */
public record Actor(String id, Set<String> groups) {

    public Actor {
        groups = Set.copyOf(groups);
    }

    public boolean isIn(String... anyOf) {
        return Arrays.stream(anyOf).anyMatch(groups::contains);
    }

    /** 各科室. */
    public boolean isSection() {
        return isIn("deptCoordination", "deptSupervision", "deptLegal", "deptOffice");
    }

    /** 执法协调科 and 法规监督科, who supervise (the notice, line 35). */
    public boolean isSupervisor() {
        return isIn("deptCoordination", "deptSupervision");
    }

    /** 局领导班子、牵头领导、分管副区长. */
    public boolean isLeader() {
        return isIn("bureauLeadership", "leadLeader", "districtViceHead");
    }

    public boolean isAdministrator() {
        return isIn("camunda-admin");
    }

    /** Refuses with 403 unless the actor is in one of the groups. */
    public void require(String... anyOf) {
        if (!isIn(anyOf)) {
            throw Refusal.forbidden("您没有办理此事的权限。");
        }
    }
}
