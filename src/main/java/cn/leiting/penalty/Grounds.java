package cn.leiting.penalty;

import cn.leiting.casework.EnforcementCase;
import cn.leiting.hearing.Hearings;
import cn.leiting.hearing.Notice;
import cn.leiting.hearing.Notices;
import cn.leiting.inquiry.HardSigns;
import cn.leiting.inquiry.HardSigns.Sign;
import cn.leiting.proposal.Penalty;
import cn.leiting.proposal.Proposal;
import cn.leiting.proposal.Proposals;
import cn.leiting.proposal.Ranges;
import cn.leiting.proposal.Weighing.Mitigation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 审核和讨论的事由：why a case needs a legal review (行政处罚法第五十八条) or a discussion (第五十七条第二款). */
@Component
@Transactional(readOnly = true)
class Grounds {

    private final Proposals proposals;
    private final Notices notices;
    private final Hearings hearings;
    private final HardSigns signs;
    private final Ranges ranges;

    Grounds(Proposals proposals, Notices notices, Hearings hearings, HardSigns signs, Ranges ranges) {
        this.proposals = proposals;
        this.notices = notices;
        this.hearings = hearings;
        this.signs = signs;
        this.ranges = ranges;
    }

    /**
     * What is going to be decided on.
     *
     * @param notice the last one given for that proposal; none where no penalty is proposed
     * @param penalty as the notice has it
     */
    record Matter(EnforcementCase found, Proposal.Numbered proposal, Notice.@Nullable Numbered notice) {

        @Nullable
        Penalty penalty() {
            return notice == null
                    ? proposal.proposal().penalty()
                    : notice.notice().penalty();
        }

        @Nullable
        Integer noticeNo() {
            return notice == null ? null : notice.no();
        }
    }

    Matter matter(EnforcementCase found) {
        Proposal.Numbered proposal = proposals.handedIn(found.code());
        Optional<Notice.Numbered> notice = notices.given(found.code()).filter(one -> one.proposal() == proposal.no());
        return new Matter(found, proposal, notice.orElse(null));
    }

    /** Each with its article; empty: none is needed. */
    List<String> ofReview(Matter matter) {
        List<String> reasons = new ArrayList<>();
        Set<Sign> seen = signs.of(matter.found().code());
        if (seen.contains(Sign.PUBLIC_INTEREST)) {
            reasons.add("涉及重大公共利益（行政处罚法第五十八条第一款第一项）");
        }
        if (heard(matter)) {
            reasons.add("经过听证程序（行政处罚法第五十八条第一款第二项）");
        }
        if (matter.found().isHard() || seen.contains(Sign.SEVERAL_LAWS)) {
            reasons.add("案件情况疑难复杂、涉及多个法律关系（行政处罚法第五十八条第一款第三项）");
        }
        if (ranges.isMajor(matter.found(), matter.penalty())) {
            reasons.add("较大数额罚款等重大执法决定（行政处罚法第五十八条第一款第四项）");
        }
        if (matter.penalty() != null && matter.proposal().proposal().weighing().mitigation() == Mitigation.MITIGATED) {
            reasons.add("减轻处罚（行政处罚法第五十八条第一款第四项）");
        }
        return reasons;
    }

    private boolean heard(Matter matter) {
        Integer notice = matter.noticeNo();
        return notice != null && hearings.of(matter.found().code(), notice).isPresent();
    }

    /** Only a penalty is discussed. */
    List<String> ofDiscussion(Matter matter) {
        List<String> reasons = new ArrayList<>();
        if (matter.penalty() != null && matter.found().isHard()) {
            reasons.add("情节复杂（行政处罚法第五十七条第二款）");
        }
        if (ranges.isMajor(matter.found(), matter.penalty())) {
            reasons.add("重大违法行为（行政处罚法第五十七条第二款）");
        }
        return reasons;
    }
}
