package cn.leiting.process;

import cn.leiting.calendar.BureauTime;
import cn.leiting.deadline.Deadline;
import cn.leiting.deadline.Deadlines;
import cn.leiting.engine.Engine;
import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** 逾期升级：the decision {@code escalation} says who is told of a deadline's level, and how. */
@Component
class Escalations {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日");
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm");

    private final Engine engine;
    private final Deadlines deadlines;
    private final Organization organization;

    Escalations(Engine engine, Deadlines deadlines, Organization organization) {
        this.engine = engine;
        this.deadlines = deadlines;
        this.organization = organization;
    }

    @EventListener
    void tell(Deadline.Raised raised) {
        if (EnforcementCaseReminders.tells(raised)) {
            return;
        }
        Map<String, Object> row =
                engine.decide("escalation", Map.of("level", raised.level())).get(0);
        Set<String> told = new HashSet<>();
        Arrays.stream(String.valueOf(row.get("tells")).split(","))
                .filter(audience -> !audience.isBlank())
                .map(Audience::valueOf)
                .forEach(audience -> told.addAll(groups(audience, raised.holders())));

        deadlines.tell(raised.reference(), raised.level(), told, text(raised, String.valueOf(row.get("effect"))));
    }

    private static String text(Deadline.Raised raised, String effect) {
        String day = day(raised.due());
        return "【" + effect + "】" + raised.title() + "（" + raised.subject() + "）"
                + (raised.level() == 0 ? "应于" + day + "前办结。" : "应于" + day + "前办结，已逾期。");
    }

    /** With the hour, where it is not the whole day. */
    private static String day(Instant due) {
        LocalDateTime at = LocalDateTime.ofInstant(due, BureauTime.ZONE);
        boolean wholeDay = due.equals(BureauTime.endOf(at.toLocalDate()));
        return (wholeDay ? DAY : HOUR).format(at);
    }

    /** 告知对象, as the decision table names them. */
    private enum Audience {
        HOLDER,
        SQUAD_LEAD,
        COORDINATION,
        SUPERVISION,
        LEAD_LEADER,
        TOWN
    }

    private Set<String> groups(Audience audience, Set<String> holders) {
        return switch (audience) {
            case HOLDER -> holders;
            case SQUAD_LEAD -> ofTheSquad(holders, Squad::leadGroup);
            case TOWN -> ofTheSquad(holders, Squad::townGroup);
            case COORDINATION -> Set.of("deptCoordination");
            case SUPERVISION -> Set.of("deptSupervision");
            case LEAD_LEADER -> Set.of("leadLeader");
        };
    }

    private Set<String> ofTheSquad(Set<String> holders, Function<Squad, String> group) {
        return organization.squadOf(holders).map(group).map(Set::of).orElse(Set.of());
    }
}
