package cn.leiting.process;

import cn.leiting.organization.People;
import cn.leiting.organization.Person;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/** 勤务人员：who of a squad may lead a shift, and who may inspect today, as the duty plan's form offers them. */
@Component
class SquadTaskOfficers {

    private static final int MOST = 500;

    private final People people;
    private final Choices choices;
    private final Clock clock;

    SquadTaskOfficers(People people, Choices choices, Clock clock) {
        this.people = people;
        this.choices = choices;
        this.clock = clock;
    }

    void offer(DelegateTask task, String squad) {
        LocalDate today = LocalDate.now(clock);
        List<Person> all = people.after("", squad, MOST);
        offer(task, "leaders", all, person -> leads(person, squad));
        offer(task, "officers", all, person -> mayInspect(person, today));
    }

    private static boolean leads(Person person, String squad) {
        return person.posts().stream()
                .anyMatch(post -> post.unit().code().equals(squad)
                        && (post.title() == Person.Title.LEADER || post.title() == Person.Title.DEPUTY_LEADER));
    }

    /** Auxiliaries hold no certificate, and may only accompany. */
    private static boolean mayInspect(Person person, LocalDate today) {
        return person.certificate() != null && person.certificate().isValidOn(today);
    }

    private void offer(DelegateTask task, String list, List<Person> found, Predicate<Person> wanted) {
        choices.offer(
                task,
                list,
                found.stream()
                        .filter(wanted)
                        .map(person -> new Choices.Choice(person.name(), person.userId()))
                        .toList());
    }
}
