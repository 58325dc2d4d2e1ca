package cn.leiting.catalogue;

import cn.leiting.catalogue.Violation.Competence;
import cn.leiting.catalogue.Violation.Precondition;
import cn.leiting.shared.Period;
import cn.leiting.shared.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * 违法行为目录 (domain §4.13). Only migrations change it, so it is read once, when the application starts,
 * and no question costs a statement.
 */
@Component
@DependsOnDatabaseInitialization
public class Violations {

    private final List<Violation> violations;

    Violations(JdbcClient jdbc) {
        this.violations = List.copyOf(jdbc.sql("select * from violation_type order by code, valid_from")
                .query(Violations::violation)
                .list());
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
        return violations.stream()
                .filter(violation -> violation.code().equals(code))
                .filter(violation -> violation.valid().contains(on))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("violationCode", "违法行为类型“" + code + "”不存在或者在该日无效。"));
    }

    /** What the law of that day has, by code. */
    public List<Violation> all(LocalDate on) {
        return violations.stream()
                .filter(violation -> violation.valid().contains(on))
                .toList();
    }
}
