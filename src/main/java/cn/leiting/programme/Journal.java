package cn.leiting.programme;

import cn.leiting.organization.People;
import cn.leiting.shared.Refusal;
import java.sql.Timestamp;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 办理记录：who did what with a programme and why; only ever added to. */
@Component
public class Journal {

    public enum Kind {
        STARTED("启动拟制"),
        DRAFTED("修改草稿"),
        SUBMITTED("报审"),
        WITHDRAWN("撤回报审"),
        WARNED("系统提示"),
        APPROVED("审定通过"),
        RETURNED("退回修改"),
        ISSUED("印发"),
        IMPORTED("按通知录入"),
        CONFIRMED("签收"),
        LEADER_CHANGED("更换牵头领导"),
        REPLANNED("调整计划行动"),
        LAUNCHED("启动行动"),
        ENDED("行动结束"),
        REPORTED("报告月度进展"),
        REVIEWED("报送年度总结"),
        REVIEW_WITHDRAWN("撤回年度总结"),
        REVIEW_APPROVED("年度总结审定通过"),
        REVIEW_RETURNED("退回年度总结"),
        MEASURE_DONE("长效措施完成"),
        CLOSED("办结");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    private final JdbcClient jdbc;
    private final People people;
    private final Clock clock;

    Journal(JdbcClient jdbc, People people, Clock clock) {
        this.jdbc = jdbc;
        this.people = people;
        this.clock = clock;
    }

    void note(Programme programme, Kind kind, @Nullable String text, String by) {
        note(programme.id(), kind, text, by);
    }

    void note(long programme, Kind kind, @Nullable String text, String by) {
        jdbc.sql("insert into programme_event (programme, kind, text, by_whom, by_name, at) values (?, ?, ?, ?, ?, ?)")
                .params(programme, kind.name(), text, by, people.nameOf(by), Timestamp.from(clock.instant()))
                .update();
    }

    /** Refuses the one who sent in what the decision is about. */
    void refuseMaker(Programme programme, Kind decision, String by) {
        boolean ofReview = decision == Kind.REVIEW_APPROVED || decision == Kind.REVIEW_RETURNED;
        String maker = jdbc.sql("""
                        select by_whom
                        from programme_event
                        where programme = ?
                          and kind = ?
                        order by id desc
                        limit 1
                        """)
                .params(programme.id(), (ofReview ? Kind.REVIEWED : Kind.SUBMITTED).name())
                .query(String.class)
                .single();
        if (maker.equals(by)) {
            throw Refusal.forbidden("不能审定自己报送的材料。");
        }
    }

    /** Keeps what the planned campaign looks like now. */
    void keep(Programme programme, int seq, PlannedCampaign planned, String reason, String by) {
        jdbc.sql("""
                        insert into planned_campaign_version
                            (programme, seq, revision, theme, title, month_status, month, status, reason, by_whom, at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        programme.id(),
                        seq,
                        planned.revision(),
                        planned.theme(),
                        planned.title(),
                        planned.monthStatus().name(),
                        planned.month(),
                        planned.status().name(),
                        reason,
                        by,
                        Timestamp.from(clock.instant()))
                .update();
    }

    void keep(Programme programme, YearReview review, String by) {
        int seq = jdbc.sql("""
                        insert into year_review
                            (programme, seq, summary, achievements, problems, reviewed_by, reviewed_at)
                        select :programme, count(*) + 1, :summary, :achievements, :problems, :by, :at
                        from year_review
                        where programme = :programme
                        returning seq
                        """)
                .param("programme", programme.id())
                .param("summary", review.summary())
                .param("achievements", review.achievements())
                .param("problems", review.problems())
                .param("by", by)
                .param("at", Timestamp.from(clock.instant()))
                .query(Integer.class)
                .single();
        int no = 1;
        for (YearReview.Improvement improvement : review.improvements()) {
            jdbc.sql("""
                            insert into improvement_measure (programme, review, no, measure, owner_unit, due_on)
                            values (?, ?, ?, ?, ?, ?)
                            """)
                    .params(
                            programme.id(),
                            seq,
                            no++,
                            improvement.measure(),
                            improvement.ownerUnit(),
                            improvement.dueOn())
                    .update();
        }
    }
}
