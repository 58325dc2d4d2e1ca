package cn.leiting.yearend;

import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * 查看人：who may see which squads' year (contract, section 6): supervisors and leaders all of them, a squad its own and
 * its rank.
 *
 * @param squad the only one that the person may see; null: all
 */
record Reader(Actor actor, @Nullable Squad squad) {

    /** Refuses everybody else. */
    static Reader of(Actor actor, Organization organization) {
        if (actor.isSupervisor() || actor.isLeader()) {
            return new Reader(actor, null);
        }
        return organization
                .squadOf(actor.groups())
                .filter(own -> actor.isIn(own.group(), own.leadGroup()))
                .map(own -> new Reader(actor, own))
                .orElseThrow(() -> Refusal.forbidden("您没有查看年度得分的权限。"));
    }

    boolean seesAll() {
        return squad == null;
    }

    boolean maySee(String squadCode) {
        return squad == null || squad.code().equals(squadCode);
    }

    /** Whether the cases that the person may see here can be opened too. */
    boolean readsCases() {
        return squad != null || actor.isIn("deptLegal", "deptSupervision");
    }

    /** The squad for which the person may appeal; refuses everybody but its leader. */
    Squad led() {
        if (squad == null || !actor.isIn(squad.leadGroup())) {
            throw Refusal.forbidden("只有中队负责人可以代表本中队申诉。");
        }
        return squad;
    }
}
