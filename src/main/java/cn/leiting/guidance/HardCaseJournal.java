package cn.leiting.guidance;

import cn.leiting.calendar.BureauTime;
import cn.leiting.guidance.HardCase.Opinion;
import cn.leiting.organization.People;
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

    enum Kind {
        REQUESTED("提请指导"),
        ACCEPTED("受理"),
        TURNED_DOWN("退回提出单位"),
        DRAFTED("拟写意见"),
        SIGNED("审签同意"),
        RETURNED("退回修改"),
        ADOPTION_RECORDED("反馈采纳情况");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    /** 一版意见. */
    record Version(int no, String answer, String legalBasis, String draftedBy, LocalDateTime draftedAt) {}

    /** 一次办理. */
    record Event(String kind, @Nullable String text, String byName, LocalDateTime at) {}

    private final JdbcClient jdbc;
    private final People people;
    private final Clock clock;

    HardCaseJournal(JdbcClient jdbc, People people, Clock clock) {
        this.jdbc = jdbc;
        this.people = people;
        this.clock = clock;
    }

    void keep(HardCase hardCase, int no, Opinion opinion, String by) {
        jdbc.sql("""
                        insert into hard_case_opinion (hard_case, no, answer, legal_basis, drafted_by, drafted_at)
                        values (?, ?, ?, ?, ?, ?)
                        """)
                .params(hardCase.id(), no, opinion.answer(), opinion.legalBasis(), by, Timestamp.from(clock.instant()))
                .update();
    }

    void note(HardCase hardCase, Kind kind, @Nullable String text, String by) {
        jdbc.sql("insert into hard_case_event (hard_case, kind, text, by_whom, by_name, at) values (?, ?, ?, ?, ?, ?)")
                .params(hardCase.id(), kind.name(), text, by, people.nameOf(by), Timestamp.from(clock.instant()))
                .update();
    }

    /** The newest first. */
    List<Version> opinions(HardCase hardCase) {
        return jdbc.sql("""
                        select no, answer, legal_basis, coalesce(name, drafted_by) as drafted_by, drafted_at
                        from hard_case_opinion
                                 left join person on user_id = drafted_by
                        where hard_case = ?
                        order by no desc
                        """)
                .param(hardCase.id())
                .query((row, n) -> new Version(
                        row.getInt("no"),
                        row.getString("answer"),
                        row.getString("legal_basis"),
                        row.getString("drafted_by"),
                        inBureauTime(row, "drafted_at")))
                .list();
    }

    List<Event> events(HardCase hardCase) {
        return jdbc.sql("select kind, text, by_name, at from hard_case_event where hard_case = ? order by id")
                .param(hardCase.id())
                .query((row, n) -> new Event(
                        Kind.valueOf(row.getString("kind")).label(),
                        row.getString("text"),
                        row.getString("by_name"),
                        inBureauTime(row, "at")))
                .list();
    }

    private static LocalDateTime inBureauTime(ResultSet row, String column) throws SQLException {
        return LocalDateTime.ofInstant(row.getTimestamp(column).toInstant(), BureauTime.ZONE);
    }
}
