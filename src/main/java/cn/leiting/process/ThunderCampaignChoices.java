package cn.leiting.process;

import cn.leiting.catalogue.Checklist;
import cn.leiting.catalogue.Checklists;
import cn.leiting.organization.Organization;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/** 行动方案的选项：the squads that may take part and the checklists in force or to come, as the definition's form offers them. */
@Component
class ThunderCampaignChoices {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日");

    private final Choices choices;
    private final Organization organization;
    private final Checklists checklists;
    private final Clock clock;

    ThunderCampaignChoices(Choices choices, Organization organization, Checklists checklists, Clock clock) {
        this.choices = choices;
        this.organization = organization;
        this.checklists = checklists;
        this.clock = clock;
    }

    void offer(DelegateTask task) {
        LocalDate today = LocalDate.now(clock);
        choices.offer(
                task,
                "squadChoices",
                organization.squads(today).stream()
                        .map(squad -> new Choices.Choice(squad.name(), squad.code()))
                        .toList());
        choices.offer(
                task,
                "checklists",
                Stream.concat(
                                checklists.all(today).stream(),
                                checklists.versions().stream()
                                        .filter(list -> list.from().isAfter(today)))
                        .map(list -> choice(list, today))
                        .toList());
    }

    /** One that applies later is for campaigns that begin later. */
    private static Choices.Choice choice(Checklist list, LocalDate today) {
        String since = list.from().isAfter(today) ? "，" + list.from().format(DAY) + "起适用" : "";
        return new Choices.Choice(list.name() + "（第" + list.version() + "版" + since + "）", list.key());
    }
}
