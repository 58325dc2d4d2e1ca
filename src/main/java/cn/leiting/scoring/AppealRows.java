package cn.leiting.scoring;

import cn.leiting.organization.People;
import cn.leiting.score.Indicator;
import cn.leiting.scoring.Appeal.Result;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The appeals' table. */
@Component
class AppealRows {

    private static final String APPEALS = """
            select appeal.*, scoring.code as scoring_code,
                   case when decided_at is not null then greatest(decided_at, published_at) end as room_since
            from score_appeal appeal
                     join scoring on scoring.id = appeal.scoring
            """;

    private final JdbcClient jdbc;
    private final People people;
    private final Clock clock;

    AppealRows(JdbcClient jdbc, People people, Clock clock) {
        this.jdbc = jdbc;
        this.people = people;
        this.clock = clock;
    }

    long add(Scoring scoring, String squad, Appeals.Filing filing, int level, int cardVersion, String by) {
        return jdbc.sql("""
                        insert into score_appeal
                            (scoring, squad, indicator, level, card_version, reason, claimed_value, evidence_ref,
                             filed_by, filed_name, filed_at, result)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'PENDING')
                        returning id
                        """)
                .params(
                        scoring.id(),
                        squad,
                        String.valueOf(filing.indicator()),
                        level,
                        cardVersion,
                        filing.reason(),
                        filing.claimedValue(),
                        filing.evidenceRef(),
                        by,
                        people.nameOf(by),
                        now())
                .query(Long.class)
                .single();
    }

    Optional<Appeal> find(long id) {
        return jdbc.sql(APPEALS + " where appeal.id = ?")
                .param(id)
                .query(AppealRows::appeal)
                .optional();
    }

    List<Appeal> of(Scoring scoring) {
        return of(scoring.code());
    }

    List<Appeal> of(String scoring) {
        return jdbc.sql(APPEALS + " where scoring.code = ? order by squad, indicator, level")
                .param(scoring)
                .query(AppealRows::appeal)
                .list();
    }

    void correct(long id, BigDecimal numerator, BigDecimal denominator, String by) {
        jdbc.sql("""
                        update score_appeal
                        set corrected_numerator = ?, corrected_denominator = ?, corrected_by = ?
                        where id = ?
                        """).params(numerator, denominator, by, id).update();
    }

    void decide(long id, Result result, String comment, String by) {
        jdbc.sql("""
                        update score_appeal
                        set result = ?, comment = ?, decided_by = ?, decided_at = ?,
                            decided_name = coalesce((select name from person where user_id = ?), ?)
                        where id = ?
                        """).params(result.name(), comment, by, now(), by, by, id).update();
    }

    void lapse(Scoring scoring) {
        jdbc.sql("update score_appeal set result = 'LAPSED', lapsed_at = ? where scoring = ? and result = 'PENDING'")
                .params(now(), scoring.id())
                .update();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private static Appeal appeal(ResultSet row, int number) throws SQLException {
        return new Appeal(
                row.getLong("id"),
                row.getString("scoring_code"),
                row.getString("squad"),
                Indicator.valueOf(row.getString("indicator")),
                row.getInt("level"),
                row.getInt("card_version"),
                row.getString("reason"),
                row.getBigDecimal("claimed_value"),
                row.getString("evidence_ref"),
                row.getString("filed_name"),
                row.getTimestamp("filed_at").toInstant(),
                row.getBigDecimal("corrected_numerator"),
                row.getBigDecimal("corrected_denominator"),
                Result.valueOf(row.getString("result")),
                row.getString("comment"),
                row.getString("decided_by"),
                row.getString("decided_name"),
                moment(row, "decided_at"),
                moment(row, "room_since"));
    }

    private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        Timestamp found = row.getTimestamp(column);
        return found == null ? null : found.toInstant();
    }
}
