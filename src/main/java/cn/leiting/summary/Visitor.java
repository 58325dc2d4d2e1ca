package cn.leiting.summary;

import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * 查看范围：whose share a person may see (domain 2.4): sections and leaders that of all squads, a squad and
 * its town their own.
 *
 * @param squad the only one that the person may see; null: all
 */
public record Visitor(Actor actor, @Nullable Squad squad) {

    /** Refuses everybody else. */
    public static Visitor of(Actor actor, Organization organization) {
        return find(actor, organization).orElseThrow(() -> Refusal.forbidden("您没有查看专项行动的权限。"));
    }

    /** Empty for everybody else. */
    public static Optional<Visitor> find(Actor actor, Organization organization) {
        if (actor.isSection() || actor.isLeader()) {
            return Optional.of(new Visitor(actor, null));
        }
        return organization
                .squadOf(actor.groups())
                .filter(own -> actor.isIn(own.group(), own.leadGroup(), own.townGroup()))
                .map(own -> new Visitor(actor, own));
    }

    /** As {@link #of}, but of the sections only those that supervise. */
    public static Visitor following(Actor actor, Organization organization) {
        Visitor visitor = of(actor, organization);
        if (visitor.seesAll() && !visitor.supervises()) {
            throw Refusal.forbidden("您没有查看各中队进展的权限。");
        }
        return visitor;
    }

    public boolean seesAll() {
        return squad == null;
    }

    /** To whom Cockpit is open as well. */
    public boolean supervises() {
        return actor.isSupervisor() || actor.isLeader();
    }

    /** Of the squad itself, not of its town. */
    public boolean isOfSquad() {
        return squad != null && actor.isIn(squad.group());
    }

    /** The cases of whom it may see; of the sections 办公室 does not deal with them. */
    public boolean readsHardCases() {
        return !seesAll() || supervises() || actor.isIn("deptLegal");
    }

    public boolean maySee(String squadCode) {
        return squad == null || squad.code().equals(squadCode);
    }

    /** The code of the only squad, for a statement's filter; null: all. */
    public @Nullable String only() {
        return squad == null ? null : squad.code();
    }
}
