package cn.leiting.fieldwork;

import static cn.leiting.fieldwork.Fields.inWords;
import static java.util.stream.Collectors.toMap;

import cn.leiting.assignment.SquadTask.State;
import cn.leiting.calendar.Parameters;
import cn.leiting.catalogue.Checklist;
import cn.leiting.catalogue.Checklists;
import cn.leiting.catalogue.Point;
import cn.leiting.catalogue.Points;
import cn.leiting.catalogue.Violation;
import cn.leiting.catalogue.Violations;
import cn.leiting.certificate.Certificates;
import cn.leiting.disposition.Dispositions;
import cn.leiting.disposition.Dispositions.Proposal;
import cn.leiting.fieldwork.Inspection.Mark;
import cn.leiting.shared.Refusal;
import cn.leiting.zoning.StallZones;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * 现场：what the house knows about a visit's tasks, point, officers and law, and whether the visit agrees
 * with it. The same number of statements for every visit.
 */
@Component
class Scene {

    /** While these last, and until a campaign took over, what was seen within the window counts, however late the phone finds a network. */
    static final Set<State> RECORDABLE = EnumSet.of(State.RUNNING, State.TO_FEED_BACK, State.RETURNED, State.ABSORBED);

    /** How far a phone's clock may be ahead. */
    private static final Duration SKEW = Duration.ofMinutes(10);

    /** A task that the visit is to serve; excused is null where the point is not assigned to it. */
    record Purpose(
            String task,
            String squad,
            State state,
            String checklist,
            LocalDate firstDay,
            LocalDate lastDay,
            boolean suspended,
            @Nullable Boolean excused,
            int rounds) {}

    /**
     * What goes into the record beside the visit itself.
     *
     * @param checklists by item
     * @param certificates by officer
     * @param proposals what the law wants, by finding (domain D-04)
     */
    record Facts(
            Position.Check geo,
            Map<String, String> checklists,
            Map<String, String> certificates,
            List<Proposal> proposals) {}

    private final InspectionRows rows;
    private final Clock clock;
    private final Points points;
    private final Checklists checklists;
    private final Violations violations;
    private final Parameters parameters;
    private final Certificates certificates;
    private final Dispositions dispositions;
    private final StallZones zones;

    Scene(
            InspectionRows rows,
            Clock clock,
            Points points,
            Checklists checklists,
            Violations violations,
            Parameters parameters,
            Certificates certificates,
            Dispositions dispositions,
            StallZones zones) {
        this.rows = rows;
        this.clock = clock;
        this.points = points;
        this.checklists = checklists;
        this.violations = violations;
        this.parameters = parameters;
        this.certificates = certificates;
        this.dispositions = dispositions;
        this.zones = zones;
    }

    /** The visit's tasks, its own first, kept as they are until it is recorded; refuses an unknown one. */
    List<Purpose> purposes(Visit visit) {
        Map<String, Purpose> found = rows.purposes(visit.point(), visit.purposes()).stream()
                .collect(toMap(Purpose::task, purpose -> purpose));
        return visit.purposes().stream()
                .map(code -> {
                    if (!found.containsKey(code)) {
                        throw Refusal.invalid(fieldOf(code, visit), "没有编号为“" + code + "”的中队任务。");
                    }
                    return Objects.requireNonNull(found.get(code));
                })
                .toList();
    }

    private static String fieldOf(String task, Visit visit) {
        return task.equals(visit.squadTask()) ? "squadTask" : "alsoServes";
    }

    /** Refuses what disagrees: 409 for the state of a task, 422 for all else. */
    Facts agree(Visit visit, List<Purpose> purposes) {
        if (purposes.stream().map(Purpose::squad).distinct().count() > 1) {
            throw Refusal.invalid("alsoServes", "同时服务的任务应属同一中队。");
        }
        refuseFuture(visit);
        purposes.forEach(purpose -> refuseWrongTime(visit, purpose));
        Point point = points.standing(visit.point())
                .orElseThrow(() -> Refusal.invalid("pointCode", "没有编号为“" + visit.point() + "”的点位。"));
        purposes.forEach(purpose -> refuseWrongPlace(visit, purpose));
        if (visit.legalClass().isOfEnterprise() && !point.isEnterprise()) {
            throw Refusal.invalid("legalClass", "点位“" + point.name() + "”不是涉企点位，不能作涉企检查。");
        }
        Function<String, BigDecimal> metres = key -> parameters.number(key, visit.businessDate());
        Map<String, Checklist> asked = asked(purposes);
        refuseWrongItems(visit, asked, point.kind());
        List<Proposal> proposals = lawful(visit, asked);
        zones.refuseUnexplained(Position.stall(visit, point));
        return new Facts(
                Position.check(visit.position(), point, metres.apply("geo.warn"), metres.apply("geo.reject")),
                asked.entrySet().stream()
                        .collect(toMap(
                                Map.Entry::getKey, entry -> entry.getValue().key())),
                certificates.numbers(visit.officers(), visit.businessDate()),
                proposals);
    }

    private void refuseFuture(Visit visit) {
        if (visit.startedAt().isAfter(clock.instant().plus(SKEW))) {
            throw Refusal.invalid("startedAt", "开始时间不能晚于现在，请核对手机时间。");
        }
        if (visit.endedAt() != null && visit.endedAt().isAfter(clock.instant().plus(SKEW))) {
            throw Refusal.invalid("endedAt", "结束时间不能晚于现在，请核对手机时间。");
        }
    }

    private static void refuseWrongTime(Visit visit, Purpose purpose) {
        if (!RECORDABLE.contains(purpose.state())) {
            throw Refusal.conflict(
                    "中队任务“" + purpose.task() + "”现为“" + purpose.state().label() + "”，不能记录检查。");
        }
        if (purpose.suspended()) {
            throw Refusal.conflict("中队任务“" + purpose.task() + "”已暂停，恢复后再提交。");
        }
        if (visit.businessDate().isBefore(purpose.firstDay())
                || visit.businessDate().isAfter(purpose.lastDay())) {
            throw Refusal.invalid(
                    "startedAt",
                    "检查时间不在任务“%s”的检查期间%s至%s内。"
                            .formatted(purpose.task(), inWords(purpose.firstDay()), inWords(purpose.lastDay())));
        }
    }

    private static void refuseWrongPlace(Visit visit, Purpose purpose) {
        if (purpose.excused() == null) {
            throw Refusal.invalid("pointCode", "点位“" + visit.point() + "”没有分配给任务“" + purpose.task() + "”。");
        }
        if (purpose.excused()) {
            throw Refusal.invalid("pointCode", "点位“" + visit.point() + "”在任务“" + purpose.task() + "”中已免检。");
        }
    }

    /** The items of the tasks' checklists, each with the list that asks it first. */
    private Map<String, Checklist> asked(List<Purpose> purposes) {
        Map<String, Checklist> asked = new TreeMap<>();
        for (Purpose purpose : purposes) {
            Checklist checklist = checklists.get(purpose.checklist());
            for (Checklist.Item item : checklist.items()) {
                Checklist first = asked.putIfAbsent(item.code(), checklist);
                if (first != null
                        && !first.item(item.code()).map(Checklist.Item::text).equals(Optional.of(item.text()))) {
                    throw Refusal.invalid("alsoServes", "两项任务的检查项“" + item.code() + "”内容不同，请分别记录。");
                }
            }
        }
        return asked;
    }

    /** What is asked of such a point must be answered; what is asked of other kinds may be. */
    private static void refuseWrongItems(Visit visit, Map<String, Checklist> asked, Point.Kind kind) {
        visit.items().keySet().stream()
                .filter(code -> !asked.containsKey(code))
                .findFirst()
                .ifPresent(code -> {
                    throw Refusal.invalid("items", "检查项“" + code + "”不在任务的检查表内。");
                });
        asked.entrySet().stream()
                .filter(item -> item.getValue().itemsFor(kind).stream()
                        .anyMatch(wanted -> wanted.code().equals(item.getKey())))
                .map(Map.Entry::getKey)
                .filter(code -> !visit.items().containsKey(code) && !visit.isHindered())
                .findFirst()
                .ifPresent(code -> {
                    throw Refusal.invalid("items", "检查项“" + code + "”没有填写结果。");
                });
    }

    /** Refuses wrong findings; answers what the law proposes for each of the others. */
    private List<Proposal> lawful(Visit visit, Map<String, Checklist> asked) {
        Map<String, Violation> law =
                violations.all(visit.businessDate()).stream().collect(toMap(Violation::code, violation -> violation));
        Set<String> problems = asked.entrySet().stream()
                .filter(item -> visit.items().get(item.getKey()) == Mark.PROBLEM)
                .flatMap(item -> item.getValue().item(item.getKey()).stream())
                .map(Checklist.Item::violationCode)
                .collect(Collectors.toSet());
        int longest =
                parameters.number("rectification.maxDays", visit.businessDate()).intValueExact();
        for (int at = 0; at < visit.findings().size(); at++) {
            visit.findings().get(at).refuseUnless("findings[" + at + "]", law, problems, visit.calendarDate(), longest);
        }
        Set<String> found = visit.findings().stream().map(Finding::violation).collect(Collectors.toSet());
        if (!found.containsAll(problems)) {
            throw Refusal.invalid("findings", "有问题的检查项都应当填写问题。");
        }
        Set<String> refused =
                visit.findings().stream().anyMatch(Finding::isCase) ? rows.refusedAt(visit.point()) : Set.of();
        List<Proposal> proposals = dispositions.inTurn(visit.findings().stream()
                .map(finding -> finding.matter(Objects.requireNonNull(law.get(finding.violation())), refused))
                .toList());
        for (int at = 0; at < proposals.size(); at++) {
            visit.findings().get(at).refuseUnlawful("findings[" + at + "]", proposals.get(at));
        }
        return proposals;
    }
}
