package cn.leiting.docket;

import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * 查看范围：who may read cases (contract §6): 法制科 and 法规监督科 all; a squad, those who decide and review its cases, and
 * its town their own; nobody else.
 *
 * @param squad the only one whose cases the person may read; null: all
 */
record CaseReader(@Nullable Squad squad) {

    /** Refuses everybody else. */
    static CaseReader of(Actor actor, Organization organization) {
        return find(actor, organization).orElseThrow(() -> Refusal.forbidden("您没有查看案件的权限。"));
    }

    static Optional<CaseReader> find(Actor actor, Organization organization) {
        return actor.isIn("deptLegal", "deptSupervision")
                ? Optional.of(new CaseReader(null))
                : organization.squadOf(actor.groups()).map(CaseReader::new);
    }

    boolean seesAll() {
        return squad == null;
    }

    /** Refuses who may only read those of another squad. */
    void refuseUnlessOf(String code) {
        if (squad != null && !squad.code().equals(code)) {
            throw Refusal.forbidden("您没有查看其他中队案件的权限。");
        }
    }

    /** The only squad, or the one that was asked for; null: all. Refuses to show another one's. */
    @Nullable
    String only(@Nullable String asked) {
        if (asked != null) {
            refuseUnlessOf(asked);
        }
        return squad == null ? asked : squad.code();
    }
}
