package cn.leiting.guidance;

import cn.leiting.guidance.HardCaseFile.Kind;
import cn.leiting.shared.Journal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 办理记录：each version of an opinion, and who did what with the case; only ever added to. */
@Component
class HardCaseJournal {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Journal<Kind> events;

    HardCaseJournal(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.events = new Journal<>(jdbc, clock, "hard_case_event", "hard_case", Kind.class);
    }

    void keep(HardCase hardCase, int no, Opinion opinion, String by) {
        jdbc.sql("""
                        insert into hard_case_opinion
                            (hard_case, no, answer, legal_basis, alternatives, drafted_by, drafted_at)
                        values (?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        hardCase.id(),
                        no,
                        opinion.answer(),
                        opinion.legalBasis().toArray(String[]::new),
                        opinion.alternatives(),
                        by,
                        Timestamp.from(clock.instant()))
                .update();
    }

    void note(HardCase hardCase, Kind kind, @Nullable String text, String by) {
        events.note(hardCase.id(), kind, text, by);
    }

    /** The newest first. */
    List<HardCaseFile.Version> opinions(HardCase hardCase) {
        return jdbc.sql("""
                        select no, answer, legal_basis, alternatives, coalesce(name, drafted_by) as drafted_by,
                               drafted_at at time zone 'Asia/Shanghai' as drafted_at
                        from hard_case_opinion
                                 left join person on user_id = drafted_by
                        where hard_case = ?
                        order by no desc
                        """)
                .param(hardCase.id())
                .query(HardCaseJournal::version)
                .list();
    }

    private static HardCaseFile.Version version(ResultSet row, int number) throws SQLException {
        Array basis = row.getArray("legal_basis");
        return new HardCaseFile.Version(
                row.getInt("no"),
                row.getString("answer"),
                List.of((String[]) basis.getArray()),
                row.getString("alternatives"),
                row.getString("drafted_by"),
                row.getObject("drafted_at", LocalDateTime.class));
    }

    List<Journal.Event<Kind>> events(HardCase hardCase) {
        return events.of(hardCase.id());
    }
}
