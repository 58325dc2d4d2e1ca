package cn.leiting.campaign;

import cn.leiting.organization.Squad;
import cn.leiting.shared.Refusal;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 所属行动：the campaign that a form names: approved once, and a squad took part in it. */
@Component
public class CampaignsUnderWay {

    private static final Set<Campaign.Status> NEVER_UNDER_WAY =
            EnumSet.of(Campaign.Status.DRAFT, Campaign.Status.SUBMITTED, Campaign.Status.REJECTED);

    private final Campaigns campaigns;

    CampaignsUnderWay(Campaigns campaigns) {
        this.campaigns = campaigns;
    }

    /**
     * The campaign of that code; empty for none. Refuses one that is unknown, not approved, or without the squad.
     *
     * @param otherwise what to do where there is none, for the refusal, e.g. 日常工作请填写“日常”
     */
    public Optional<Campaign> named(@Nullable String code, Optional<Squad> squad, String otherwise) {
        if (code == null) {
            return Optional.empty();
        }
        Campaign campaign = campaigns
                .find(code)
                .filter(found -> !NEVER_UNDER_WAY.contains(found.status()))
                .orElseThrow(() -> Refusal.invalid("campaignId", "没有编号为“" + code + "”的已批准行动，" + otherwise + "。"));
        if (squad.isPresent() && !campaign.squads().contains(squad.get().code())) {
            throw Refusal.invalid("campaignId", "您的中队没有参加行动" + code + "，" + otherwise + "。");
        }
        return Optional.of(campaign);
    }
}
