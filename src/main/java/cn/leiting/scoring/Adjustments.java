package cn.leiting.scoring;

import cn.leiting.organization.People;
import cn.leiting.score.Adjustment;
import cn.leiting.score.AdjustmentCode;
import cn.leiting.scoring.Scoring.Status;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 加减分事项：the rows of F-28 (domain P10, §6.2), written by 执法协调科 while the scoring waits for them, and
 * confirmed by another person, who checks the score. A withdrawn row stays as withdrawn.
 */
@Component
@Transactional
public class Adjustments {

    private static final String OWNER = "deptCoordination";
    private static final int MOST = 99;

    /**
     * What is written.
     *
     * @param squad its code; it takes part in the campaign
     * @param count how often, 1 to 99
     * @param evidenceRef where the evidence is, at most 200 characters
     * @param text 10 to 500 characters
     */
    public record Form(
            @Nullable String squad,
            @Nullable AdjustmentCode code,
            @Nullable Integer count,
            @Nullable String evidenceRef,
            @Nullable String text) {}

    /** 一项加减分; {@code ground} names the record that suggested it, whose address is then the evidence. */
    public record Row(
            long id,
            String squad,
            AdjustmentCode code,
            int count,
            String evidenceRef,
            String text,
            @Nullable String ground,
            boolean carried,
            String byName,
            LocalDateTime at,
            @Nullable String confirmedName,
            @Nullable LocalDateTime confirmedAt,
            @Nullable String withdrawnName,
            @Nullable LocalDateTime withdrawnAt) {

        public boolean isInForce() {
            return withdrawnAt == null;
        }
    }

    private final ScoringRepository scorings;
    private final JdbcClient jdbc;
    private final People people;
    private final Clock clock;

    Adjustments(ScoringRepository scorings, JdbcClient jdbc, People people, Clock clock) {
        this.scorings = scorings;
        this.jdbc = jdbc;
        this.people = people;
        this.clock = clock;
    }

    /** Refuses everybody but 执法协调科, and once the adjustments were supplied. */
    public void add(String scoring, Form form, Actor by) {
        add(scoring, form, null, by);
    }

    /**
     * The same of what a record suggests, which counts once.
     *
     * @param ground the record, e.g. {@code X1:4711}; refuses one that is booked, in whatever campaign (409)
     */
    public void add(String scoring, Form form, @Nullable String ground, Actor by) {
        by.require(OWNER);
        AdjustmentCode code = given(form.code(), "code", "请选择加减分事项。");
        int count = given(form.count(), "count", "请填写次数。");
        if (count < 1 || count > MOST) {
            throw Refusal.invalid("count", "次数应为1至" + MOST + "。");
        }
        String evidence = Limits.required("证据", form.evidenceRef(), 200);
        String text = Limits.required("说明", form.text(), 10, 500);
        Scoring open = open(scorings.findForUpdateByCode(scoring)
                .orElseThrow(() -> Refusal.notFound("没有编号为“" + scoring + "”的评分。")));
        String squad = participant(open, given(form.squad(), "squad", "请选择中队。"));
        refuseMoreThanMost(open, squad, code, count);
        refuseBooked(open, ground);
        jdbc.sql("""
                        insert into score_adjustment (scoring, squad, code, count, evidence_ref, text, ground, by_whom, by_name, at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(open.id(), squad, code.name(), count, evidence, text, ground, by.id())
                .params(people.nameOf(by.id()), now())
                .update();
    }

    /** The row stays as withdrawn. Refuses everybody but 执法协调科, and once the adjustments were supplied. */
    public void withdraw(long id, Actor by) {
        by.require(OWNER);
        long scoring = jdbc.sql("select scoring from score_adjustment where id = ?")
                .param(id)
                .query(Long.class)
                .optional()
                .orElseThrow(() -> Refusal.notFound("没有这项加减分事项。"));
        open(scorings.findForUpdateById(scoring).orElseThrow());
        int withdrawn =
                jdbc.sql("""
                        update score_adjustment
                        set withdrawn_by = ?, withdrawn_name = ?, withdrawn_at = ?
                        where id = ? and withdrawn_at is null
                        """).params(by.id(), people.nameOf(by.id()), now(), id).update();
        if (withdrawn == 0) {
            throw Refusal.conflict("这项加减分事项已经撤回。");
        }
    }

    private static Scoring open(Scoring scoring) {
        scoring.refuseUnless(Status.BEGUN, "更改加减分事项");
        return scoring;
    }

    private String participant(Scoring scoring, String squad) {
        boolean takesPart = jdbc.sql("select exists (select from squad_task where assignment = ? and squad = ?)")
                .params(scoring.campaign(), squad)
                .query(Boolean.class)
                .single();
        if (!takesPart) {
            throw Refusal.invalid("squad", "该中队没有参加此行动。");
        }
        return squad;
    }

    private void refuseMoreThanMost(Scoring scoring, String squad, AdjustmentCode code, int count) {
        int before = inForce(scoring).stream()
                .filter(row -> row.squad().equals(squad) && row.code() == code)
                .mapToInt(Adjustment::count)
                .sum();
        if (before + count > MOST) {
            throw Refusal.invalid("count", "同一中队的同一事项合计不能超过" + MOST + "次。");
        }
    }

    /** Two who book the same thing for two campaigns at once wait for each other. */
    private void refuseBooked(Scoring scoring, @Nullable String ground) {
        if (ground == null) {
            return;
        }
        scorings.lockGround(ground);
        jdbc.sql("""
                        select scoring.code
                        from score_adjustment
                                 join scoring on scoring.id = score_adjustment.scoring
                        where ground = ? and withdrawn_at is null and (scoring.campaign <> ? or scoring.id = ?)
                        limit 1
                        """)
                .params(ground, scoring.campaign(), scoring.id())
                .query(String.class)
                .optional()
                .ifPresent(code -> {
                    throw Refusal.conflict("这项记录已在评分" + code + "中登记，不能重复登记。");
                });
    }

    private static <T> T given(@Nullable T value, String field, String sentence) {
        if (value == null) {
            throw Refusal.invalid(field, sentence);
        }
        return value;
    }

    /** The rows by squad, withdrawn ones too. */
    @Transactional(readOnly = true)
    public List<Row> of(String scoring) {
        return jdbc.sql("""
                        select line.id, squad, line.code, count, evidence_ref, text, ground, carried_from is not null as carried,
                               by_name, at at time zone 'Asia/Shanghai' as at, confirmed_name,
                               confirmed_at at time zone 'Asia/Shanghai' as confirmed_at, withdrawn_name,
                               withdrawn_at at time zone 'Asia/Shanghai' as withdrawn_at
                        from score_adjustment line
                                 join scoring on scoring.id = line.scoring
                        where scoring.code = ?
                        order by squad, line.id
                        """).param(scoring).query(Row.class).list();
    }

    List<Adjustment> inForce(Scoring scoring) {
        return jdbc.sql("""
                        select squad, code, sum(count) as count
                        from score_adjustment
                        where scoring = ? and withdrawn_at is null
                        group by squad, code
                        order by squad, code
                        """).param(scoring.id()).query(Adjustment.class).list();
    }

    /** Refuses whoever wrote one of the rows. */
    void confirm(Scoring scoring, String by) {
        List<String> writers =
                jdbc.sql("""
                        select distinct by_whom
                        from score_adjustment
                        where scoring = ? and withdrawn_at is null and confirmed_at is null
                        """).param(scoring.id()).query(String.class).list();
        if (writers.contains(by)) {
            throw Refusal.forbidden("不能核对自己填写的加减分事项。");
        }
        if (!writers.isEmpty()) {
            jdbc.sql("""
                            update score_adjustment
                            set confirmed_by = ?, confirmed_name = ?, confirmed_at = ?
                            where scoring = ? and withdrawn_at is null and confirmed_at is null
                            """).params(by, people.nameOf(by), now(), scoring.id()).update();
        }
    }

    /** What was confirmed for the one stage holds for the next, where it can still be withdrawn. */
    void carry(Scoring from, Scoring to) {
        jdbc.sql("""
                        insert into score_adjustment
                            (scoring, squad, code, count, evidence_ref, text, ground, carried_from, by_whom, by_name, at,
                             confirmed_by, confirmed_name, confirmed_at)
                        select ?, squad, code, count, evidence_ref, text, ground, id, by_whom, by_name, at,
                               confirmed_by, confirmed_name, confirmed_at
                        from score_adjustment
                        where scoring = ? and withdrawn_at is null
                        order by id
                        """).params(to.id(), from.id()).update();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
