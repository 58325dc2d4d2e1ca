package cn.leiting.casepaper;

import cn.leiting.casework.Cases;
import cn.leiting.casework.EnforcementCase;
import cn.leiting.casework.Handlers;
import cn.leiting.casework.Handlers.Handler;
import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** 查阅范围：who may read the documents of a case, who may see its party in them, and who adds any (contract §6). */
@Component
public class DocumentReaders {

    private final Cases cases;
    private final Handlers handlers;
    private final Organization organization;
    private final Clock clock;

    DocumentReaders(Cases cases, Handlers handlers, Organization organization, Clock clock) {
        this.cases = cases;
        this.handlers = handlers;
        this.organization = organization;
        this.clock = clock;
    }

    /** The case; refuses (403) whoever may not read it. */
    public EnforcementCase readable(String code, Actor actor) {
        EnforcementCase found = cases.get(code);
        Squad squad = organization.squad(found.squad());
        if (!actor.isIn("deptLegal", "deptSupervision")
                && !actor.isIn(
                        squad.group(),
                        squad.leadGroup(),
                        squad.decideGroup(),
                        squad.reviewGroup(),
                        squad.townGroup())) {
            throw Refusal.forbidden("您没有查看此案件文书的权限。");
        }
        return found;
    }

    /** Whether the person may see the case's party: its handlers of today, who decides and who reviews. */
    public boolean seesParty(EnforcementCase found, Actor actor) {
        Squad squad = organization.squad(found.squad());
        return actor.isIn(squad.decideGroup(), squad.reviewGroup())
                || handling(found).anyMatch(actor.id()::equals);
    }

    private Stream<String> handling(EnforcementCase found) {
        LocalDate today = LocalDate.now(clock);
        return handlers.of(found.code()).stream()
                .filter(handler -> isOn(handler, today))
                .map(Handler::person);
    }

    static boolean isOn(Handler handler, LocalDate day) {
        LocalDate to = handler.to();
        return !handler.from().isAfter(day) && (to == null || !to.isBefore(day));
    }

    /** Whether the person may make documents and add scans. */
    public boolean mayAdd(EnforcementCase found, Actor actor) {
        List<String> handling = handling(found).toList();
        return handling.isEmpty()
                ? actor.isIn(organization.squad(found.squad()).group())
                : handling.contains(actor.id());
    }
}
