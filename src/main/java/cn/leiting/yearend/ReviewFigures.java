package cn.leiting.yearend;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 年度总结的依据：a programme's review, its campaigns and its measures, in one statement each. */
@Component
class ReviewFigures {

    /** The newest text; {@code approved} whether the leadership has approved it. */
    record Review(
            String docTitle,
            int minCampaigns,
            boolean approved,
            String summary,
            String achievements,
            String problems,
            LocalDate reviewedOn) {}

    /** @param squads that took part; {@code accepted} of them had their task accepted */
    record Held(
            String code,
            String title,
            @Nullable LocalDate startsOn,
            @Nullable LocalDate endsOn,
            String status,
            long squads,
            long accepted) {

        String state() {
            return switch (status) {
                case "CLOSED" -> "已办结";
                case "CANCELLED" -> "已取消";
                case "REJECTED" -> "未批准";
                case "SUSPENDED" -> "已暂停";
                default -> "进行中";
            };
        }
    }

    /** @param year of the review that resolved it */
    record Measure(
            int year,
            String measure,
            String ownerUnit,
            LocalDate dueOn,
            @Nullable LocalDate doneOn) {

        /** As of that day: done, open or late. */
        String state(LocalDate on) {
            if (doneOn != null) {
                return doneOn.isAfter(dueOn) ? "逾期完成" : "已完成";
            }
            return on.isAfter(dueOn) ? "已逾期" : "未完成";
        }
    }

    private final JdbcClient jdbc;
    private final Clock clock;

    ReviewFigures(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    LocalDate today() {
        return LocalDate.now(clock);
    }

    /** Empty before there is a review. */
    Optional<Review> review(int year) {
        return jdbc.sql("""
                        select programme.doc_title, programme.min_campaigns, programme.review_approved as approved,
                               review.summary, review.achievements, review.problems,
                               (review.reviewed_at at time zone 'Asia/Shanghai')::date as reviewed_on
                        from annual_programme programme
                                 join year_review review on review.programme = programme.id
                        where programme.year = ?
                        order by review.seq desc
                        limit 1
                        """).param(year).query(Review.class).optional();
    }

    List<Held> campaigns(int year) {
        return jdbc.sql("""
                        select campaign.code, campaign.title, starts_on, ends_on, campaign.status,
                               count(task.code) filter (where task.state <> 'CANCELLED') as squads,
                               count(task.code) filter (where task.state = 'ACCEPTED') as accepted
                        from campaign
                                 left join squad_task task on task.assignment = campaign.code
                        where campaign.year = ?
                          and campaign.status not in ('DRAFT', 'SUBMITTED')
                        group by campaign.code
                        order by campaign.code
                        """).param(year).query(Held.class).list();
    }

    /** The year's own, and what earlier years' approved reviews had left open when the year began. */
    List<Measure> measures(int year) {
        return jdbc.sql("""
                        select programme.year, measure.measure, measure.owner_unit, measure.due_on, measure.done_on
                        from improvement_measure measure
                                 join annual_programme programme on programme.id = measure.programme
                        where measure.review = (select max(seq) from year_review where year_review.programme = programme.id)
                          and (programme.year = :year
                            or programme.review_approved and programme.year < :year
                                and (measure.done_on is null or measure.done_on >= make_date(:year, 1, 1)))
                        order by programme.year, measure.no
                        """).param("year", year).query(Measure.class).list();
    }
}
