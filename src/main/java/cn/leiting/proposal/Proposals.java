package cn.leiting.proposal;

import cn.leiting.casework.Cases;
import cn.leiting.casework.EnforcementCase;
import cn.leiting.casework.Handlers;
import cn.leiting.casework.Outcome;
import cn.leiting.casework.Status;
import cn.leiting.inquiry.Inquiries;
import cn.leiting.proposal.Proposal.Numbered;
import cn.leiting.proposal.Proposal.Verdict;
import cn.leiting.proposal.Weighing.Age;
import cn.leiting.proposal.Weighing.Answer;
import cn.leiting.proposal.Weighing.Harm;
import cn.leiting.proposal.Weighing.Judgement;
import cn.leiting.proposal.Weighing.Mitigation;
import cn.leiting.shared.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 处理意见 (F-34): written on our page by the handlers while the case is investigated, handed in with the task. Refuses
 * whoever does not handle the case (403), another status (409), and what D-06, the range of the law or the records of
 * the party do not allow (422).
 */
@Component
@Transactional
public class Proposals {

    private final JdbcClient jdbc;
    private final Cases cases;
    private final Handlers handlers;
    private final Inquiries inquiries;
    private final Weighing.Table table;
    private final Ranges ranges;
    private final PastActs past;
    private final Clock clock;

    Proposals(
            JdbcClient jdbc,
            Cases cases,
            Handlers handlers,
            Inquiries inquiries,
            Weighing.Table table,
            Ranges ranges,
            PastActs past,
            Clock clock) {
        this.jdbc = jdbc;
        this.cases = cases;
        this.handlers = handlers;
        this.inquiries = inquiries;
        this.table = table;
        this.ranges = ranges;
        this.past = past;
        this.clock = clock;
    }

    /** In place of the one that is not handed in yet, or as the next one. Answers what D-06 says. */
    public Judgement write(String code, Proposal proposal, String by) {
        EnforcementCase found = investigated(code, by);
        Judgement judgement = judged(found, proposal);
        jdbc.sql("delete from penalty_proposal where case_code = ? and handed_in_at is null")
                .param(code)
                .update();
        Weighing weighing = proposal.weighing();
        Penalty penalty = proposal.penalty();
        jdbc.sql("""
                        insert into penalty_proposal
                        values (?, (select coalesce(max(no), 0) + 1 from penalty_proposal where case_code = ?),
                                ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(code, code, proposal.facts(), proposal.factors().toArray(String[]::new), proposal.reasons())
                .params(weighing.established(), weighing.age().name(), weighing.incapacity(), weighing.endedOn())
                .params(weighing.grave(), weighing.fault(), weighing.minor(), weighing.corrected())
                .params(
                        weighing.harm().name(),
                        weighing.first(),
                        weighing.mitigation().name())
                .params(weighing.finedAlready(), judgement.answer().name(), judgement.basis())
                .params(judgement.outcome() == null ? null : judgement.outcome().name())
                .params(
                        proposal.verdict().name(),
                        penalty == null ? null : penalty.kind().name())
                .params(penalty == null ? null : penalty.amount(), penalty == null ? null : penalty.confiscation())
                .params(by, Timestamp.from(clock.instant()))
                .update();
        return judgement;
    }

    private EnforcementCase investigated(String code, String by) {
        EnforcementCase found = cases.hold(code);
        handlers.refuseOthers(code, by);
        if (found.status() != Status.INVESTIGATING) {
            throw Refusal.conflict("案件" + code + "现为“" + found.status().label() + "”，不能提出处理意见。");
        }
        return found;
    }

    private Judgement judged(EnforcementCase found, Proposal proposal) {
        Weighing weighing = proposal.weighing();
        past.refuseContradiction(found, weighing);
        boolean expired =
                weighing.isExpired(found.source().actOn(), found.source().discoveredOn());
        Judgement judgement = table.judge(weighing, expired);
        refuseMisfit(proposal, judgement);
        Penalty penalty = proposal.penalty();
        if (penalty != null) {
            if (found.party() == null) {
                throw Refusal.conflict("尚未查明当事人，不能拟给予处罚（行政处罚法第四十条）。");
            }
            ranges.refuseUnlawful(found, penalty, weighing.mitigation(), LocalDate.now(clock));
            refuseFailed(found.code(), penalty);
        }
        return judgement;
    }

    private static void refuseMisfit(Proposal proposal, Judgement judgement) {
        Answer answer = judgement.answer();
        Penalty penalty = proposal.penalty();
        if (penalty != null && answer.forbidsPenalty()) {
            throw Refusal.invalid("verdict", answer.label() + "，不能拟给予处罚（" + judgement.basis() + "）。");
        }
        if (penalty != null && answer == Answer.NO_SECOND_FINE && penalty.amount() != null) {
            throw Refusal.invalid("amount", "对同一违法行为不得给予两次以上罚款（" + judgement.basis() + "）。");
        }
        if (proposal.verdict() == Verdict.NOT_ESTABLISHED && answer != Answer.NOT_ESTABLISHED) {
            throw Refusal.invalid("verdict", "违法事实成立的，不能拟作违法事实不能成立处理（行政处罚法第五十七条）。");
        }
        if (proposal.verdict() == Verdict.NO_PENALTY && (!answer.allowsNone() || answer == Answer.NOT_ESTABLISHED)) {
            throw Refusal.invalid("verdict", "没有不予处罚的法定情形，不能拟不予处罚（" + judgement.basis() + "）。");
        }
    }

    /** What the legal review has turned down comes back changed or not at all (行政处罚法第五十八条). */
    private void refuseFailed(String code, Penalty penalty) {
        boolean failed = jdbc.sql("""
                        select exists (select
                                       from legal_review
                                                join penalty_proposal
                                                     on penalty_proposal.case_code = legal_review.case_code
                                                         and penalty_proposal.no = proposal_no
                                       where legal_review.case_code = ?
                                         and result = 'FAIL'
                                         and kind = ?
                                         and amount is not distinct from ?
                                         and confiscation is not distinct from ?)
                        """)
                .params(code, penalty.kind().name(), penalty.amount(), penalty.confiscation())
                .query(Boolean.class)
                .single();
        if (failed) {
            throw Refusal.conflict("同一处罚意见法制审核未通过，不能再次提出（行政处罚法第五十八条）。");
        }
    }

    /** 提出: checked once more; refuses a case whose investigation is not complete, and when nothing is written. */
    public Verdict handIn(String code, String by) {
        EnforcementCase found = investigated(code, by);
        inquiries.conclude(code, by);
        Numbered open =
                latest(code).filter(one -> !one.handedIn()).orElseThrow(() -> Refusal.conflict("请先在案件页写明处理意见。"));
        judged(found, open.proposal());
        jdbc.sql("""
                        update penalty_proposal
                        set handed_in_by = ?, handed_in_at = ?
                        where case_code = ? and no = ?
                        """)
                .params(by, Timestamp.from(clock.instant()), code, open.no())
                .update();
        Penalty penalty = open.proposal().penalty();
        cases.advance(
                code,
                Status.PROPOSED,
                "处理意见：" + open.proposal().verdict().label() + (penalty == null ? "" : "，" + penalty.inWords()),
                by);
        return open.proposal().verdict();
    }

    /** The last one, handed in or not. */
    @Transactional(readOnly = true)
    public Optional<Numbered> latest(String code) {
        return read(code).stream().findFirst();
    }

    /** The last one that was handed in; refuses (409) when there is none. */
    @Transactional(readOnly = true)
    public Numbered handedIn(String code) {
        return read(code).stream()
                .filter(Numbered::handedIn)
                .findFirst()
                .orElseThrow(() -> Refusal.conflict("案件" + code + "还没有提出处理意见。"));
    }

    private List<Numbered> read(String code) {
        return jdbc.sql("select * from penalty_proposal where case_code = ? order by no desc")
                .param(code)
                .query(Proposals::numbered)
                .list();
    }

    private static Numbered numbered(ResultSet row, int number) throws SQLException {
        String kind = row.getString("kind");
        String outcome = row.getString("outcome");
        Weighing weighing = new Weighing(
                row.getBoolean("established"),
                Age.valueOf(row.getString("age")),
                row.getBoolean("incapacity"),
                day(row),
                row.getBoolean("grave"),
                row.getBoolean("fault"),
                row.getBoolean("minor"),
                row.getBoolean("corrected"),
                Harm.valueOf(row.getString("harm")),
                row.getBoolean("first"),
                Mitigation.valueOf(row.getString("mitigation")),
                row.getBoolean("fined_already"));
        Proposal proposal = new Proposal(
                row.getString("facts"),
                List.of((String[]) row.getArray("factors").getArray()),
                row.getString("reasons"),
                weighing,
                Verdict.valueOf(row.getString("verdict")),
                kind == null
                        ? null
                        : new Penalty(
                                Penalty.Kind.valueOf(kind),
                                row.getBigDecimal("amount"),
                                row.getBigDecimal("confiscation")));
        return new Numbered(
                row.getInt("no"),
                proposal,
                new Judgement(
                        Answer.valueOf(row.getString("answer")),
                        row.getString("basis"),
                        outcome == null ? null : Outcome.valueOf(outcome)),
                row.getTimestamp("handed_in_at") != null);
    }

    private static @Nullable LocalDate day(ResultSet row) throws SQLException {
        return row.getObject("ended_on", LocalDate.class);
    }
}
