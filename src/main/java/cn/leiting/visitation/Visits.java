package cn.leiting.visitation;

import cn.leiting.assignment.Assignment;
import cn.leiting.assignment.Assignments;
import cn.leiting.calendar.BureauTime;
import cn.leiting.evidence.Uploads;
import cn.leiting.organization.Organization;
import cn.leiting.organization.People;
import cn.leiting.organization.Squad;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Journal;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import cn.leiting.visitation.Visit.Status;
import cn.leiting.visitation.VisitRows.Colleague;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 督查：the visits of 执法协调科 and 法规监督科 to what squads reported (notice, line 35; F-16). Two of them at least go there
 * and sign; a joint visit has somebody of each section. What contradicts a squad's report is shown, and proposed as X6,
 * never booked.
 */
@Component
@Transactional
public class Visits {

    private enum Kind {
        VISITED,
        SUBMITTED,
        SIGNED,
        WITHDRAWN
    }

    private static final int MOST_PHOTOS = 9;

    private final VisitRows rows;
    private final VisitLines lines;
    private final Uploads uploads;
    private final Assignments assignments;
    private final Organization organization;
    private final People people;
    private final Journal<Kind> journal;
    private final Clock clock;

    Visits(
            VisitRows rows,
            VisitLines lines,
            Uploads uploads,
            Assignments assignments,
            Organization organization,
            People people,
            JdbcClient jdbc,
            Clock clock) {
        this.rows = rows;
        this.lines = lines;
        this.uploads = uploads;
        this.assignments = assignments;
        this.organization = organization;
        this.people = people;
        this.journal = new Journal<>(jdbc, clock, "supervision_event", "assignment", Kind.class);
        this.clock = clock;
    }

    /**
     * 开始督查; what was sent twice begins once. Only 执法协调科 and 法规监督科 (403); refuses an unknown assignment (404), a squad
     * that takes no part, inspectors of other units, a recorder who was not there, a joint visit of one section, and a time
     * before the assignment or to come (422).
     *
     * @return its id
     */
    public long begin(Visit.Form form, Actor by) {
        refuseOthers(by);
        Assignment assignment = assignments.get(form.assignment());
        LocalDateTime at = form.visitedAt();
        if (at.isAfter(LocalDateTime.now(clock)) || at.toLocalDate().isBefore(assignment.from())) {
            throw Refusal.invalid("visitedAt", "督查时间应在行动开始之后、现在之前。");
        }
        if (!rows.takesPart(form.assignment(), form.squad())) {
            throw Refusal.invalid("squad", "该中队没有参加此行动。");
        }
        List<Colleague> inspectors = rows.colleagues().stream()
                .filter(one -> form.inspectors().contains(one.person()))
                .toList();
        if (inspectors.size() < form.inspectors().size()) {
            throw Refusal.invalid("inspectors", "督查人员应为执法协调科或者法规监督科人员。");
        }
        if (!form.inspectors().contains(by.id())) {
            throw Refusal.invalid("inspectors", "记录人应为督查人员之一。");
        }
        if (form.joint()
                && inspectors.stream().map(Colleague::section).distinct().count() < 2) {
            throw Refusal.invalid("joint", "联合督查应有执法协调科和法规监督科人员共同参加。");
        }
        Long before = rows.sentBefore(form, by.id()).orElse(null);
        if (before != null) {
            return before;
        }
        long visit = rows.insert(
                form,
                at.atZone(BureauTime.ZONE).toInstant(),
                inspectors,
                by.id(),
                people.nameOf(by.id()),
                clock.instant());
        journal.note(form.assignment(), Kind.VISITED, "督查记录" + visit + "，" + squadName(form.squad()), by.id());
        return visit;
    }

    /**
     * 记录点位. Only its inspectors (403) while it is open (409); refuses a point that the squad has neither been given nor in
     * its town, an unknown violation, a time outside the visit's day, no photo or more than nine, and a file that is no photo (422).
     */
    public void see(long id, Visit.SeenForm form, List<? extends InputStreamSource> photos, Actor by)
            throws IOException {
        Visit visit = open(id, by, "增加点位");
        if (photos.isEmpty() || photos.size() > MOST_PHOTOS) {
            throw Refusal.invalid("photos", "每个点位应有1至" + MOST_PHOTOS + "张照片。");
        }
        if (!rows.isPointOf(form.point(), visit.assignment(), visit.squad())) {
            throw Refusal.invalid("point", "该点位不在本次行动分派给该中队的点位中，也不在其辖区内。");
        }
        if (form.violation() != null && !rows.isViolation(form.violation())) {
            throw Refusal.invalid("violation", "没有这种违法行为，请重新选择。");
        }
        if (form.seenAt().isBefore(visit.visitedAt())
                || form.seenAt().isAfter(visit.visitedAt().plusDays(1))
                || form.seenAt().isAfter(LocalDateTime.now(clock))) {
            throw Refusal.invalid("seenAt", "查看时间应在督查开始后24小时内，不能晚于现在。");
        }
        List<String> hashes = new ArrayList<>();
        for (InputStreamSource photo : photos) {
            hashes.add(uploads.keep(photo, by));
        }
        rows.insert(
                visit,
                form,
                form.seenAt().atZone(BureauTime.ZONE).toInstant(),
                hashes.stream().distinct().toList());
    }

    /** 提交 and sign for oneself; refuses (409) a visit without a point. */
    public void submit(long id, @Nullable String comment, Actor by) {
        Visit visit = open(id, by, "提交");
        if (visit.points().isEmpty()) {
            throw Refusal.conflict("还没有记录点位，不能提交。");
        }
        rows.comment(id, Limits.optional("督查意见", comment, 500));
        sign(visit, Kind.SUBMITTED, by);
    }

    /** 签字; the last inspector's makes it count. Refuses (409) a second one. */
    public void sign(long id, Actor by) {
        Visit visit = lines.get(rows.lock(id));
        visit.refuseUnlessOf(by.id());
        visit.refuseUnless(Status.SUBMITTED, "签字");
        if (visit.isSignedBy(by.id())) {
            throw Refusal.conflict("您已经签字，不能重复签字。");
        }
        sign(visit, Kind.SIGNED, by);
    }

    private void sign(Visit visit, Kind kind, Actor by) {
        Status next = visit.isLastToSign(by.id()) ? Status.SIGNED : Status.SUBMITTED;
        rows.sign(visit.id(), by.id(), next, clock.instant());
        journal.note(visit.assignment(), kind, "督查记录" + visit.id(), by.id());
    }

    /** 撤回, as long as not everybody has signed. */
    public void withdraw(long id, @Nullable String reason, Actor by) {
        Visit visit = lines.get(rows.lock(id));
        visit.refuseUnlessOf(by.id());
        if (visit.status() == Status.SIGNED || visit.status() == Status.WITHDRAWN) {
            throw Refusal.conflict("督查记录" + visit.status().label() + "，不能撤回。");
        }
        rows.withdraw(id, Limits.required("撤回理由", reason, 5, 300));
        journal.note(visit.assignment(), Kind.WITHDRAWN, "督查记录" + id, by.id());
    }

    private Visit open(long id, Actor by, String action) {
        Visit visit = lines.get(rows.lock(id));
        visit.refuseUnlessOf(by.id());
        visit.refuseUnless(Status.OPEN, action);
        return visit;
    }

    private static void refuseOthers(Actor by) {
        if (!by.isSupervisor()) {
            throw Refusal.forbidden("只有执法协调科和法规监督科可以记录督查。");
        }
    }

    /** For supervisors and leaders, and once it is signed for the squad and its town (403). */
    @Transactional(readOnly = true)
    public Visit get(long id, Actor reader) {
        Visit visit = lines.get(id);
        String own = only(reader);
        if (own != null && !(own.equals(visit.squad()) && visit.status() == Status.SIGNED)) {
            throw Refusal.forbidden("您没有查看这条督查记录的权限。");
        }
        return visit;
    }

    /** The newest first, at most {@code limit}; a squad and its town see what was signed of the squad. */
    @Transactional(readOnly = true)
    public List<Visit> list(@Nullable String assignment, @Nullable String squad, long before, int limit, Actor reader) {
        String own = only(reader);
        return lines.list(assignment, own == null ? organization.chosen(squad) : own, own != null, before, limit);
    }

    /** Those who can be inspectors. */
    @Transactional(readOnly = true)
    List<Colleague> colleagues() {
        return rows.colleagues();
    }

    /** The points of a squad's share, those that were drawn first. */
    @Transactional(readOnly = true)
    List<VisitRows.Place> places(Visit visit) {
        return rows.places(visit.assignment(), visit.squad());
    }

    /** The squad to which the reader's sight is bounded; null: none. Refuses who sees nothing of it. */
    @Nullable
    String only(Actor reader) {
        return reader.isSupervisor() || reader.isLeader()
                ? null
                : organization
                        .squadOf(reader.groups())
                        .filter(squad -> reader.isIn(squad.group(), squad.leadGroup(), squad.townGroup()))
                        .map(Squad::code)
                        .orElseThrow(() -> Refusal.forbidden("您没有查看督查情况的权限。"));
    }

    private String squadName(String squad) {
        return organization.squad(squad).name();
    }
}
