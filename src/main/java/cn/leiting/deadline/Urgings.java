package cn.leiting.deadline;

import cn.leiting.shared.Actor;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 催办：what supervision says by hand to whoever is late, beside the levels that a deadline climbs by itself; both stand
 * among the receivers' reminders. At most one a day for a thing. How often is information and no basis of assessment.
 */
@Component
@Transactional
public class Urgings {

    /**
     * 催办事项.
     *
     * @param reference names what is owed: a deadline's reference, or the number of an order to correct
     * @param subject the business key of the thing, e.g. {@code TH-2023-01:310118106}
     * @param squad the code of the squad that owes it; null: a section does
     * @param level how late it is, 1 to 3
     * @param told the groups that owe it, one at least
     */
    public record Matter(
            String reference,
            String subject,
            String title,
            @Nullable String squad,
            int level,
            Set<String> told) {

        public Matter {
            told = Set.copyOf(told);
        }
    }

    private final JdbcClient jdbc;
    private final Clock clock;

    Urgings(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Only 执法协调科 and 法规监督科 (403); refuses a second one for the thing on the same day (409).
     *
     * @param words 5 to 300 characters
     */
    public void urge(Matter matter, @Nullable String words, Actor by) {
        if (!by.isSupervisor()) {
            throw Refusal.forbidden("只有执法协调科和法规监督科可以催办。");
        }
        String text = Limits.required("催办内容", words, 5, 300);
        int urged = jdbc.sql("""
                        insert into urging (reference, subject, title, squad, level, told, text, by_whom, by_name, at, on_day)
                        values (:reference, :subject, :title, :squad, :level, :told, :text, :by,
                                coalesce((select name from person where user_id = :by), :by), :at, :today)
                        on conflict (subject, on_day) do nothing
                        """)
                .param("reference", matter.reference())
                .param("subject", matter.subject())
                .param("title", matter.title())
                .param("squad", matter.squad())
                .param("level", matter.level())
                .param("told", matter.told().toArray(String[]::new))
                .param("text", text)
                .param("by", by.id())
                .param("at", Timestamp.from(clock.instant()))
                .param("today", LocalDate.now(clock))
                .update();
        if (urged == 0) {
            throw Refusal.conflict("今天已就“" + matter.subject() + "”催办过，同一事项每天只能催办一次。");
        }
    }
}
