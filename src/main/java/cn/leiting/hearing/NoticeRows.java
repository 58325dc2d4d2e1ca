package cn.leiting.hearing;

import cn.leiting.hearing.Notice.Numbered;
import cn.leiting.proposal.Penalty;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The notices' tables. */
@Component
class NoticeRows {

    private final JdbcClient jdbc;
    private final Clock clock;

    NoticeRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** In place of the one that is not given yet. */
    void keep(String code, int proposal, Notice notice, String by) {
        jdbc.sql("delete from prior_notice where case_code = ? and given_at is null")
                .param(code)
                .update();
        jdbc.sql("""
                        insert into prior_notice
                        values (?, (select coalesce(max(no), 0) + 1 from prior_notice where case_code = ?),
                                ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(code, code, proposal, notice.penalty().kind().name())
                .params(notice.penalty().amount(), notice.penalty().confiscation())
                .params(notice.facts(), notice.grounds(), notice.basis(), notice.rightsTold(), notice.hearingTold())
                .params(notice.changeReason(), notice.notifiedOn(), by, now())
                .update();
    }

    void give(String code, int no, String by) {
        jdbc.sql("update prior_notice set given_by = ?, given_at = ? where case_code = ? and no = ?")
                .params(by, now(), code, no)
                .update();
    }

    void keep(String code, int notice, Statement statement, String by) {
        jdbc.sql("""
                        insert into defence_statement (case_code, notice_no, kind, received_on, text, late_reason, by_whom, at)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(code, notice, statement.kind().name(), statement.receivedOn(), statement.text())
                .params(statement.lateReason(), by, now())
                .update();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    /** The newest first. */
    List<Numbered> all(String code) {
        return jdbc.sql("select * from prior_notice where case_code = ? order by no desc")
                .param(code)
                .query(NoticeRows::numbered)
                .list();
    }

    private static Numbered numbered(ResultSet row, int number) throws SQLException {
        return new Numbered(
                row.getInt("no"),
                row.getInt("proposal_no"),
                new Notice(
                        new Penalty(
                                Penalty.Kind.valueOf(row.getString("kind")),
                                row.getBigDecimal("amount"),
                                row.getBigDecimal("confiscation")),
                        row.getString("facts"),
                        row.getString("grounds"),
                        row.getString("basis"),
                        row.getBoolean("rights_told"),
                        row.getBoolean("hearing_told"),
                        row.getString("change_reason"),
                        row.getObject("notified_on", LocalDate.class)),
                row.getTimestamp("given_at") != null);
    }

    /** To that notice, in their order. */
    List<Statement> statements(String code, int notice) {
        return jdbc.sql("""
                        select kind, received_on, text, late_reason
                        from defence_statement
                        where case_code = ? and notice_no = ?
                        order by id
                        """).params(code, notice).query(Statement.class).list();
    }
}
