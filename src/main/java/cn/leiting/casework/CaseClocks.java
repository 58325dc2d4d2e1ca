package cn.leiting.casework;

import cn.leiting.calendar.Parameters;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import cn.leiting.statute.Extension;
import cn.leiting.statute.Pause;
import cn.leiting.statute.StatutoryClock;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 案件期限：the pauses and extensions that were ordered for the clocks of a case, and the clocks themselves, computed from
 * them. Suspending a campaign pauses none of them (domain, section 9.1, no. 6).
 */
@Component
@Transactional
public class CaseClocks {

    /** 办案期限. */
    private static final String DECISION = "apl.60";

    private final JdbcClient jdbc;
    private final Cases cases;
    private final Parameters parameters;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    /** Paused, resumed or extended: whoever reminds of it counts again. */
    public record Changed(String code, String key) {}

    CaseClocks(JdbcClient jdbc, Cases cases, Parameters parameters, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.cases = cases;
        this.parameters = parameters;
        this.events = events;
        this.clock = clock;
    }

    /**
     * One clock of a case, with what was ordered for it.
     *
     * @param key of {@code statutory_period}, as valid on the day that starts it
     * @param rolls see {@link StatutoryClock}
     */
    @Transactional(readOnly = true)
    public StatutoryClock of(String code, String key, LocalDate from, boolean rolls, @Nullable LocalDate metOn) {
        boolean movable = key.equals(DECISION);
        return new StatutoryClock(
                key,
                from,
                parameters.statutory(key, from),
                rolls,
                movable ? pauses(code) : List.of(),
                movable ? extensions(code) : List.of(),
                metOn);
    }

    private List<Pause> pauses(String code) {
        return jdbc.sql("""
                        select from_day as "from", to_day as "to", basis
                        from case_pause
                        where case_code = ? and clock = ?
                        order by from_day
                        """).params(code, DECISION).query(Pause.class).list();
    }

    private List<Extension> extensions(String code) {
        return jdbc.sql("select days, basis from case_extension where case_code = ? and clock = ? order by id")
                .params(code, DECISION)
                .query(Extension.class)
                .list();
    }

    /** 中止 of the ninety days, from that day on; refuses other clocks (422), one that is paused already (409) and a basis outside 2 to 200 characters. */
    public void pause(String code, String key, LocalDate from, String basis, String by) {
        cases.hold(code).refuseClosed("中止期限");
        refuseOther(key);
        String why = Limits.required("中止依据", basis, 2, 200);
        int paused = jdbc.sql("""
                        insert into case_pause (case_code, clock, from_day, basis, by_whom, at)
                        values (?, ?, ?, ?, ?, ?)
                        on conflict on constraint one_pause_at_a_time do nothing
                        """)
                .params(code, key, from, why, by, Timestamp.from(clock.instant()))
                .update();
        if (paused == 0) {
            throw Refusal.conflict("案件" + code + "的该期限已经中止。");
        }
        cases.note(code, Cases.Kind.PAUSED, why, by);
        events.publishEvent(new Changed(code, key));
    }

    /** 恢复: that day counts again; refuses where nothing is paused (409), and a day not after the pause's first. */
    public void resume(String code, String key, LocalDate on, String by) {
        cases.hold(code).refuseClosed("恢复期限");
        int resumed = jdbc.sql("""
                        update case_pause
                        set to_day = ?::date - 1
                        where case_code = ? and clock = ? and to_day is null and from_day < ?
                        """).params(on, code, key, on).update();
        if (resumed == 0) {
            throw Refusal.conflict("案件" + code + "的该期限没有在该日之前中止。");
        }
        cases.note(code, Cases.Kind.RESUMED, null, by);
        events.publishEvent(new Changed(code, key));
    }

    /** 延长 of the ninety days, and of no other clock (422), by so many calendar days, 1 to 366; the basis names the article and who approved it. */
    public void extend(String code, String key, int days, String basis, String by) {
        cases.hold(code).refuseClosed("延长期限");
        refuseOther(key);
        Extension extension = new Extension(days, Limits.required("延长依据", basis, 2, 200));
        jdbc.sql("insert into case_extension (case_code, clock, days, basis, by_whom, at) values (?, ?, ?, ?, ?, ?)")
                .params(code, key, extension.days(), extension.basis(), by, Timestamp.from(clock.instant()))
                .update();
        cases.note(code, Cases.Kind.EXTENDED, "延长" + days + "日：" + extension.basis(), by);
        events.publishEvent(new Changed(code, key));
    }

    /** A seizure's extension is its own; whatever a party is given nobody moves. */
    private static void refuseOther(String key) {
        if (!key.equals(DECISION)) {
            throw Refusal.invalid("clock", "只有办案期限可以中止、延长，其他法定期限不能在此变更（行政处罚法第六十条、行政强制法第二十五条）。");
        }
    }
}
