package cn.leiting.bulletin;

import cn.leiting.calendar.BureauTime;
import cn.leiting.calendar.Parameters;
import cn.leiting.shared.Sweep;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * 日报编制：each morning makes those of the business date before, also of days on which no server ran, and corrects those
 * whose records have come or been voided since. Each in a transaction of its own, and by one node.
 */
@Component
class BulletinSweep implements Sweep {

    private static final Logger LOG = LoggerFactory.getLogger(BulletinSweep.class);

    /** A visit is received a moment before its transaction ends. */
    private static final Duration UNDER_WAY = Duration.ofMinutes(5);

    /** A day that lies within a suspension has none; one on which it began or ended has. */
    private static final String MISSING = """
            select assignment.code as subject, day::date as day
            from assignment
                     cross join lateral generate_series(
                         greatest(first_day, (opened_at at time zone 'Asia/Shanghai')::date),
                         least(last_day, :last::date, case when cancelled then (closed_at at time zone 'Asia/Shanghai')::date end),
                         interval '1 day') day
            where mode = 'CAMPAIGN'
              and (closed_at is null or closed_at >= :since)
              and not exists (select from bulletin where subject = assignment.code and bulletin.day = day.day::date)
              and not exists (select
                              from campaign_event paused
                              where paused.campaign = assignment.code
                                and paused.kind = 'SUSPENDED'
                                and paused.at < day.day::date::timestamp at time zone 'Asia/Shanghai'
                                and not exists (select
                                                from campaign_event resumed
                                                where resumed.campaign = paused.campaign
                                                  and resumed.kind = 'RESUMED'
                                                  and resumed.id > paused.id
                                                  and resumed.at < (day.day::date + 1)::timestamp at time zone 'Asia/Shanghai'))
            order by day, subject
            """;

    private static final String OUTDATED = """
            select bulletin.subject, bulletin.day
            from bulletin
                     join assignment on assignment.code = bulletin.subject
            where looked_at < :run
              and (closed_at is null or closed_at >= :since)
              and exists (select
                          from squad_task task
                                   join inspection visit on visit.squad = task.squad and visit.business_date = bulletin.day
                                   join inspection_purpose purpose
                                        on purpose.inspection = visit.id and purpose.squad_task = task.code
                          where task.assignment = bulletin.subject
                            and greatest(visit.received_at, visit.voided_at) > looked_at - make_interval(secs => :margin))
            order by bulletin.day, bulletin.subject
            """;

    private record Due(String subject, LocalDate day) {}

    private final JdbcClient jdbc;
    private final Bulletins bulletins;
    private final Parameters parameters;
    private final Clock clock;
    private volatile @Nullable Instant done;

    BulletinSweep(JdbcClient jdbc, Bulletins bulletins, Parameters parameters, Clock clock) {
        this.jdbc = jdbc;
        this.bulletins = bulletins;
        this.parameters = parameters;
        this.clock = clock;
    }

    @Override
    @Scheduled(initialDelayString = "${leiting.sweep:PT1M}", fixedDelayString = "${leiting.sweep:PT1M}")
    public int sweep() {
        LocalDate today = LocalDate.now(clock);
        boolean early = clock.instant().isBefore(moment(today));
        LocalDate morning = early ? today.minusDays(1) : today;
        Instant run = moment(morning);
        return run.equals(done) ? 0 : run(morning);
    }

    /** What is due on that morning; once it has been done without a failure, only the next one has anything to do. */
    int run(LocalDate morning) {
        Instant run = moment(morning);
        Timestamp since = Timestamp.from(clock.instant()
                .minus(Duration.ofDays(
                        parameters.length("bulletin.corrections", morning).amount())));
        List<Due> missing = jdbc.sql(MISSING)
                .param("last", morning.minusDays(1))
                .param("since", since)
                .query(Due.class)
                .list();
        List<Due> outdated = jdbc.sql(OUTDATED)
                .param("run", Timestamp.from(run))
                .param("since", since)
                .param("margin", UNDER_WAY.toSeconds())
                .query(Due.class)
                .list();
        int made = 0;
        boolean failed = false;
        for (Due due : missing) {
            try {
                made += bulletins.make(due.subject(), due.day()) ? 1 : 0;
            } catch (RuntimeException broken) {
                failed = true;
                LOG.warn("The bulletin of {} on {} could not be made", due.subject(), due.day(), broken);
            }
        }
        for (Due due : outdated) {
            try {
                made += bulletins.correct(due.subject(), due.day(), run) ? 1 : 0;
            } catch (RuntimeException broken) {
                failed = true;
                LOG.warn("The bulletin of {} on {} could not be corrected", due.subject(), due.day(), broken);
            }
        }
        done = failed ? done : run;
        return made;
    }

    /** The next morning, while a campaign runs. */
    @Override
    public Optional<Instant> nextMoment() {
        LocalDate today = LocalDate.now(clock);
        boolean any = jdbc.sql("""
                        select exists (select
                                       from assignment
                                       where mode = 'CAMPAIGN' and not cancelled and ? between first_day and last_day + 1)
                        """).param(today).query(Boolean.class).single();
        return any
                ? Optional.of(moment(clock.instant().isBefore(moment(today)) ? today : today.plusDays(1)))
                : Optional.empty();
    }

    private Instant moment(LocalDate morning) {
        LocalTime made = LocalTime.parse(parameters.text("bulletin.made", morning));
        return morning.atTime(made).atZone(BureauTime.ZONE).toInstant();
    }
}
