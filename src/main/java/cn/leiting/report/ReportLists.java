package cn.leiting.report;

import cn.leiting.shared.Actor;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 专报一览：the reports of a year, in one statement whatever they are. */
@Component
class ReportLists {

    /** One line of the list of a year; {@code recipients} is 0 until it is delivered. */
    record Line(
            String code,
            String title,
            @Nullable String subject,
            SpecialReport.Status status,
            @Nullable Integer issueNo,
            @Nullable Integer totalNo,
            @Nullable LocalDate signedOn,
            @Nullable String corrects,
            int recipients,
            int readers) {}

    private final JdbcClient jdbc;

    ReportLists(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The years that have a report, and this one, the newest first. */
    List<Integer> years(int thisYear) {
        TreeSet<Integer> years = new TreeSet<>(jdbc.sql("select distinct year from special_report")
                .query(Integer.class)
                .list());
        years.add(thisYear);
        return List.copyOf(years.descendingSet());
    }

    /** The reports of a year, the newest first: all of them, or those that are addressed to the reader. */
    List<Line> lines(int year, Actor reader, boolean all) {
        return jdbc.sql("""
                        select report.code, report.title, report.subject, report.status, report.issue_no, report.issue_total as total_no,
                               report.signed_on, corrected.code as corrects, sent.recipients, sent.readers
                        from special_report report
                                 left join special_report corrected on corrected.id = report.corrects
                                 cross join lateral (select count(*) as recipients, count(read_at) as readers,
                                                            bool_or(delivery.recipient = any (:groups)) as mine
                                                     from special_report_delivery delivery
                                                              left join special_report_reading reading
                                                                        on reading.special_report = delivery.special_report
                                                                            and reading.recipient = delivery.recipient
                                                     where delivery.special_report = report.id) sent
                        where report.year = :year
                          and (:all or sent.mine)
                        order by report.no desc
                        """)
                .param("groups", reader.groups().toArray(String[]::new))
                .param("year", year)
                .param("all", all)
                .query(Line.class)
                .list();
    }
}
