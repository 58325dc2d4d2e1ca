package cn.leiting.casework;

import cn.leiting.calendar.BureauTime;
import cn.leiting.organization.Organization;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 成批登记案源：what one visit found becomes cases in its transaction, in a number of statements that does not grow with
 * them. Single ones are registered by {@link Cases#register}.
 */
@Component
public class Registration {

    /** @param refused whether an order at the place was not followed, so that the law allows the penalty */
    public record Clue(Source source, boolean refused) {}

    private record Numbered(String code, Clue clue) {}

    private final CaseRepository cases;
    private final JdbcTemplate batches;
    private final Organization organization;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Registration(
            CaseRepository cases,
            JdbcTemplate batches,
            Organization organization,
            ApplicationEventPublisher events,
            Clock clock) {
        this.cases = cases;
        this.batches = batches;
        this.organization = organization;
        this.events = events;
        this.clock = clock;
    }

    /** Answers the codes in the order of the clues, which are one squad's and new. */
    @Transactional
    public List<String> register(String squad, List<Clue> clues, String by) {
        cases.lockNumbers(squad);
        Instant now = clock.instant();
        String prefix = "CASE-%s-%d-"
                .formatted(squad, LocalDate.ofInstant(now, BureauTime.ZONE).getYear());
        int next = cases.nextNo(squad, prefix);
        List<Numbered> numbered = new ArrayList<>();
        for (Clue clue : clues) {
            numbered.add(new Numbered(prefix + "%06d".formatted(next + numbered.size()), clue));
        }
        insert(numbered, organization.squad(squad).decidingAuthority(), by, Timestamp.from(now));
        note(numbered, by, Timestamp.from(now));
        List<String> codes = numbered.stream().map(Numbered::code).toList();
        codes.forEach(code -> events.publishEvent(new Cases.Registered(code, squad)));
        return codes;
    }

    private void insert(List<Numbered> numbered, String body, String by, Timestamp at) {
        batches.batchUpdate("""
                insert into enforcement_case (code, squad, deciding_body, source, finding, source_ref, campaign, violation,
                                              place, facts, act_on, discovered_on, refused, status, registered_by,
                                              registered_at, version)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'REGISTERED', ?, ?, 1)
                """, numbered, numbered.size(), (row, one) -> {
            Source source = one.clue().source();
            row.setString(1, one.code());
            row.setString(2, source.squad());
            row.setString(3, body);
            row.setString(4, source.kind().name());
            row.setObject(5, source.finding());
            row.setString(6, source.ref());
            row.setString(7, source.campaign());
            row.setString(8, source.violation());
            row.setString(9, source.place());
            row.setString(10, source.facts());
            row.setObject(11, source.actOn());
            row.setObject(12, source.discoveredOn());
            row.setBoolean(13, one.clue().refused());
            row.setString(14, by);
            row.setTimestamp(15, at);
        });
    }

    private void note(List<Numbered> numbered, String by, Timestamp at) {
        batches.batchUpdate("""
                insert into case_event (case_code, kind, by_whom, by_name, at)
                values (?, 'REGISTERED', ?, coalesce((select name from person where user_id = ?), '系统'), ?)
                """, numbered, numbered.size(), (row, one) -> {
            row.setString(1, one.code());
            row.setString(2, by);
            row.setString(3, by);
            row.setTimestamp(4, at);
        });
    }
}
