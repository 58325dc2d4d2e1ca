package cn.leiting.inquiry;

import cn.leiting.casework.EnforcementCase;
import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import org.springframework.stereotype.Component;

/** 案件查阅：a squad, who decides and reviews its cases and its town read their own; 法制科 and 法规监督科 read all. */
@Component
public class Readers {

    private final Organization organization;

    Readers(Organization organization) {
        this.organization = organization;
    }

    /** Refuses everybody else (403). */
    public void refuseStranger(EnforcementCase found, Actor actor) {
        Squad squad = organization.squad(found.squad());
        if (!actor.isIn("deptLegal", "deptSupervision")
                && !actor.isIn(squad.group(), squad.decideGroup(), squad.reviewGroup(), squad.townGroup())) {
            throw Refusal.forbidden("您没有查看案件" + found.code() + "的权限。");
        }
    }

    public boolean decides(EnforcementCase found, Actor actor) {
        return actor.isIn(organization.squad(found.squad()).decideGroup());
    }

    /** Refuses whoever does not decide the cases of that squad's town. */
    public void refuseUnlessDecider(EnforcementCase found, Actor actor) {
        actor.require(organization.squad(found.squad()).decideGroup());
    }

    /** Refuses whoever does not review the cases of that squad's town; 法制科 guides and never reviews. */
    public void refuseUnlessReviewer(EnforcementCase found, Actor actor) {
        if (actor.isIn("deptLegal")) {
            throw Refusal.forbidden("法制科的指导意见不替代法制审核，法制审核由作出决定的机关办理（行政处罚法第五十八条）。");
        }
        actor.require(organization.squad(found.squad()).reviewGroup());
    }

    /** Refuses whoever is not of the squad. */
    public void refuseUnlessOfSquad(EnforcementCase found, Actor actor) {
        actor.require(organization.squad(found.squad()).group());
    }
}
