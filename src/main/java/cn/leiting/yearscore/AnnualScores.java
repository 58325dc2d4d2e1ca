package cn.leiting.yearscore;

import cn.leiting.calendar.Parameters;
import cn.leiting.merit.Merit;
import cn.leiting.merit.Merits;
import cn.leiting.score.Rubric;
import cn.leiting.yearscore.AnnualVersions.Correction;
import cn.leiting.yearscore.YearRows.Card;
import cn.leiting.yearscore.YearRows.Member;
import cn.leiting.yearscore.YearRows.Succession;
import cn.leiting.yearscore.YearScores.Annual;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 年度得分：what the locked cards and the evaluated improvements of a year come to now (domain 6.6). A campaign counts with
 * its final score; while only its provisional one is locked, or its look-back was open at the cut-off, with that.
 */
@Component
@Transactional(readOnly = true)
public class AnnualScores {

    private final YearRows rows;
    private final Merits merits;
    private final AnnualVersions versions;
    private final Rubric rubric;
    private final Parameters parameters;

    AnnualScores(YearRows rows, Merits merits, AnnualVersions versions, Rubric rubric, Parameters parameters) {
        this.rows = rows;
        this.merits = merits;
        this.versions = versions;
        this.rubric = rubric;
        this.parameters = parameters;
    }

    /** The days that a year of assessment covers. */
    public YearPeriod periodOf(int year) {
        return YearPeriod.of(year, parameters);
    }

    /** Live; every squad with a card or a scored improvement. */
    public YearScores of(int year) {
        YearPeriod period = periodOf(year);
        LocalDate on = period.lastDay();
        List<Succession> successions = rows.successions(on);
        Map<String, List<Card>> cards = new TreeMap<>();
        for (Card card : rows.cards(period)) {
            heirs(card.squad(), card.startsOn(), successions)
                    .forEach(squad -> cards.computeIfAbsent(squad, key -> new ArrayList<>())
                            .add(card));
        }
        Map<String, LocalDate> improved = rows.improved(period).stream()
                .collect(Collectors.toMap(
                        YearRows.Improved::code, YearRows.Improved::firstDay, (one, other) -> one, LinkedHashMap::new));
        Map<String, List<Merit>> earned = new TreeMap<>();
        for (Merit merit : merits.of(improved.keySet())) {
            heirs(merit.squad(), improved.get(merit.improvement()), successions)
                    .forEach(squad -> earned.computeIfAbsent(squad, key -> new ArrayList<>())
                            .add(merit));
        }

        boolean zoned = parameters.number("assessment.zones", on).signum() > 0;
        return new YearScores(
                year,
                period.firstDay(),
                on,
                zoned,
                annual(year, on, zoned, cards, earned),
                rows.waiting(period),
                versions.locked(year - 1).map(rows::notes).orElse(List.of()));
    }

    /** Who stands for the squad at the end of the year: cards of before the day of a succession go to the successors. */
    private static Set<String> heirs(String squad, @Nullable LocalDate day, List<Succession> successions) {
        Set<String> heirs = new TreeSet<>();
        Set<String> seen = new TreeSet<>();
        List<String> open = new ArrayList<>(List.of(squad));
        while (!open.isEmpty()) {
            String one = open.remove(open.size() - 1);
            if (seen.add(one)) {
                List<String> next = successions.stream()
                        .filter(row -> row.predecessor().equals(one) && (day == null || day.isBefore(row.validFrom())))
                        .map(Succession::successor)
                        .toList();
                if (next.isEmpty()) {
                    heirs.add(one);
                }
                open.addAll(next);
            }
        }
        return heirs;
    }

    private List<Annual> annual(
            int year, LocalDate on, boolean zoned, Map<String, List<Card>> cards, Map<String, List<Merit>> earned) {
        Map<String, Member> squads = rows.squads();
        Map<String, Map<Subject, Correction>> corrections = versions.corrections(year);
        Set<String> taking = new TreeSet<>(cards.keySet());
        taking.addAll(earned.keySet());
        SquadYear.Scale scale = new SquadYear.Scale(
                parameters.number("assessment.improvementShare", on), parameters.number("assessment.points", on));
        List<SquadYear> years = taking.stream()
                .map(squad -> SquadYear.of(
                        Objects.requireNonNull(squads.get(squad)),
                        cards.getOrDefault(squad, List.of()),
                        earned.getOrDefault(squad, List.of()),
                        corrections.getOrDefault(squad, Map.of()),
                        scale))
                .sorted(Comparator.comparing(SquadYear::mobile).thenComparing(SquadYear::squad))
                .toList();
        return ranked(years, zoned);
    }

    private List<Annual> ranked(List<SquadYear> years, boolean zoned) {
        Map<BigDecimal, String> grades = rubric.grades(
                rubric.newest(),
                years.stream().map(SquadYear::total).filter(Objects::nonNull).collect(Collectors.toSet()));
        Map<SquadYear, Rubric.Year> asked = new LinkedHashMap<>();
        years.forEach(one -> asked.put(one, one.question(one.total() == null ? null : grades.get(one.total()))));
        Map<Rubric.Year, Rubric.Standing> standings = rubric.standings(Set.copyOf(asked.values()));

        Map<SquadYear, Rubric.Standing> standing = new LinkedHashMap<>();
        asked.forEach((one, question) -> standing.put(one, Objects.requireNonNull(standings.get(question))));
        Map<String, List<BigDecimal>> competing = standing.entrySet().stream()
                .filter(entry -> entry.getValue().rating() == Rubric.Rating.RATED)
                .collect(Collectors.groupingBy(
                        entry -> zone(entry.getKey(), zoned),
                        Collectors.mapping(
                                entry -> Objects.requireNonNull(entry.getKey().total()), Collectors.toList())));
        List<Annual> annual = new ArrayList<>();
        standing.forEach((one, at) -> {
            boolean rated = at.rating() == Rubric.Rating.RATED;
            annual.add(one.annual(
                    at,
                    rated ? rank(one.total(), Objects.requireNonNull(competing.get(zone(one, zoned)))) : null,
                    rated && zoned ? one.zone() : null));
        });
        return annual;
    }

    private static String zone(SquadYear one, boolean zoned) {
        return zoned ? one.zone() : "";
    }

    /** 1, 2, 2, 4. */
    private static int rank(@Nullable BigDecimal total, Collection<BigDecimal> competing) {
        BigDecimal own = Objects.requireNonNull(total);
        return 1
                + (int) competing.stream()
                        .filter(other -> other.compareTo(own) > 0)
                        .count();
    }
}
