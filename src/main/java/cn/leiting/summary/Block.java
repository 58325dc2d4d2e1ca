package cn.leiting.summary;

import cn.leiting.assignment.SquadTask.Figures;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * 数据块：what the records say, for information and never a basis of assessment (行政处罚法第七十四条第三款).
 *
 * @param coverage 0 to 1 in four decimals; null where nothing is to be inspected
 * @param findingsByViolation by the violation's code
 */
public record Block(
        int pointsAssigned,
        int pointsExcused,
        int pointsInspected,
        int openPoints,
        @Nullable BigDecimal coverage,
        int inspections,
        int invalidInspections,
        int personTimes,
        int findings,
        Map<String, Integer> findingsByViolation,
        int educated,
        int correctedOnSpot,
        int ordered,
        int cases,
        int transferred,
        int withoutDisposition) {

    public static final Block NONE = of(new Figures(0, 0, 0, 0, 0, 0, 0, Map.of(), 0, 0, 0, 0, 0, 0, 0));

    public static Block of(Figures figures) {
        return new Block(
                figures.pointsAssigned(),
                figures.pointsExcused(),
                figures.pointsInspected(),
                figures.openPoints(),
                figures.pointsAssigned() > figures.pointsExcused() ? figures.coverage() : null,
                figures.inspections(),
                figures.invalidInspections(),
                figures.personTimes(),
                figures.findings(),
                figures.findingsByViolation(),
                figures.educated(),
                figures.correctedOnSpot(),
                figures.ordered(),
                figures.cases(),
                figures.transferred(),
                figures.withoutDisposition());
    }

    public static Block sum(Collection<Block> blocks) {
        Map<String, Integer> byViolation = new TreeMap<>();
        blocks.forEach(block -> block.findingsByViolation()
                .forEach((violation, count) -> byViolation.merge(violation, count, Integer::sum)));
        return of(new Figures(
                sum(blocks, Block::pointsAssigned),
                sum(blocks, Block::pointsExcused),
                sum(blocks, Block::pointsInspected),
                sum(blocks, Block::inspections),
                sum(blocks, Block::invalidInspections),
                sum(blocks, Block::personTimes),
                sum(blocks, Block::findings),
                byViolation,
                sum(blocks, Block::educated),
                sum(blocks, Block::correctedOnSpot),
                sum(blocks, Block::ordered),
                sum(blocks, Block::cases),
                sum(blocks, Block::transferred),
                sum(blocks, Block::withoutDisposition),
                sum(blocks, Block::openPoints)));
    }

    private static int sum(Collection<Block> blocks, ToIntFunction<Block> number) {
        return blocks.stream().mapToInt(number).sum();
    }

    @JsonIgnore
    public String getPercent() {
        return coverage == null
                ? "—"
                : coverage.movePointRight(2).setScale(1, RoundingMode.HALF_UP).toPlainString() + "%";
    }
}
