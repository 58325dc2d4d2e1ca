package cn.leiting.score;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The deployed tables, each question asked once in a test of hundreds of campaigns; counts what was asked. */
final class AskedOnce implements Rubric {

    private final Rubric tables;
    private final Map<Object, Object> known = new HashMap<>();

    AskedOnce(Rubric tables) {
        this.tables = tables;
    }

    int asked() {
        return known.size();
    }

    @Override
    public String newest() {
        return tables.newest();
    }

    @Override
    @SuppressWarnings("unchecked")
    public Map<Indicator, BigDecimal> weights(String version, LocalDate on) {
        return (Map<Indicator, BigDecimal>) known.computeIfAbsent(on, day -> tables.weights(version, on));
    }

    @Override
    public Map<Situation, Applicability> applicability(String version, Set<Situation> situations) {
        return all(situations, unknown -> tables.applicability(version, unknown));
    }

    @Override
    public Map<Timing, Measure> measures(String version, Set<Timing> timings) {
        return all(timings, unknown -> tables.measures(version, unknown));
    }

    @Override
    public Map<AdjustmentCode, Tariff> tariffs(String version, Set<AdjustmentCode> codes) {
        return all(codes, unknown -> tables.tariffs(version, unknown));
    }

    @Override
    public Map<BigDecimal, String> grades(String version, Set<BigDecimal> totals) {
        return all(totals, unknown -> tables.grades(version, unknown));
    }

    @Override
    public Map<Year, Standing> standings(Set<Year> years) {
        return tables.standings(years);
    }

    @SuppressWarnings("unchecked")
    private <Q, A> Map<Q, A> all(Set<Q> questions, Function<Set<Q>, Map<Q, A>> ask) {
        Set<Q> unknown = new HashSet<>(questions);
        unknown.removeIf(known::containsKey);
        known.putAll(ask.apply(unknown));
        return questions.stream().collect(Collectors.toMap(asked -> asked, asked -> (A) known.get(asked)));
    }
}
