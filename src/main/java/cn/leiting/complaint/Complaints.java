package cn.leiting.complaint;

import cn.leiting.catalogue.Point;
import cn.leiting.catalogue.Points;
import cn.leiting.catalogue.Violations;
import cn.leiting.complaint.Complaint.Closing;
import cn.leiting.complaint.ComplaintRows.Kind;
import cn.leiting.complaint.ComplaintRows.Note;
import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 诉件：the intake by 执法协调科, one by one or as a file, and the closing by the squad (domain 5.3, P5). The same ticket
 * told again changes nothing; told otherwise it is corrected as far as it may be. Each storing looks for clusters, in the
 * same transaction and in a number of statements that does not grow with the tickets.
 */
@Component
@Transactional
public class Complaints {

    /** Clocks of two systems are never quite the same. */
    private static final Duration TOLERANCE = Duration.ofMinutes(10);

    /**
     * 诉件聚集：told once, by whoever stored the complaint that made it one.
     *
     * @param cluster its code, e.g. {@code CC-2023-001}
     * @param kind a violation of the catalogue, e.g. {@code VIO_STALL}
     * @param squads the codes of the squads of the towns that had them
     * @param from the first day of receipt, {@code to} the last
     * @param evidence one sentence, at most 1,000 characters
     */
    public record ClusterFound(
            String cluster,
            String kind,
            List<String> squads,
            LocalDate from,
            LocalDate to,
            int complaints,
            String evidence) {

        public ClusterFound {
            squads = List.copyOf(squads);
        }
    }

    /** What storing a ticket came to. */
    public enum Outcome {
        CREATED("新增"),
        UPDATED("更新"),
        UNCHANGED("未变"),
        /** Nothing of it is stored; a sentence says why. */
        REFUSED("退回");

        private final String label;

        Outcome(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** What became of one of those told. */
    record Result(Outcome outcome, @Nullable Refusal refusal) {}

    private final ComplaintRows rows;
    private final Clusters clusters;
    private final Points points;
    private final Violations violations;
    private final Organization organization;
    private final Clock clock;

    Complaints(
            ComplaintRows rows,
            Clusters clusters,
            Points points,
            Violations violations,
            Organization organization,
            Clock clock) {
        this.rows = rows;
        this.clusters = clusters;
        this.points = points;
        this.violations = violations;
        this.organization = organization;
        this.clock = clock;
    }

    /** Refuses an unknown ticket. */
    @Transactional(readOnly = true)
    public Complaint get(String ticketNo) {
        return rows.find(ticketNo).orElseThrow(() -> unknown(ticketNo));
    }

    /** 接收一件. Refuses what {@link Told} and {@link Complaint} refuse, and a correction that comes too late (409). */
    Outcome take(Told told, Actor by) {
        Result result = takeAll(List.of(told), by).get(0);
        if (result.refusal() != null) {
            throw result.refusal();
        }
        return result.outcome();
    }

    /** In their order; a refused one hinders no other. A ticket stands among them once. */
    List<Result> takeAll(List<Told> told, Actor by) {
        by.require("deptCoordination");
        rows.lockIntake();
        Instant now = clock.instant();
        Map<String, Point> places = points.find(told.stream()
                .map(Told::point)
                .filter(Objects::nonNull)
                .map(String::strip)
                .toList());
        Map<String, Complaint> known = rows.locked(told.stream()
                .map(Told::ticketNo)
                .filter(Objects::nonNull)
                .map(String::strip)
                .toList());
        Map<String, Complaint> changed = new HashMap<>();
        List<Note> notes = new ArrayList<>();
        List<Result> results = new ArrayList<>();
        for (Told one : told) {
            try {
                Complaint fresh = one.toComplaint(places, violations, organization, now.plus(TOLERANCE));
                Complaint before = known.get(fresh.ticketNo());
                Complaint after = before == null ? fresh : before.toldAgain(fresh, now);
                results.add(new Result(outcome(before, after), null));
                if (!after.equals(before)) {
                    changed.put(after.ticketNo(), after);
                    notes.addAll(notes(before, after));
                }
            } catch (Refusal refused) {
                results.add(new Result(Outcome.REFUSED, refused));
            }
        }
        if (!changed.isEmpty()) {
            rows.store(List.copyOf(changed.values()));
            rows.note(notes, by.id());
            clusters.lookFor(changed.values());
        }
        return results;
    }

    private static Outcome outcome(@Nullable Complaint before, Complaint after) {
        return before == null ? Outcome.CREATED : after.equals(before) ? Outcome.UNCHANGED : Outcome.UPDATED;
    }

    private static List<Note> notes(@Nullable Complaint before, Complaint after) {
        List<Note> notes = new ArrayList<>();
        String corrected = before == null ? "" : before.differencesTo(after);
        if (before == null) {
            notes.add(new Note(after.ticketNo(), Kind.RECEIVED, null));
        } else if (!corrected.isEmpty()) {
            notes.add(new Note(after.ticketNo(), Kind.CORRECTED, corrected));
        }
        Closing closing = after.closing();
        if (closing != null && (before == null || before.isOpen())) {
            notes.add(new Note(after.ticketNo(), Kind.CLOSED, closing.result()));
        }
        return notes;
    }

    /**
     * 办结：by the squad that has it, its leader, or 执法协调科. Refuses others (403), an unknown ticket (404), a closing
     * before the receipt or in the future (422), and a second one (409).
     */
    public void close(String ticketNo, Closing closing, Actor by) {
        Complaint open = rows.locked(List.of(ticketNo)).get(ticketNo);
        if (open == null) {
            throw unknown(ticketNo);
        }
        if (!mayClose(open, by)) {
            throw Refusal.forbidden("只有承办中队和执法协调科可以办结诉件。");
        }
        if (closing.closedAt().isAfter(clock.instant().plus(TOLERANCE))) {
            throw Refusal.invalid("closedAt", "办结时间不能晚于现在。");
        }
        rows.store(List.of(open.close(closing)));
        rows.note(List.of(new Note(ticketNo, Kind.CLOSED, closing.result())), by.id());
    }

    boolean mayClose(Complaint complaint, Actor by) {
        Squad squad = organization.squad(complaint.squad());
        return by.isIn("deptCoordination", squad.group(), squad.leadGroup());
    }

    private static Refusal unknown(String ticketNo) {
        return Refusal.notFound("没有工单号为“" + ticketNo + "”的诉件。");
    }
}
