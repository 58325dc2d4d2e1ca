package cn.leiting.process;

import cn.leiting.casework.EnforcementCase;
import cn.leiting.casework.Outcome;
import cn.leiting.catalogue.Violation;
import cn.leiting.catalogue.Violation.Competence;
import cn.leiting.catalogue.Violations;
import cn.leiting.intake.Filings;
import cn.leiting.organization.Organization;
import cn.leiting.organization.People;
import cn.leiting.organization.Person;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/** 案件表单的内容：what the forms of a case show and offer, local to their tasks; nothing of a party. */
@Component
class EnforcementCaseChoices {

    private static final int MOST = 500;

    private final Choices choices;
    private final Violations violations;
    private final People people;
    private final Filings filings;
    private final Organization organization;
    private final Clock clock;

    EnforcementCaseChoices(
            Choices choices,
            Violations violations,
            People people,
            Filings filings,
            Organization organization,
            Clock clock) {
        this.choices = choices;
        this.violations = violations;
        this.people = people;
        this.filings = filings;
        this.organization = organization;
        this.clock = clock;
    }

    /** The violations of the law of the day of the act, and what is known already. */
    void offerSource(DelegateTask task, EnforcementCase found) {
        List<Violation> law = violations.all(found.source().actOn());
        choices.offer(
                task,
                "violationChoices",
                law.stream()
                        .map(one -> new Choices.Choice(one.name(), one.code()))
                        .toList());
        String seen = found.source().violation();
        task.setVariableLocal("violationTypeId", seen);
        task.setVariableLocal("facts", found.source().facts());
        task.setVariableLocal(
                "competent",
                law.stream().anyMatch(one -> one.code().equals(seen) && one.competent() == Competence.CITY_MGMT));
    }

    /** Those of the squad who hold a certificate today. */
    void offerOfficers(DelegateTask task, EnforcementCase found) {
        LocalDate today = LocalDate.now(clock);
        choices.offer(
                task,
                "officerChoices",
                people.after("", found.squad(), MOST).stream()
                        .filter(person -> mayHandle(person, today))
                        .map(person -> new Choices.Choice(person.name(), person.userId()))
                        .toList());
    }

    private static boolean mayHandle(Person person, LocalDate today) {
        return person.certificate() != null && person.certificate().isValidOn(today);
    }

    void offerAgencies(DelegateTask task) {
        choices.offer(
                task,
                "agencyChoices",
                organization.agencies().stream()
                        .map(agency -> new Choices.Choice(agency.name(), agency.code()))
                        .toList());
    }

    /** Other cases for what may be the same act, as a warning. */
    void showTwins(DelegateTask task, EnforcementCase found) {
        String twins = filings.twins(found).stream()
                .map(twin -> organization.squad(twin.squad()).name() + twin.code() + "，"
                        + twin.status().label())
                .collect(Collectors.joining("；"));
        task.setVariableLocal("twins", twins.isEmpty() ? "没有发现同一当事人同日同类的其他案件。" : "请先核对是否为同一违法行为：" + twins + "。");
    }

    void offerOutcomes(DelegateTask task, EnforcementCase found) {
        choices.offer(
                task,
                "outcomeChoices",
                Outcome.of(found).stream()
                        .map(outcome -> new Choices.Choice(outcome.label(), outcome.name()))
                        .toList());
    }
}
