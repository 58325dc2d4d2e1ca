package cn.leiting.overview;

import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * 查看范围：whose share a person may see (domain 2.4): sections and leaders that of all squads, a squad and
 * its town their own.
 *
 * @param squad the only one that the person may see; null: all
 */
record Visitor(Actor actor, @Nullable Squad squad) {

    /** Refuses everybody else. */
    static Visitor of(Actor actor, Organization organization) {
        if (actor.isSection() || actor.isLeader()) {
            return new Visitor(actor, null);
        }
        return organization
                .squadOf(actor.groups())
                .filter(own -> actor.isIn(own.group(), own.leadGroup(), own.townGroup()))
                .map(own -> new Visitor(actor, own))
                .orElseThrow(() -> Refusal.forbidden("您没有查看专项行动的权限。"));
    }

    /** As {@link #of}, but of the sections only those that supervise. */
    static Visitor following(Actor actor, Organization organization) {
        Visitor visitor = of(actor, organization);
        if (visitor.seesAll() && !visitor.supervises()) {
            throw Refusal.forbidden("您没有查看各中队进展的权限。");
        }
        return visitor;
    }

    boolean seesAll() {
        return squad == null;
    }

    /** To whom Cockpit is open as well. */
    boolean supervises() {
        return actor.isSupervisor() || actor.isLeader();
    }

    /** Of the squad itself, not of its town. */
    boolean isOfSquad() {
        return squad != null && actor.isIn(squad.group());
    }

    boolean maySee(String squadCode) {
        return squad == null || squad.code().equals(squadCode);
    }

    /** The code of the only squad, for a statement's filter; null: all. */
    @Nullable
    String only() {
        return squad == null ? null : squad.code();
    }
}
