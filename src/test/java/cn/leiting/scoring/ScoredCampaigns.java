package cn.leiting.scoring;

import cn.leiting.overview.Rounds;
import cn.leiting.score.AdjustmentCode;
import cn.leiting.score.Indicator;
import cn.leiting.score.Stage;
import cn.leiting.shared.Actor;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Campaigns whose scoring has come as far as a test needs it, without a process. */
@Component
public class ScoredCampaigns {

    public static final String REASON = "两个点位因道路封闭无法到达，应当计为免除，请予更正。";

    private final Rounds rounds;
    private final Scorings scorings;
    private final Adjustments adjustments;
    private final Appeals appeals;
    private final JdbcClient jdbc;
    private final Clock clock;

    ScoredCampaigns(
            Rounds rounds, Scorings scorings, Adjustments adjustments, Appeals appeals, JdbcClient jdbc, Clock clock) {
        this.rounds = rounds;
        this.scorings = scorings;
        this.adjustments = adjustments;
        this.appeals = appeals;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public static Actor person(String id, String... groups) {
        return new Actor(id, Set.of(groups));
    }

    public static Actor coordination() {
        return person("coordination1", "deptCoordination");
    }

    /** A dispatched campaign whose provisional scoring waits for adjustments; answers the scoring's code. */
    public String begun(String campaign, String... squads) {
        rounds.dispatched(campaign, squads);
        return scorings.begin(campaign, Stage.PROVISIONAL, "system");
    }

    public String computed(String campaign, String... squads) {
        String code = begun(campaign, squads);
        compute(code);
        return code;
    }

    public void compute(String code) {
        scorings.supply(code, "coordination1");
        scorings.compute(code);
    }

    public String published(String campaign, String... squads) {
        String code = computed(campaign, squads);
        publish(code);
        return code;
    }

    public void publish(String code) {
        scorings.check(code, null, "supervision1");
        scorings.publish(code);
    }

    public String locked(String campaign, String... squads) {
        String code = published(campaign, squads);
        lock(code);
        return code;
    }

    /** After a window in which nobody appealed, or longer than appeals can hold it up. */
    public void lock(String code) {
        publishedOn(code, today().minusDays(40));
        scorings.confirm(code, null, "lead1");
        scorings.lock(code);
    }

    /** As if it had been published then, at ten o'clock. */
    public void publishedOn(String code, LocalDate day) {
        jdbc.sql("""
                        update scoring
                        set published_at       = ?::timestamp at time zone 'Asia/Shanghai',
                            first_published_at = least(first_published_at, ?::timestamp at time zone 'Asia/Shanghai')
                        where code = ?
                        """).params(day.atTime(10, 0), day.atTime(10, 0), code).update();
    }

    public void adjusted(String code, String squad, AdjustmentCode adjustment, int count) {
        adjustments.add(
                code, new Adjustments.Form(squad, adjustment, count, "督查记录第7号", "最终反馈逾期三个工作日以上。"), coordination());
    }

    public long appealed(String campaign, String squad, Indicator indicator, String lead) {
        return appeals.file(campaign, squad, new Appeals.Filing(indicator, REASON, null, null), lead);
    }

    public long claimed(String campaign, String squad, Indicator indicator, String claim, String lead) {
        return appeals.file(
                campaign, squad, new Appeals.Filing(indicator, REASON, new BigDecimal(claim), "封路通告"), lead);
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
