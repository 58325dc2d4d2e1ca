package cn.leiting.catalogue;

import cn.leiting.calendar.WorkCalendar;
import cn.leiting.catalogue.Violation.Competence;
import cn.leiting.catalogue.Violation.Precondition;
import cn.leiting.shared.Period;
import cn.leiting.shared.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * 违法行为目录 (domain §4.13): every version of every violation. It stays in memory as the parameters do: the number that
 * tells of a change of tables or parameters tells of a new version too, so that it counts on all nodes at once.
 */
@Component
@DependsOnDatabaseInitialization
public class Violations {

    private record Known(long edition, List<Violation> versions) {}

    /**
     * 适用的版本 (行政处罚法第三十七条).
     *
     * @param law what counts: of the day of the act or, where it is milder, of the day of the decision
     * @param later whether it is the one of the decision
     * @param repealed the day of the decision knows no such violation: it is none any more
     * @param note what is to be looked at before relying on it
     */
    public record Applicable(
            Violation law,
            boolean later,
            boolean repealed,
            @Nullable String note) {

        /** The law that counts; refuses (409) what is no violation any more. */
        public Violation standing() {
            if (repealed) {
                throw Refusal.conflict("“" + law.name() + "”在作出决定时已不再认为是违法的，不予处罚；案件应由决定机关终止办理（行政处罚法第三十七条）。");
            }
            return law;
        }
    }

    private final JdbcClient jdbc;
    private final WorkCalendar calendar;
    private volatile Known known;

    Violations(JdbcClient jdbc, WorkCalendar calendar) {
        this.jdbc = jdbc;
        this.calendar = calendar;
        this.known = new Known(0, List.of());
    }

    /** Every version, those of a code beside each other, the earliest first. */
    public List<Violation> versions() {
        long edition = calendar.now().edition();
        Known versions = known;
        if (versions.edition() != edition) {
            versions = new Known(
                    edition,
                    List.copyOf(jdbc.sql("select * from violation_type order by code, valid_from")
                            .query(Violations::violation)
                            .list()));
            known = versions;
        }
        return versions.versions();
    }

    private static Violation violation(ResultSet row, int number) throws SQLException {
        return new Violation(
                row.getString("code"),
                row.getString("name"),
                row.getString("legal_basis"),
                Precondition.valueOf(row.getString("precondition")),
                row.getObject("max_correction_days", Integer.class),
                new Period(row.getObject("valid_from", LocalDate.class), row.getObject("valid_to", LocalDate.class)),
                row.getString("law_version"),
                Competence.valueOf(row.getString("competent")),
                row.getBigDecimal("fine_min"),
                row.getBigDecimal("fine_max"),
                row.getString("note"));
    }

    /**
     * As the law of that day, the day of the act, has it; refuses an unknown code and a day without law.
     *
     * @param code e.g. VIO_STALL
     */
    public Violation get(String code, LocalDate on) {
        return find(code, on).orElseThrow(() -> Refusal.invalid("violationCode", "违法行为类型“" + code + "”不存在或者在该日无效。"));
    }

    private Optional<Violation> find(String code, LocalDate on) {
        return versions().stream()
                .filter(violation -> violation.code().equals(code))
                .filter(violation -> violation.valid().contains(on))
                .findFirst();
    }

    /** What the law of that day has, by code. */
    public List<Violation> all(LocalDate on) {
        return versions().stream()
                .filter(violation -> violation.valid().contains(on))
                .toList();
    }

    /**
     * 从旧兼从轻 (行政处罚法第三十七条): the version of the day of the act, or the one of the day of the decision if that is
     * milder. Where an amount is not known, nothing can be compared: the act's version, with a note. Refuses an unknown
     * code and a day of the act without law.
     *
     * @param decidedOn the day of the decision, or the one on which it is thought of
     */
    public Applicable applicable(String code, LocalDate actOn, LocalDate decidedOn) {
        Violation then = get(code, actOn);
        Violation now = find(code, decidedOn).orElse(null);
        if (now == null) {
            return new Applicable(then, false, true, "作出决定时的法律已没有这一规定，不再认为是违法的，不予处罚（行政处罚法第三十七条）。");
        }
        if (now.equals(then)) {
            return new Applicable(then, false, false, then.note());
        }
        if (!then.hasRange() || !now.hasRange()) {
            return new Applicable(then, false, false, "行为后规定已修改，罚款幅度没有载入目录，须人工比较两个版本的轻重（行政处罚法第三十七条）。");
        }
        return now.isMilderThan(then)
                ? new Applicable(now, true, false, "行为后规定已修改，新规定处罚较轻，适用新规定（行政处罚法第三十七条）。")
                : new Applicable(then, false, false, then.note());
    }
}
