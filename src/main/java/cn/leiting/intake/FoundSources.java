package cn.leiting.intake;

import cn.leiting.casework.Registration;
import cn.leiting.casework.Registration.Clue;
import cn.leiting.casework.Source;
import cn.leiting.fieldwork.Inspections;
import cn.leiting.followup.ReChecks;
import cn.leiting.shared.Sweep;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * 检查案源：a finding that is to become a case, and an order that was refused, are registered once, in the transaction of the
 * visit and in a number of statements that does not grow with the findings. The same matter found again by the
 * re-check of an order is no second case. The mobile squad opens none of its own: the squad of the point does. What
 * becomes of the campaign meanwhile is no matter.
 */
@Component
class FoundSources implements Sweep {

    private static final int BATCH = 100;

    /** What was found, as a source says it. */
    private static final String FOUND = """
            select place.squad_code as squad, found.id as finding, cast(null as text) as order_no,
                   (select min(task.assignment)
                    from inspection_purpose purpose
                             join squad_task task on task.code = purpose.squad_task
                    where purpose.inspection = visit.id) as campaign,
                   found.violation, place.name as place, found.description,
                   (visit.started_at at time zone 'Asia/Shanghai')::date as seen_on, visit.recorded_by,
                   exists (select
                           from rectification_order refused
                                    join finding first on first.id = refused.finding
                                    join inspection seen on seen.id = first.inspection
                           where refused.status = 'REFUSED'
                             and first.violation = found.violation
                             and seen.point in (select points_of_same_place(visit.point))) as refused
            from finding found
                     join inspection visit on visit.id = found.inspection
                     join inspection_point place on place.code = surviving_point(visit.point)
            """;

    private final JdbcClient jdbc;
    private final Registration registration;
    private final TransactionTemplate transaction;

    private record Found(
            String squad,
            long finding,
            @Nullable String orderNo,
            @Nullable String campaign,
            String violation,
            String place,
            String description,
            LocalDate seenOn,
            String recordedBy,
            boolean refused) {

        Found underOrder(String order) {
            return new Found(squad, finding, order, campaign, violation, place, description, seenOn, recordedBy, true);
        }

        Clue clue() {
            boolean ordered = orderNo != null;
            return new Clue(
                    new Source(
                            squad,
                            ordered ? Source.Kind.ORDER : Source.Kind.FINDING,
                            ordered ? null : finding,
                            orderNo,
                            campaign,
                            violation,
                            place,
                            description,
                            seenOn,
                            seenOn),
                    ordered || refused);
        }
    }

    FoundSources(JdbcClient jdbc, Registration registration, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.registration = registration;
        this.transaction = new TransactionTemplate(transactions);
    }

    @EventListener
    void register(Inspections.Stored visit) {
        register(jdbc.sql(FOUND + """
                        where visit.id = ?
                          and found.disposition = 'CASE'
                          and not exists (select
                                          from re_check
                                                   join rectification_order earlier on earlier.finding = re_check.finding
                                                   join enforcement_case known on known.source = 'ORDER'
                                                      and known.source_ref = earlier.order_no
                                          where re_check.found = found.id)
                        order by found.seq
                        """)
                .param(visit.inspection())
                .query(Found.class)
                .list());
    }

    /** Unless what a re-check of it found is a case already. */
    @EventListener
    void register(ReChecks.Refused refused) {
        register(jdbc.sql(FOUND + """
                        where found.id = ?
                          and not exists (select from enforcement_case known
                                          where known.source = 'ORDER' and known.source_ref = ?)
                          and not exists (select
                                          from re_check
                                                   join enforcement_case known on known.finding = re_check.found
                                          where re_check.finding = found.id)
                        """).params(refused.finding(), refused.order()).query(Found.class).stream()
                .map(found -> found.underOrder(refused.order()))
                .toList());
    }

    private void register(List<Found> found) {
        Map<String, List<Found>> bySquad = found.stream().collect(Collectors.groupingBy(Found::squad));
        bySquad.forEach((squad, ofSquad) -> {
            List<Clue> clues = ofSquad.stream().map(Found::clue).toList();
            List<String> codes =
                    registration.register(squad, clues, ofSquad.get(0).recordedBy());
            jdbc.sql("insert into case_start (case_code) select unnest(?::text[])")
                    .param(codes.toArray(String[]::new))
                    .update();
        });
    }

    /** Findings of releases that had no cases. */
    @Scheduled(initialDelayString = "${leiting.sweep:PT1M}", fixedDelayString = "${leiting.sweep:PT1M}")
    @Override
    public int sweep() {
        return Objects.requireNonNull(transaction.execute(alone -> {
            Set<Long> awaiting = jdbc.sql("""
                            delete
                            from finding_awaiting_case
                            where finding in (select finding from finding_awaiting_case order by finding limit ?
                                              for update skip locked)
                            returning finding
                            """).param(BATCH).query(Long.class).set();
            if (!awaiting.isEmpty()) {
                register(jdbc.sql(FOUND + """
                                where found.id = any(?)
                                  and not exists (select from enforcement_case known where known.finding = found.id)
                                order by found.id
                                """)
                        .param(awaiting.toArray(Long[]::new))
                        .query(Found.class)
                        .list());
            }
            return awaiting.size();
        }));
    }
}
