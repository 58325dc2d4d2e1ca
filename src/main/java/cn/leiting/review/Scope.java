package cn.leiting.review;

import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * 查看范围 (contract, section 6; design, section 7): supervisors and leaders read every instance; a squad and its town
 * those of the squad; any other unit those that held a task of its.
 *
 * @param squad the only one whose instances the person may read; null: not bound to one
 * @param groups one of which must have held a task; null: not bound to that
 * @param readsCases whether what was handed in for a case may be read as well
 */
public record Scope(@Nullable String squad, @Nullable Set<String> groups, boolean readsCases) {

    private static final Set<String> CASES = Set.of("enforcementCase", "caseDecision", "casePerformance");

    /** For {@code /review}; refuses everybody else with 403. */
    public static Scope ofAll(Actor actor) {
        if (!actor.isSupervisor() && !actor.isLeader()) {
            throw Refusal.forbidden("您没有查看全部流程的权限，本单位的流程请到“本单位流程”查看。");
        }
        return new Scope(null, null, readsCases(actor));
    }

    /** For {@code /processes}: all for whoever reads all, one's own for everybody else. */
    public static Scope of(Actor actor, Organization organization) {
        if (actor.isSupervisor() || actor.isLeader()) {
            return ofAll(actor);
        }
        return organization
                .squadOf(actor.groups())
                .map(Squad::code)
                .map(squad -> new Scope(squad, null, true))
                .orElseGet(() -> new Scope(null, actor.groups(), readsCases(actor)));
    }

    private static boolean readsCases(Actor actor) {
        return actor.isIn("deptLegal", "deptSupervision");
    }

    boolean readsAll() {
        return squad == null && groups == null;
    }

    /** Whether one that is called by a readable one, or calls it, may be read too. */
    boolean mayWalkTo(@Nullable String squadOfTheOther) {
        return readsAll() || (squad != null && Objects.equals(squad, squadOfTheOther));
    }

    boolean readsFormsOf(String model) {
        return readsCases || !CASES.contains(model);
    }
}
