package cn.leiting.dossier;

import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who sees which items, as on the pages of publicity: sections and leaders all, a squad its own. */
@Component
class ItemReaders {

    private final Organization organization;

    ItemReaders(Organization organization) {
        this.organization = organization;
    }

    /** The only squad whose items the person may see; null: all. Refuses everybody else. */
    @Nullable
    String only(Actor actor) {
        if (actor.isSection() || actor.isLeader()) {
            return null;
        }
        return organization
                .squadOf(actor.groups())
                .filter(squad -> actor.isIn(squad.group()))
                .map(Squad::code)
                .orElseThrow(() -> Refusal.forbidden("您没有查看信息宣传的权限。"));
    }

    /** @param squad of the item; null: it is a topic of 办公室 */
    void refuseStranger(@Nullable String squad, Actor actor) {
        String only = only(actor);
        if (only != null && !only.equals(squad)) {
            throw Refusal.forbidden("您没有查看其他中队信息的权限。");
        }
    }

    /** Whether the person may work on the item's file: 办公室, or the squad that submitted it. */
    boolean keeps(@Nullable String squad, Actor actor) {
        return actor.isIn("deptOffice")
                || squad != null && actor.isIn(organization.squad(squad).group());
    }
}
