package cn.leiting.penalty;

import cn.leiting.casework.Outcome;
import cn.leiting.penalty.Decision.Content;
import cn.leiting.penalty.Grounds.Matter;
import cn.leiting.proposal.Penalty;
import cn.leiting.proposal.Proposal.Verdict;
import cn.leiting.shared.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The decisions' table. */
@Component
class DecisionRows {

    private final JdbcClient jdbc;
    private final Clock clock;

    DecisionRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * What has to be true of the case when it is decided; the database holds it too.
     *
     * @param review the number of the passed one
     */
    record Footing(
            boolean waived,
            @Nullable LocalDate heardUntil,
            boolean reviewOwed,
            @Nullable Integer review) {}

    /** In place of what was written before; refuses a number that the body has given in that year. */
    void keep(Matter matter, Content content, String remedy, Outcome outcome, Footing footing, String by) {
        jdbc.sql("delete from penalty_decision where case_code = ? and decided_at is null")
                .param(matter.found().code())
                .update();
        Penalty penalty = content.penalty();
        try {
            jdbc.sql("""
                            insert into penalty_decision
                            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                            """)
                    .params(matter.found().code(), matter.found().decidingBody(), content.decisionNo())
                    .params(content.decidedOn().getYear(), matter.proposal().no(), matter.noticeNo())
                    .params(footing.waived(), footing.heardUntil(), footing.reviewOwed(), footing.review())
                    .params(footing.review() == null ? null : LegalReviews.Result.PASS.name())
                    .params(
                            content.verdict().name(),
                            penalty == null ? null : penalty.kind().name())
                    .params(penalty == null ? null : penalty.amount(), penalty == null ? null : penalty.confiscation())
                    .params(outcome.name(), content.facts(), content.basis(), content.performance(), remedy)
                    .params(content.education(), content.decidedOn(), by, Timestamp.from(clock.instant()))
                    .update();
        } catch (DuplicateKeyException taken) {
            throw Refusal.conflict("决定书文号“" + content.decisionNo() + "”本机关本年度已经使用（行政处罚法第五十九条）。");
        }
    }

    void decide(String code, String by) {
        jdbc.sql("update penalty_decision set decided_by = ?, decided_at = ? where case_code = ?")
                .params(by, Timestamp.from(clock.instant()), code)
                .update();
    }

    Optional<Decision> of(String code) {
        return jdbc.sql("select * from penalty_decision where case_code = ?")
                .param(code)
                .query((row, number) -> decision(row))
                .optional();
    }

    private static Decision decision(ResultSet row) throws SQLException {
        String kind = row.getString("kind");
        return new Decision(
                row.getString("case_code"),
                row.getString("body"),
                new Content(
                        row.getString("decision_no"),
                        row.getObject("decided_on", LocalDate.class),
                        Verdict.valueOf(row.getString("verdict")),
                        kind == null
                                ? null
                                : new Penalty(
                                        Penalty.Kind.valueOf(kind),
                                        row.getBigDecimal("amount"),
                                        row.getBigDecimal("confiscation")),
                        row.getString("facts"),
                        row.getString("basis"),
                        row.getString("performance"),
                        row.getString("education")),
                row.getString("remedy"),
                Outcome.valueOf(row.getString("outcome")),
                row.getTimestamp("decided_at") != null);
    }
}
