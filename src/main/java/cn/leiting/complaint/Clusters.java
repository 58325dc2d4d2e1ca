package cn.leiting.complaint;

import cn.leiting.calendar.BureauTime;
import cn.leiting.calendar.Parameters;
import cn.leiting.catalogue.Violations;
import cn.leiting.organization.Organization;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * 诉件聚集：looks for clusters among the complaints each time some are stored, whenever they were received (domain P5:
 * n of the same kind in seven days in two towns; all three are parameters). What belongs to a known cluster makes no
 * second one.
 */
@Component
class Clusters {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日");

    /** Windows begin on a day with a complaint that is in no cluster yet, and end before the next cluster. */
    private static final String CANDIDATES = """
            with anchor as (
                select distinct kind, received_on as day
                from complaint
                where kind = any (:kinds)
                  and received_on between :from::date - (:days - 1) and :to
                  and not exists (select
                                  from complaint_cluster cluster
                                  where cluster.kind = complaint.kind
                                    and received_on between first_day and last_day)),
            span as (
                select kind, day as first_day,
                       least(day + (:days - 1),
                             (select min(first_day) - 1
                              from complaint_cluster cluster
                              where cluster.kind = anchor.kind
                                and first_day > day)) as last_day
                from anchor)
            select span.kind, first_day, last_day, max(received_on) as latest, count(*) as complaints,
                   array_agg(distinct squad order by squad) as squads
            from span
                     join complaint on complaint.kind = span.kind and received_on between first_day and last_day
            group by span.kind, first_day, last_day
            having count(*) >= :count
               and count(distinct squad) >= :towns
            order by first_day, span.kind
            """;

    private record Candidate(
            String kind, LocalDate firstDay, LocalDate lastDay, LocalDate latest, int complaints, String[] squads) {}

    private final JdbcClient jdbc;
    private final Parameters parameters;
    private final Violations violations;
    private final Organization organization;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Clusters(
            JdbcClient jdbc,
            Parameters parameters,
            Violations violations,
            Organization organization,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.parameters = parameters;
        this.violations = violations;
        this.organization = organization;
        this.events = events;
        this.clock = clock;
    }

    /** Two statements, however many there are; whoever calls has locked the intake. */
    void lookFor(Collection<Complaint> stored) {
        List<Complaint> ofAKind = stored.stream()
                .filter(complaint -> !complaint.kind().equals(Complaint.OTHER))
                .toList();
        if (ofAKind.isEmpty()) {
            return;
        }
        List<Candidate> found = firstOfEach(candidates(ofAKind));
        if (!found.isEmpty()) {
            store(found);
        }
    }

    private List<Candidate> candidates(List<Complaint> stored) {
        LocalDate today = LocalDate.now(clock);
        List<LocalDate> days = stored.stream()
                .map(complaint -> LocalDate.ofInstant(complaint.receivedAt(), BureauTime.ZONE))
                .sorted()
                .toList();
        return jdbc.sql(CANDIDATES)
                .param("kinds", stored.stream().map(Complaint::kind).distinct().toArray(String[]::new))
                .param("from", days.get(0))
                .param("to", days.get(days.size() - 1))
                .param(
                        "days",
                        parameters.length("complaint.cluster.days", today).amount())
                .param(
                        "count",
                        parameters.number("complaint.cluster.count", today).intValueExact())
                .param(
                        "towns",
                        parameters.number("complaint.cluster.towns", today).intValueExact())
                .query((row, number) -> new Candidate(
                        row.getString("kind"),
                        row.getObject("first_day", LocalDate.class),
                        row.getObject("last_day", LocalDate.class),
                        row.getObject("latest", LocalDate.class),
                        row.getInt("complaints"),
                        (String[]) row.getArray("squads").getArray()))
                .list();
    }

    /** Of windows of one kind that overlap, the first. */
    private static List<Candidate> firstOfEach(List<Candidate> candidates) {
        Map<String, LocalDate> until = new HashMap<>();
        List<Candidate> first = new ArrayList<>();
        for (Candidate candidate : candidates) {
            LocalDate taken = until.get(candidate.kind());
            if (taken == null || candidate.firstDay().isAfter(taken)) {
                until.put(candidate.kind(), candidate.lastDay());
                first.add(candidate);
            }
        }
        return first;
    }

    private void store(List<Candidate> found) {
        List<String> codes = jdbc.sql("""
                        with numbered as (
                            select row_number() over (order by place)
                                       + (select coalesce(max(substr(code, 9)::int), 0)
                                          from complaint_cluster
                                          where code like 'CC-' || :year || '-%') as no,
                                   told.*
                            from unnest(:kinds::text[], :from::date[], :to::date[], :counts::int[], :squads::text[],
                                        :evidence::text[]) with ordinality
                                     as told (kind, first_day, last_day, complaints, squads, evidence, place))
                        insert into complaint_cluster (code, kind, first_day, last_day, complaints, squads, evidence, found_at)
                        select 'CC-' || :year || '-' || lpad(no::text, greatest(3, length(no::text)), '0'), kind, first_day,
                               last_day, complaints, string_to_array(squads, ' '), evidence, :at
                        from numbered
                        order by place
                        returning code
                        """)
                .param("year", String.valueOf(LocalDate.now(clock).getYear()))
                .param("kinds", found.stream().map(Candidate::kind).toArray(String[]::new))
                .param(
                        "from",
                        found.stream().map(one -> one.firstDay().toString()).toArray(String[]::new))
                .param("to", found.stream().map(one -> one.lastDay().toString()).toArray(String[]::new))
                .param("counts", found.stream().map(Candidate::complaints).toArray(Integer[]::new))
                .param(
                        "squads",
                        found.stream()
                                .map(one -> String.join(" ", one.squads()))
                                .toArray(String[]::new))
                .param("evidence", found.stream().map(this::evidence).toArray(String[]::new))
                .param("at", Timestamp.from(clock.instant()))
                .query(String.class)
                .list();
        for (int i = 0; i < codes.size(); i++) {
            Candidate one = found.get(i);
            events.publishEvent(new Complaints.ClusterFound(
                    codes.get(i),
                    one.kind(),
                    List.of(one.squads()),
                    one.firstDay(),
                    one.latest(),
                    one.complaints(),
                    evidence(one)));
        }
    }

    private String evidence(Candidate one) {
        return "%s至%s，%s等%d个街镇收到“%s”诉件%d件。"
                .formatted(
                        DAY.format(one.firstDay()),
                        DAY.format(one.latest()),
                        List.of(one.squads()).stream()
                                .map(squad -> organization.squad(squad).townName())
                                .collect(Collectors.joining("、")),
                        one.squads().length,
                        violations.get(one.kind(), one.firstDay()).name(),
                        one.complaints());
    }

    /** The newest first. @param squad only those that it had part in; null: all */
    List<Cluster> newest(@Nullable String squad, int limit) {
        return jdbc.sql("""
                        select *
                        from complaint_cluster
                        where :squad::text is null
                           or :squad = any (squads)
                        order by found_at desc, code desc
                        limit :limit
                        """)
                .param("squad", squad)
                .param("limit", limit)
                .query((row, number) -> new Cluster(
                        row.getString("code"),
                        row.getString("kind"),
                        row.getObject("first_day", LocalDate.class),
                        row.getObject("last_day", LocalDate.class),
                        row.getInt("complaints"),
                        List.of((String[]) row.getArray("squads").getArray()),
                        row.getString("evidence"),
                        row.getTimestamp("found_at").toInstant()))
                .list();
    }
}
