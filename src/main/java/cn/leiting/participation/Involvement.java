package cn.leiting.participation;

import cn.leiting.participation.Participations.Kind;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 社会参与台账：a year's records with their points and tickets, and their sums, in two statements whatever there is. */
@Component
@Transactional(readOnly = true)
class Involvement {

    /** @param kind null: any, as with {@code point} */
    record Filter(int year, @Nullable Kind kind, @Nullable String point) {}

    /** @param known whether the ticket is one of the complaints that were imported */
    record Row(
            LocalDate heldOn,
            Kind kind,
            int count,
            @Nullable String point,
            @Nullable String pointName,
            @Nullable String campaign,
            @Nullable String ticket,
            boolean known,
            String recordedByName) {}

    /** @param count of people or of matters, in so many {@code records} */
    record Sum(Kind kind, int records, long count) {}

    static final int MOST = 500;

    private static final String NARROWED = """
            where held_on between make_date(:year, 1, 1) and make_date(:year, 12, 31)
              and (:kind::text is null or participation.kind = :kind)
              and (:point::text is null or participation.point = :point)
            """;

    private final JdbcClient jdbc;

    Involvement(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The newest first, {@link #MOST} at most. */
    List<Row> rows(Filter filter) {
        return narrowed(
                        "select held_on, participation.kind, count, participation.point, inspection_point.name as point_name,"
                                + " campaign, ticket, complaint.ticket_no is not null as known, recorded_by_name"
                                + " from public_participation participation"
                                + " left join inspection_point on inspection_point.code = participation.point"
                                + " left join complaint on complaint.ticket_no = ticket " + NARROWED
                                + "order by held_on desc, participation.id desc limit " + MOST,
                        filter)
                .query(Row.class)
                .list();
    }

    /** By kind; a kind without records is not there. */
    List<Sum> sums(Filter filter) {
        return narrowed(
                        "select kind, count(*) as records, sum(count) as count from public_participation participation "
                                + NARROWED + "group by kind order by kind",
                        filter)
                .query(Sum.class)
                .list();
    }

    private JdbcClient.StatementSpec narrowed(String sql, Filter filter) {
        return jdbc.sql(sql)
                .param("year", filter.year())
                .param("kind", filter.kind() == null ? null : filter.kind().name())
                .param("point", filter.point());
    }
}
