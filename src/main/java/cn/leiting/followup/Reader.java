package cn.leiting.followup;

import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * 查看范围：who may read orders (domain 2.4): those who supervise, lead or guide in law read all, a squad and its town
 * their own.
 *
 * @param squad the only one whose orders the person may read; null: all
 */
record Reader(Actor actor, @Nullable Squad squad) {

    /** Refuses everybody else. */
    static Reader of(Actor actor, Organization organization) {
        if (actor.isSupervisor() || actor.isLeader() || actor.isIn("deptLegal")) {
            return new Reader(actor, null);
        }
        return organization
                .squadOf(actor.groups())
                .filter(own -> actor.isIn(own.group(), own.leadGroup(), own.townGroup()))
                .map(own -> new Reader(actor, own))
                .orElseThrow(() -> Refusal.forbidden("您没有查看责令改正的权限。"));
    }

    boolean seesAll() {
        return squad == null;
    }

    boolean mayRead(String code) {
        return squad == null || squad.code().equals(code);
    }

    /** The only squad, or the one that was asked for; null: all. */
    @Nullable
    String only(@Nullable String asked) {
        return squad == null ? asked : squad.code();
    }

    boolean leads(String code) {
        return squad != null && squad.code().equals(code) && actor.isIn(squad.leadGroup());
    }
}
