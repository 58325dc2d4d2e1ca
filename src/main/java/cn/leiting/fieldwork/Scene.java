package cn.leiting.fieldwork;

import static java.util.stream.Collectors.toMap;

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
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * 现场：what the house knows about a visit's tasks, point, officers and law, and whether the visit agrees
 * with it. The same number of statements for every visit.
 */
@Component
class Scene {

    /** From then on an inspection of an enterprise needs its code (国办发〔2024〕54号). */
    private static final LocalDate CODED_SINCE = LocalDate.of(2025, 1, 1);

    /**
     * What goes into the record beside the visit itself.
     *
     * @param businessDate of the shift
     * @param ahead how far the phone's clock is ahead of ours, null unknown
     * @param checklists by item
     * @param certificates by officer
     * @param proposals what the law wants, by finding (domain D-04)
     */
    record Facts(
            LocalDate businessDate,
            @Nullable Duration ahead,
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
    Facts agree(Visit visit, List<Purpose> purposes, @Nullable Duration ahead) {
        if (purposes.stream().map(Purpose::squad).distinct().count() > 1) {
            throw Refusal.invalid("alsoServes", "同时服务的任务应属同一中队。");
        }
        Duration known = ahead == null ? Duration.ZERO : ahead;
        Instant latest = Fields.latest(clock.instant(), known);
        Fields.refuseAfter("startedAt", "开始时间", visit.startedAt(), latest);
        Fields.refuseAfter("endedAt", "结束时间", visit.endedAt(), latest);
        LocalDate day = day(visit, purposes, known);
        refuseUncoded(visit, day);
        purposes.forEach(purpose -> purpose.refuseUnlessOn(day));
        Point point = points.standing(visit.point())
                .orElseThrow(() -> Refusal.invalid("pointCode", "没有编号为“" + visit.point() + "”的点位。"));
        purposes.forEach(Purpose::refuseUnlessAssigned);
        if (visit.legalClass().isOfEnterprise() && !point.isEnterprise()) {
            throw Refusal.invalid("legalClass", "点位“" + point.name() + "”不是涉企点位，不能作涉企检查。");
        }
        Function<String, BigDecimal> metres = key -> parameters.number(key, day);
        Map<String, Checklist> asked = asked(purposes);
        refuseWrongItems(visit, asked, point.kind());
        List<Proposal> proposals = lawful(visit, day, asked);
        zones.refuseUnexplained(Position.stall(visit, point));
        return new Facts(
                day,
                ahead,
                Position.check(visit.position(), point, metres.apply("geo.warn"), metres.apply("geo.reject")),
                asked.entrySet().stream()
                        .collect(toMap(
                                Map.Entry::getKey, entry -> entry.getValue().key())),
                certificates.numbers(visit.officers(), day),
                proposals);
    }

    /**
     * The phone's clock decides (domain, section 9.3, no. 25). Where it puts the visit outside the tasks' days
     * and ours, by which it is known to be wrong, within them, the visit belongs to the shift that it was.
     */
    private static LocalDate day(Visit visit, List<Purpose> purposes, Duration ahead) {
        Predicate<LocalDate> lasts = day -> purposes.stream().allMatch(purpose -> purpose.lastsOn(day));
        LocalDate ours = visit.businessDate(ahead);
        return !lasts.test(visit.businessDate()) && lasts.test(ours) ? ours : visit.businessDate();
    }

    private static void refuseUncoded(Visit visit, LocalDate day) {
        boolean coded = visit.inspectionCode() != null || day.isBefore(CODED_SINCE);
        if (visit.legalClass().isOfEnterprise() && !coded) {
            throw Refusal.invalid("inspectionCode", "2025年1月1日起，涉企检查应当填写检查码。");
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
    private List<Proposal> lawful(Visit visit, LocalDate day, Map<String, Checklist> asked) {
        Map<String, Violation> law =
                violations.all(day).stream().collect(toMap(Violation::code, violation -> violation));
        Set<String> problems = asked.entrySet().stream()
                .filter(item -> visit.items().get(item.getKey()) == Mark.PROBLEM)
                .flatMap(item -> item.getValue().item(item.getKey()).stream())
                .map(Checklist.Item::violationCode)
                .collect(Collectors.toSet());
        int longest = parameters.number("rectification.maxDays", day).intValueExact();
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
