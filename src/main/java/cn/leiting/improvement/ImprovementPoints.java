package cn.leiting.improvement;

import cn.leiting.assignment.AssignedPoints;
import cn.leiting.assignment.AssignedPoints.Reason;
import cn.leiting.improvement.ImprovementRows.Kind;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** 点位分解 (F-07) of an improvement, in the same words as that of a campaign: the sound rows replace the whole list. */
@RestController
class ImprovementPoints {

    private static final String OWNER = "deptCoordination";
    private static final int MOST_ROWS = 5000;
    private static final int UNFIT = -1;

    /** @param row its number, from 1 on */
    record Refused(int row, String pointId, String message) {}

    record Report(int accepted, List<Refused> refused) {}

    private final ImprovementRows rows;
    private final AssignedPoints points;

    ImprovementPoints(ImprovementRows rows, AssignedPoints points) {
        this.rows = rows;
        this.points = points;
    }

    /** The rows as a list, or in a field {@code points}. Refuses (409) once the squads have their tasks. */
    @PutMapping("/api/improvements/{code}/points")
    @Transactional
    public Report choose(@PathVariable String code, @RequestBody JsonNode body, Actor actor) {
        actor.require(OWNER);
        JsonNode sent = body.isArray() ? body : body.path("points");
        if (!sent.isArray() || sent.isEmpty() || sent.size() > MOST_ROWS) {
            throw Refusal.invalid("points", "请以列表提交点位，应有1到" + MOST_ROWS + "行。");
        }
        Improvement chosen = rows.change(code, improvement -> improvement.choosePoints(actor.id()));
        List<Refused> refused = new ArrayList<>();
        List<AssignedPoints.Row> sound = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        for (JsonNode row : sent) {
            int number = refused.size() + sound.size() + 1;
            Optional<String> fault = fault(row, chosen);
            if (fault.isPresent()) {
                refused.add(new Refused(number, row.path("pointId").asText(), fault.get()));
            } else {
                sound.add(read(row));
                numbers.add(number);
            }
        }
        AssignedPoints.Report report = points.replace(code, sound);
        report.refused().stream()
                .map(row -> new Refused(numbers.get(row.row() - 1), row.pointId(), row.sentence()))
                .forEach(refused::add);
        refused.sort(Comparator.comparing(Refused::row));
        rows.note(code, Kind.POINTS, report.accepted() + "个点位", actor.id());
        return new Report(report.accepted(), refused);
    }

    private static Optional<String> fault(JsonNode row, Improvement improvement) {
        String reason = reason(row);
        if (Arrays.stream(Reason.values()).noneMatch(known -> known.name().equals(reason))) {
            return Optional.of("选点理由“" + reason + "”不是规定的类别。");
        }
        String squad = row.path("squadCode").asText();
        return improvement.squads().contains(squad) ? Optional.empty() : Optional.of("中队“" + squad + "”不参加该项再提升。");
    }

    private static String reason(JsonNode row) {
        return row.path("reason").asText(Reason.KEY_AREA.name());
    }

    private static AssignedPoints.Row read(JsonNode row) {
        return new AssignedPoints.Row(
                row.path("pointId").asText(),
                row.path("squadCode").asText(),
                number(row.path("priority"), 2),
                Reason.valueOf(reason(row)),
                number(row.path("requiredRounds"), 1));
    }

    private static int number(JsonNode typed, int otherwise) {
        if (typed.isMissingNode() || typed.isNull()) {
            return otherwise;
        }
        return typed.isIntegralNumber() && typed.canConvertToInt() ? typed.intValue() : UNFIT;
    }
}
