package cn.leiting.scoresheet;

import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * 查看人：who may see which scores (contract, section 6): supervisors and leaders all of them, a squad its own
 * once they are published.
 *
 * @param squad the only one that the person may see; null: all
 */
public record Viewer(Actor actor, @Nullable Squad squad) {

    /** Refuses everybody else. */
    public static Viewer of(Actor actor, Organization organization) {
        if (actor.isSupervisor() || actor.isLeader()) {
            return new Viewer(actor, null);
        }
        return organization
                .squadOf(actor.groups())
                .filter(own -> actor.isIn(own.group(), own.leadGroup()))
                .map(own -> new Viewer(actor, own))
                .orElseThrow(() -> Refusal.forbidden("您没有查看评分的权限。"));
    }

    public boolean seesAll() {
        return squad == null;
    }

    public boolean maySee(String squadCode) {
        return squad == null || squad.code().equals(squadCode);
    }

    /** Whether the cases that the person may see here can be opened too. */
    public boolean readsCases() {
        return squad != null || actor.isIn("deptLegal", "deptSupervision");
    }

    /** Whether the person speaks for that squad. */
    public boolean leads(String squadCode) {
        return squad != null && squad.code().equals(squadCode) && actor.isIn(squad.leadGroup());
    }
}
