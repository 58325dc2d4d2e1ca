package cn.leiting.lookback;

import cn.leiting.campaign.Papers;
import cn.leiting.organization.Organization;
import cn.leiting.shared.Refusal;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 回头看材料：what is written about a look-back in the end: the supervision's comment and the closing checks. */
@Component
class LookBackPapers {

    private static final String BY = "coalesce((select name from person where user_id = :by), :by)";

    private final JdbcClient jdbc;
    private final Organization organization;
    private final Clock clock;

    LookBackPapers(JdbcClient jdbc, Organization organization, Clock clock) {
        this.jdbc = jdbc;
        this.organization = organization;
        this.clock = clock;
    }

    void supervise(String code, String comment, @Nullable String question, String by) {
        jdbc.sql("insert into look_back_supervision"
                        + " (look_back, comment, question, supervised_by, supervised_by_name, supervised_at)"
                        + " values (:code, :comment, :question, :by, " + BY + ", :now)")
                .param("code", code)
                .param("comment", comment)
                .param("question", question)
                .param("by", by)
                .param("now", now())
                .update();
    }

    Optional<LookBack.Question> question(String code) {
        return jdbc.sql("""
                        select question as text, supervised_by as "by"
                        from look_back_supervision
                        where look_back = ?
                          and question is not null
                        """).param(code).query(LookBack.Question.class).optional();
    }

    /** In the place of these squads' earlier ones. */
    void check(String code, List<Papers.Check> checks, String by) {
        jdbc.sql("""
                        insert into look_back_check
                            (look_back, squad, measures_in_place, rectification_in_place, long_term_in_place, comment,
                             checked_by, checked_by_name, checked_at)
                        select :code, row.*, :by,
                        """ + BY + """
                        , :now
                        from unnest(:squads, :measures, :rectified, :longTerm, :comments) as row
                        on conflict (look_back, squad) do update
                            set measures_in_place      = excluded.measures_in_place,
                                rectification_in_place = excluded.rectification_in_place,
                                long_term_in_place     = excluded.long_term_in_place,
                                comment                = excluded.comment,
                                checked_by             = excluded.checked_by,
                                checked_by_name        = excluded.checked_by_name,
                                checked_at             = excluded.checked_at
                        """)
                .param("code", code)
                .param("by", by)
                .param("now", now())
                .param("squads", checks.stream().map(Papers.Check::squad).toArray(String[]::new))
                .param(
                        "measures",
                        checks.stream().map(Papers.Check::measuresInPlace).toArray(Boolean[]::new))
                .param(
                        "rectified",
                        checks.stream().map(Papers.Check::rectificationInPlace).toArray(Boolean[]::new))
                .param(
                        "longTerm",
                        checks.stream().map(Papers.Check::longTermInPlace).toArray(Boolean[]::new))
                .param("comments", checks.stream().map(Papers.Check::comment).toArray(String[]::new))
                .update();
    }

    List<Papers.Check> checks(String code) {
        return jdbc.sql("select * from look_back_check where look_back = ? order by squad")
                .param(code)
                .query(Papers.Check.class)
                .list();
    }

    void refuseMissingChecks(String code, List<String> tookPart) {
        Set<String> checked = checks(code).stream().map(Papers.Check::squad).collect(Collectors.toSet());
        String missing = tookPart.stream()
                .filter(squad -> !checked.contains(squad))
                .map(squad -> organization.squad(squad).name())
                .collect(Collectors.joining("、"));
        if (!missing.isEmpty()) {
            throw Refusal.conflict("还没有填写到位检查：" + missing + "。");
        }
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
