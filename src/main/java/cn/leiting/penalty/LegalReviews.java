package cn.leiting.penalty;

import cn.leiting.casework.Cases;
import cn.leiting.casework.EnforcementCase;
import cn.leiting.casework.Handlers;
import cn.leiting.casework.Status;
import cn.leiting.inquiry.Readers;
import cn.leiting.penalty.Grounds.Matter;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 法制审核 (F-38; 行政处罚法第五十八条): by a reviewer of the deciding body who has never handled the case, of one
 * proposal and one notice; 法制科's guidance is none. Refuses others and handlers (403), a case that waits for none (409).
 */
@Component
@Transactional
public class LegalReviews {

    /** 审核结论. */
    public enum Result {
        PASS("通过"),
        RETURN("退回补充"),
        FAIL("不通过");

        private final String label;

        Result(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** One review, with its reviewer by name. */
    public record Review(
            int no,
            int proposalNo,
            @Nullable Integer noticeNo,
            String reviewerName,
            Result result,
            String opinion,
            List<String> reasons,
            LocalDateTime reviewedAt) {}

    private final JdbcClient jdbc;
    private final Cases cases;
    private final Handlers handlers;
    private final Grounds grounds;
    private final Readers readers;
    private final Clock clock;

    LegalReviews(JdbcClient jdbc, Cases cases, Handlers handlers, Grounds grounds, Readers readers, Clock clock) {
        this.jdbc = jdbc;
        this.cases = cases;
        this.handlers = handlers;
        this.grounds = grounds;
        this.readers = readers;
        this.clock = clock;
    }

    /** Why the case as it stands needs one; empty: none is needed. */
    @Transactional(readOnly = true)
    public List<String> reasons(String code) {
        return grounds.ofReview(grounds.matter(cases.get(code)));
    }

    /** Puts the case to its review where it needs one that it has not passed yet; answers whether it does. */
    public boolean ask(String code, String by) {
        Matter matter = grounds.matter(cases.hold(code));
        boolean needed = !grounds.ofReview(matter).isEmpty() && passed(matter).isEmpty();
        if (needed) {
            cases.advance(code, Status.REVIEWING, null, by);
        }
        return needed;
    }

    /** The number of the review that this proposal and this notice have passed. */
    Optional<Integer> passed(Matter matter) {
        return of(matter.found().code()).stream()
                .filter(review -> review.result() == Result.PASS)
                .filter(review -> review.proposalNo() == matter.proposal().no())
                .filter(review -> Objects.equals(review.noticeNo(), matter.noticeNo()))
                .map(Review::no)
                .reduce((earlier, later) -> later);
    }

    /**
     * Anything but a pass sends the case back to the investigation.
     *
     * @param opinion 10 to 2000 characters
     */
    public void review(String code, Result result, @Nullable String opinion, Actor by) {
        EnforcementCase found = cases.hold(code);
        readers.refuseUnlessReviewer(found, by);
        handlers.refuseHandler(code, by.id(), "承办人不能审核自己办理的案件（行政处罚法第五十八条）。");
        if (found.status() != Status.REVIEWING) {
            throw Refusal.conflict("案件" + code + "现为“" + found.status().label() + "”，没有待办的法制审核。");
        }
        String said = Limits.required("审核意见", opinion, 10, 2000);
        Matter matter = grounds.matter(found);
        jdbc.sql("""
                        insert into legal_review (case_code, no, proposal_no, notice_no, reviewer, result, opinion, reasons,
                                                  reviewed_at)
                        values (?, (select coalesce(max(no), 0) + 1 from legal_review where case_code = ?), ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(code, code, matter.proposal().no(), matter.noticeNo(), by.id(), result.name(), said)
                .params(grounds.ofReview(matter).toArray(String[]::new), Timestamp.from(clock.instant()))
                .update();
        if (result != Result.PASS) {
            cases.advance(code, Status.INVESTIGATING, "法制审核" + result.label(), by.id());
        }
    }

    /** In their order. */
    @Transactional(readOnly = true)
    public List<Review> of(String code) {
        return jdbc.sql("""
                        select no, proposal_no, notice_no, coalesce(name, reviewer) as reviewer_name, result, opinion,
                               reasons, reviewed_at at time zone 'Asia/Shanghai' as reviewed_at
                        from legal_review
                                 left join person on user_id = reviewer
                        where case_code = ?
                        order by no
                        """)
                .param(code)
                .query((row, number) -> new Review(
                        row.getInt("no"),
                        row.getInt("proposal_no"),
                        row.getObject("notice_no", Integer.class),
                        row.getString("reviewer_name"),
                        Result.valueOf(row.getString("result")),
                        row.getString("opinion"),
                        List.of((String[]) row.getArray("reasons").getArray()),
                        row.getObject("reviewed_at", LocalDateTime.class)))
                .list();
    }

    @Transactional(readOnly = true)
    boolean hasReviewed(String code, String account) {
        return jdbc.sql("select exists (select from legal_review where case_code = ? and reviewer = ?)")
                .params(code, account)
                .query(Boolean.class)
                .single();
    }
}
