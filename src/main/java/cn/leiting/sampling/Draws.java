package cn.leiting.sampling;

import cn.leiting.assignment.Assignment;
import cn.leiting.assignment.Assignments;
import cn.leiting.calendar.Parameters;
import cn.leiting.organization.People;
import cn.leiting.sampling.SampleShares.Standing;
import cn.leiting.sampling.Standings.Asked;
import cn.leiting.sampling.Standings.Reporting;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Journal;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 督查抽样：which points supervision goes to and which findings it reads (domain D-08, D1): of every squad with points the
 * share that the decision says, rounded up, and one at least; the risks first, the rest by lot. The stored seed gives the
 * same order of the same points again, by {@code lot_of}, the md5 of seed, blank and code.
 */
@Component
@Transactional
public class Draws {

    /** What was done, in the journal of the assignment. */
    enum Kind {
        DRAWN,
        CHECKED
    }

    private static final SecureRandom LOT = new SecureRandom();
    private static final Standing UNKNOWN = new Standing(BigDecimal.valueOf(100), 0);

    private final DrawRows rows;
    private final DrawLines lines;
    private final Standings standings;
    private final SampleShares shares;
    private final Assignments assignments;
    private final Parameters parameters;
    private final People people;
    private final Journal<Kind> journal;
    private final Clock clock;

    Draws(
            DrawRows rows,
            DrawLines lines,
            Standings standings,
            SampleShares shares,
            Assignments assignments,
            Parameters parameters,
            People people,
            JdbcClient jdbc,
            Clock clock) {
        this.rows = rows;
        this.lines = lines;
        this.standings = standings;
        this.shares = shares;
        this.assignments = assignments;
        this.parameters = parameters;
        this.people = people;
        this.journal = new Journal<>(jdbc, clock, "supervision_event", "assignment", Kind.class);
        this.clock = clock;
    }

    /**
     * 按需抽样. Only 执法协调科 and 法规监督科 (403); refuses an unknown assignment (404) and one that is closed or rests (409).
     *
     * @param reason 5 to 300 characters
     * @return its number
     */
    public int draw(String assignment, @Nullable String reason, Actor by) {
        if (!by.isSupervisor()) {
            throw Refusal.forbidden("只有执法协调科和法规监督科可以督查抽样。");
        }
        String why = Limits.required("抽样理由", reason, 5, 300);
        Assignment found = assignments.get(assignment);
        if (found.closed() || found.suspended()) {
            throw Refusal.conflict("行动已办结或者暂停，不能抽样。");
        }
        int no = rows.next(assignment);
        draw(assignment, no, why, by.id(), people.nameOf(by.id()));
        return no;
    }

    /** By the calendar; whether it was still due: another node may have drawn meanwhile. */
    boolean drawDue(String assignment) {
        int no = rows.next(assignment);
        if (rows.due(assignment, interval(), clock.instant()).isEmpty()) {
            return false;
        }
        draw(assignment, no, null, "system", "系统");
        return true;
    }

    @Transactional(readOnly = true)
    List<String> due() {
        return rows.due(null, interval(), clock.instant());
    }

    private void draw(String assignment, int no, @Nullable String reason, String by, String name) {
        List<Asked> asked = standings.of(assignment, null, since());
        rows.insert(
                new DrawRows.Order(
                        assignment, no, reason, LOT.nextLong(), by, name, clock.instant(), LocalDate.now(clock)),
                asked,
                shares.shares(asked.stream().map(Asked::standing).collect(Collectors.toSet())));
        journal.note(assignment, Kind.DRAWN, "第" + no + "次抽样", by);
    }

    /**
     * What the lot is to choose from when a squad's feedback is accepted (domain D-08).
     *
     * @param percent the share supervision looks at, 0 to 100
     * @param cleanPoints the codes of the points that the squad reported normal
     */
    public record Choice(BigDecimal percent, List<String> cleanPoints) {

        public Choice {
            cleanPoints = List.copyOf(cleanPoints);
        }
    }

    /** Of a squad's task, in one statement; a task that has ended otherwise is looked at as usual. */
    @Transactional(readOnly = true)
    public Choice choice(String task) {
        Reporting squad = standings
                .reporting(task, since())
                .orElseGet(() -> new Reporting(UNKNOWN.lastScore(), UNKNOWN.falseEvidence(), List.of()));
        Standing standing = squad.standing();
        return new Choice(Objects.requireNonNull(shares.shares(Set.of(standing)).get(standing)), squad.cleanPoints());
    }

    /** The draws of an assignment, the newest first. */
    @Transactional(readOnly = true)
    public List<Drawn> of(String assignment) {
        return lines.of(assignment);
    }

    /** Points that the lot named when a squad's feedback was accepted; supervision looks at them as well. */
    @Transactional(readOnly = true)
    public List<Drawn.Spot> ofFeedback(String assignment) {
        return lines.countersigned(assignment);
    }

    private Instant since() {
        return clock.instant().minus(Duration.ofDays(number("supervision.falseEvidence")));
    }

    int interval() {
        return number("supervision.draw");
    }

    private int number(String key) {
        return parameters.length(key, LocalDate.now(clock)).amount();
    }
}
