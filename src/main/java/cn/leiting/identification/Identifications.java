package cn.leiting.identification;

import cn.leiting.casework.Cases;
import cn.leiting.casework.EnforcementCase;
import cn.leiting.casework.Handlers;
import cn.leiting.casework.Handlers.Handler;
import cn.leiting.identity.Identity;
import cn.leiting.intake.Filings;
import cn.leiting.organization.Organization;
import cn.leiting.party.Parties;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 登记案件当事人: the party and its case in one transaction. */
@Component
public class Identifications {

    private final Cases cases;
    private final Handlers handlers;
    private final Filings filings;
    private final Parties parties;
    private final Organization organization;
    private final Clock clock;

    Identifications(
            Cases cases, Handlers handlers, Filings filings, Parties parties, Organization organization, Clock clock) {
        this.cases = cases;
        this.handlers = handlers;
        this.filings = filings;
        this.parties = parties;
        this.organization = organization;
        this.clock = clock;
    }

    /**
     * By a handler of today; before there are any, by anybody of the case's squad. Refuses (409) a closed case and one
     * that has another party already or an act of the party's that another case was filed for, (422) somebody born after the act.
     */
    @Transactional
    public void identify(String code, Identity identity, boolean renamed, Actor by) {
        EnforcementCase found = cases.hold(code);
        if (!mayIdentify(found, by)) {
            throw Refusal.forbidden("只有案件的承办人可以登记当事人，还没有确定承办人的，由本中队人员登记。");
        }
        LocalDate birthOn = identity.birthOn();
        if (birthOn != null && birthOn.isAfter(found.source().actOn())) {
            throw Refusal.invalid("birthOn", "出生日期晚于行为日期，请核对。");
        }
        cases.identify(code, parties.enter(identity, renamed, by.id()), by.id());
        filings.refuseTwin(cases.get(code));
    }

    @Transactional(readOnly = true)
    public boolean mayIdentify(EnforcementCase found, Actor actor) {
        if (found.isClosed()) {
            return false;
        }
        List<Handler> now = handling(found.code());
        return now.isEmpty()
                ? actor.isIn(organization.squad(found.squad()).group())
                : now.stream().anyMatch(handler -> handler.person().equals(actor.id()));
    }

    boolean handles(String code, Actor actor) {
        return handling(code).stream().anyMatch(handler -> handler.person().equals(actor.id()));
    }

    private List<Handler> handling(String code) {
        LocalDate today = LocalDate.now(clock);
        return handlers.of(code).stream()
                .filter(handler -> !handler.from().isAfter(today)
                        && (handler.to() == null || !handler.to().isBefore(today)))
                .toList();
    }
}
