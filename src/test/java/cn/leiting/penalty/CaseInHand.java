package cn.leiting.penalty;

import cn.leiting.casework.Cases;
import cn.leiting.casework.Handlers;
import cn.leiting.casework.Source;
import cn.leiting.disposition.Dispositions.Proposal;
import cn.leiting.hearing.Notice;
import cn.leiting.hearing.Notices;
import cn.leiting.hearing.Statement;
import cn.leiting.identity.Citizens;
import cn.leiting.inquiry.Inquiries;
import cn.leiting.inquiry.Inquiries.Document;
import cn.leiting.inquiry.Inquiries.DocumentKind;
import cn.leiting.inquiry.Inquiries.Evidence;
import cn.leiting.inquiry.Inquiries.EvidenceKind;
import cn.leiting.inquiry.Inquiries.Signature;
import cn.leiting.party.Parties;
import cn.leiting.penalty.Decision.Content;
import cn.leiting.proposal.Penalty;
import cn.leiting.proposal.Proposal.Verdict;
import cn.leiting.proposal.Proposals;
import cn.leiting.proposal.Weighing;
import cn.leiting.proposal.Weighing.Age;
import cn.leiting.proposal.Weighing.Harm;
import cn.leiting.proposal.Weighing.Mitigation;
import cn.leiting.shared.Actor;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/**
 * Cases of Xujing as its officers xujing1 and xujing2 handle them, for tests: filed on 2023-01-03, so that on the first
 * day of the trial the five working days of a notice of that day are over, and seven more have gone by.
 */
@Component
public class CaseInHand {

    public static final LocalDate FILED = LocalDate.of(2023, 1, 3);
    public static final LocalDate TODAY = LocalDate.of(2023, 1, 12);
    public static final String FACTS = "当事人于2022年12月20日在徐泾镇华徐公路驾驶货车运输散装砂石，车厢未密闭，有现场照片、勘验笔录和询问笔录为证，当事人对事实无异议，车辆信息已核对。";

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final Cases cases;
    private final Handlers handlers;
    private final Inquiries inquiries;
    private final Proposals proposals;
    private final Notices notices;
    private final LegalReviews reviews;
    private final Discussions discussions;
    private final Decisions decisions;
    private final Parties parties;

    CaseInHand(
            Cases cases,
            Handlers handlers,
            Inquiries inquiries,
            Proposals proposals,
            Notices notices,
            LegalReviews reviews,
            Discussions discussions,
            Decisions decisions,
            Parties parties) {
        this.cases = cases;
        this.handlers = handlers;
        this.inquiries = inquiries;
        this.proposals = proposals;
        this.notices = notices;
        this.reviews = reviews;
        this.discussions = discussions;
        this.decisions = decisions;
        this.parties = parties;
    }

    /** A filed case of an open transport by a citizen of forty, of whom nothing is known. */
    public String filed() {
        return filed("VIO_OPEN_TRANSPORT", citizen(1983));
    }

    public String filed(String violation, Long party) {
        return filed(violation, party, LocalDate.of(2022, 12, 20));
    }

    /** @param act the day of the act, found on the same day */
    public String filed(String violation, Long party, LocalDate act) {
        String code = cases.register(
                new Source(
                        "310118106",
                        Source.Kind.PATROL,
                        null,
                        null,
                        null,
                        violation,
                        "徐泾镇华徐公路",
                        "货车运输散装物料，车厢未密闭。",
                        act,
                        act),
                "xujing1");
        if (party != null) {
            cases.identify(code, party, "xujing1");
        }
        cases.route(code, Proposal.ORDINARY, "xujing1");
        cases.file(code, FILED, "xujingDecide1");
        handlers.assign(code, Set.of("xujing1", "xujing2"), "xujingLead");
        return code;
    }

    /** Another one each time, born on the seventh of March of that year. */
    public long citizen(int birthYear) {
        return parties.enter(
                Citizens.called("试用当事人", LocalDate.of(birthYear, 3, 7), NUMBERS.incrementAndGet()), false, "xujing1");
    }

    public void evidenceOf(String code) {
        inquiries.gather(code, new Evidence(EvidenceKind.DOCUMENTARY, "现场照片四张", FILED, null), "xujing1");
        inquiries.write(
                code, new Document(DocumentKind.SITE_RECORD, "现场检查笔录", FILED, Signature.SIGNED, null, null), "xujing1");
    }

    public static Weighing plain() {
        return weighing(Age.ADULT, Mitigation.NONE, false);
    }

    public static Weighing weighing(Age age, Mitigation mitigation, boolean first) {
        return new Weighing(true, age, false, null, false, true, false, first, Harm.MINOR, first, mitigation, false);
    }

    public static Penalty fine(String yuan) {
        return new Penalty(Penalty.Kind.FINE, new BigDecimal(yuan), null);
    }

    public static cn.leiting.proposal.Proposal proposal(Verdict verdict, Penalty penalty, Weighing weighing) {
        return new cn.leiting.proposal.Proposal(
                FACTS, List.of("当事人配合调查"), "事实清楚，证据确凿，程序合法。", weighing, verdict, penalty);
    }

    public void propose(String code, String yuan) {
        evidenceOf(code);
        proposals.write(code, proposal(Verdict.PENALTY, fine(yuan), plain()), "xujing1");
        proposals.handIn(code, "xujing1");
    }

    public static Notice notice(String yuan, boolean hearing) {
        return new Notice(fine(yuan), FACTS, "违反大气污染防治法，应当处罚。", "《中华人民共和国大气污染防治法》第一百一十六条", true, hearing, null, FILED);
    }

    public void told(String code, String yuan, boolean hearing) {
        propose(code, yuan);
        notices.write(code, notice(yuan, hearing), "xujing1");
        notices.give(code, "xujing1");
    }

    public void said(String code, Statement.Kind kind) {
        notices.record(code, new Statement(kind, LocalDate.of(2023, 1, 5), "当事人的意见。", null), officer());
    }

    /** As the model asks, without the model. */
    public void open(String code) {
        if (!reviews.ask(code, "system") && !discussions.ask(code, "system")) {
            decisions.open(code, "system");
        }
    }

    public static Content decision(String no, String yuan) {
        return new Content(
                no,
                TODAY,
                Verdict.PENALTY,
                fine(yuan),
                FACTS,
                "《中华人民共和国大气污染防治法》第一百一十六条",
                "自收到决定书之日起十五日内到指定银行缴纳。",
                null);
    }

    public static Content without(String no, Verdict verdict) {
        return new Content(no, TODAY, verdict, null, FACTS, "《中华人民共和国行政处罚法》第五十七条", null, "已对当事人进行教育。");
    }

    public static Actor officer() {
        return new Actor("xujing1", Set.of("squadXujing"));
    }

    public static Actor decider() {
        return new Actor("xujingDecide1", Set.of("decideXujing"));
    }

    public static Actor reviewer() {
        return new Actor("xujingReview1", Set.of("reviewXujing"));
    }
}
