package cn.leiting.enactment;

import cn.leiting.calendar.Editions;
import cn.leiting.catalogue.Violation;
import cn.leiting.catalogue.Violations;
import cn.leiting.shared.Actor;
import java.sql.Date;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 登记法律修改: new versions of violations. The version before ends the day before; nothing else of it changes, and no
 * version ends before an act that was judged by it.
 */
@Component
public class Enactments {

    /** What became of one version. */
    public enum Outcome {
        ADDED("新增"),
        /** Still to come, and written anew. */
        REPLACED("更新"),
        ENDED("改截止日期"),
        UNCHANGED("未变"),
        REFUSED("退回");

        private final String label;

        Outcome(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** @param sentence why it was refused; empty otherwise */
    public record Result(Outcome outcome, String sentence) {}

    private record Judged(String violation, LocalDate last) {}

    private final JdbcClient jdbc;
    private final Editions editions;
    private final Violations violations;
    private final Clock clock;

    Enactments(JdbcClient jdbc, Editions editions, Violations violations, Clock clock) {
        this.jdbc = jdbc;
        this.editions = editions;
        this.violations = violations;
        this.clock = clock;
    }

    /**
     * Stores what is sound and says of each what became of it; all nodes have it at once. Only 法制科. Refuses a version
     * that has begun and would be rewritten, one that reaches into a later one, and one that begins before an act that
     * was judged by the version before.
     *
     * @return in the order of the versions
     */
    @Transactional
    public List<Result> enact(List<Violation> versions, Actor by) {
        by.require("deptLegal");
        return editions.changing(() -> enacted(versions, by.id()));
    }

    private List<Result> enacted(List<Violation> versions, String by) {
        NextCatalogue next = new NextCatalogue(LocalDate.now(clock), violations.versions(), judged());
        List<Result> results = versions.stream().map(next::take).toList();
        delete(next.replaced());
        end(next.ended());
        insert(next.added(), by);
        return results;
    }

    private Map<String, LocalDate> judged() {
        Map<String, LocalDate> last = new HashMap<>();
        jdbc.sql("""
                        select violation, max(act_on) as last
                        from enforcement_case
                        where status in ('DECIDED', 'SERVED', 'ENFORCING', 'PERFORMED', 'CLOSED')
                        group by violation
                        """).query(Judged.class).list().forEach(one -> last.put(one.violation(), one.last()));
        return last;
    }

    private void delete(List<Violation> versions) {
        jdbc.sql("""
                        delete
                        from violation_type
                            using unnest(:codes, :days) as gone (code, day)
                        where violation_type.code = gone.code
                          and valid_from = gone.day
                        """)
                .param("codes", column(versions, Violation::code))
                .param("days", days(versions, version -> version.valid().from()))
                .update();
    }

    private void end(List<Violation> versions) {
        jdbc.sql("""
                        update violation_type
                        set valid_to = last
                        from unnest(:codes, :days, :lasts) as shorter (code, day, last)
                        where violation_type.code = shorter.code
                          and valid_from = shorter.day
                        """)
                .param("codes", column(versions, Violation::code))
                .param("days", days(versions, version -> version.valid().from()))
                .param("lasts", days(versions, version -> version.valid().to()))
                .update();
    }

    private void insert(List<Violation> versions, String by) {
        String[] codes = column(versions, Violation::code);
        jdbc.sql("insert into violation_code (code) select distinct unnest(:codes) on conflict do nothing")
                .param("codes", codes)
                .update();
        jdbc.sql("""
                        insert into violation_type (code, name, legal_basis, law_version, competent, precondition,
                                                    fine_min, fine_max, max_correction_days, note, valid_from, valid_to,
                                                    imported_by, imported_by_name, imported_at)
                        select code, name, basis, law, competent, precondition, least, most, days, note, day, last,
                               :by, coalesce((select name from person where user_id = :by), :by), :now::timestamptz
                        from unnest(:codes, :names, :bases, :laws, :competents, :preconditions, :leasts::numeric[],
                                    :mosts::numeric[], :corrections::int[], :notes, :days, :lasts)
                                 as one (code, name, basis, law, competent, precondition, least, most, days, note, day,
                                         last)
                        """)
                .param("by", by)
                .param("now", clock.instant().toString())
                .param("codes", codes)
                .param("names", column(versions, Violation::name))
                .param("bases", column(versions, Violation::legalBasis))
                .param("laws", column(versions, Violation::lawVersion))
                .param(
                        "competents",
                        column(versions, version -> version.competent().name()))
                .param(
                        "preconditions",
                        column(versions, version -> version.precondition().name()))
                .param("leasts", column(versions, version -> text(version.fineMin())))
                .param("mosts", column(versions, version -> text(version.fineMax())))
                .param("corrections", column(versions, version -> text(version.maxCorrectionDays())))
                .param("notes", column(versions, Violation::note))
                .param("days", days(versions, version -> version.valid().from()))
                .param("lasts", days(versions, version -> version.valid().to()))
                .update();
    }

    private static @Nullable String text(@Nullable Number number) {
        return number == null ? null : number.toString();
    }

    private static String[] column(List<Violation> versions, Function<Violation, @Nullable String> cell) {
        return versions.stream().map(cell).toArray(String[]::new);
    }

    private static Date[] days(List<Violation> versions, Function<Violation, @Nullable LocalDate> day) {
        return versions.stream()
                .map(day)
                .map(one -> one == null ? null : Date.valueOf(one))
                .toArray(Date[]::new);
    }
}
