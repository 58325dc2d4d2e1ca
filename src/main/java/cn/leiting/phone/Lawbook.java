package cn.leiting.phone;

import static java.util.stream.Collectors.toMap;

import cn.leiting.calendar.Parameters;
import cn.leiting.catalogue.Violation;
import cn.leiting.catalogue.Violations;
import cn.leiting.disposition.Dispositions;
import cn.leiting.disposition.Dispositions.Matter;
import cn.leiting.disposition.Dispositions.Proposal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** 随身法规：the violations that squads meet, each with what the law wants done about it. */
@Component
class Lawbook {

    private final Violations violations;
    private final Dispositions dispositions;
    private final Parameters parameters;
    private final Clock clock;

    Lawbook(Violations violations, Dispositions dispositions, Parameters parameters, Clock clock) {
        this.violations = violations;
        this.dispositions = dispositions;
        this.parameters = parameters;
        this.clock = clock;
    }

    /** The texts in force today and those that were so many days ago, when a visit still to come may have begun. */
    List<Kit.Law> lately(int days) {
        LocalDate today = LocalDate.now(clock);
        int longest = parameters.number("rectification.maxDays", today).intValueExact();
        Map<Violation, Matter> matters = Stream.of(today.minusDays(days), today)
                .flatMap(day -> violations.all(day).stream())
                .distinct()
                .collect(toMap(violation -> violation, Matter::plain));
        Map<Matter, Proposal> proposed = dispositions.propose(new HashSet<>(matters.values()));
        return matters.entrySet().stream()
                .map(row -> law(row.getKey(), Objects.requireNonNull(proposed.get(row.getValue())), longest))
                .toList();
    }

    private static Kit.Law law(Violation violation, Proposal proposal, int longest) {
        Integer days = violation.maxCorrectionDays();
        return new Kit.Law(
                violation.code(),
                violation.name(),
                violation.legalBasis(),
                violation.precondition(),
                violation.competent().label(),
                days == null ? longest : days,
                disposition(proposal),
                proposal.label(),
                violation.valid().from(),
                violation.valid().to());
    }

    private static String disposition(Proposal proposal) {
        return switch (proposal) {
            case TRANSFER_CRIME, TRANSFER_AGENCY -> "TRANSFERRED";
            case ORDER_IMMEDIATE, ORDER_WITH_DEADLINE -> "ORDERED";
            case EDUCATE -> "EDUCATED";
            case SIMPLIFIED, ORDINARY -> "CASE";
        };
    }
}
