package cn.leiting.publicity;

import cn.leiting.calendar.BureauTime;
import cn.leiting.shared.Journal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 办理记录：each version of an item's text, and who did what with it; only ever added to. */
@Component
class InfoJournal {

    enum Kind {
        SUBMITTED("报送"),
        ADOPTED("采用"),
        RETURNED("退回报送单位"),
        STORED("留存"),
        CHECKED("审查同意"),
        CHECK_RETURNED("审查退回"),
        APPROVED("审定同意"),
        APPROVAL_RETURNED("审定退回"),
        WITHHELD("发布前退回编审"),
        PUBLISHED("登记发布"),
        WITHDRAWN("决定撤下"),
        TAKEN_DOWN("登记撤下");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** 一版文稿. */
    record Version(int no, String title, String body, String writtenBy, LocalDateTime writtenAt) {}

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Journal<Kind> events;

    InfoJournal(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.events = new Journal<>(jdbc, clock, "info_event", "item", Kind.class);
    }

    void keep(InfoItem item, String title, String body, String by) {
        jdbc.sql("insert into info_text (item, no, title, body, written_by, written_at) values (?, ?, ?, ?, ?, ?)")
                .params(item.id(), item.texts(), title, body, by, Timestamp.from(clock.instant()))
                .update();
    }

    void note(InfoItem item, Kind kind, @Nullable String text, String by) {
        events.note(item.id(), kind, text, by);
    }

    Optional<InfoItems.Text> text(String code) {
        return jdbc.sql("""
                        select title, body
                        from info_item item
                                 join info_text on info_text.item = item.id and info_text.no = item.texts
                        where code = ?
                        """).param(code).query(InfoItems.Text.class).optional();
    }

    /** The newest first. */
    List<Version> versions(InfoItem item) {
        return jdbc.sql("""
                        select no, title, body, coalesce(name, written_by) as written_by, written_at
                        from info_text
                                 left join person on user_id = written_by
                        where item = ?
                        order by no desc
                        """)
                .param(item.id())
                .query((row, n) -> new Version(
                        row.getInt("no"),
                        row.getString("title"),
                        row.getString("body"),
                        row.getString("written_by"),
                        inBureauTime(row, "written_at")))
                .list();
    }

    List<Journal.Event<Kind>> events(InfoItem item) {
        return events.of(item.id());
    }

    private static LocalDateTime inBureauTime(ResultSet row, String column) throws SQLException {
        return LocalDateTime.ofInstant(row.getTimestamp(column).toInstant(), BureauTime.ZONE);
    }
}
