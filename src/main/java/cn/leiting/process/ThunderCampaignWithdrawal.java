package cn.leiting.process;

import cn.leiting.campaign.Campaigns;
import cn.leiting.handling.Withdrawal;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** 撤回行动方案 before it is filed or approved. */
@Component
class ThunderCampaignWithdrawal implements Withdrawal {

    private final Campaigns campaigns;

    ThunderCampaignWithdrawal(Campaigns campaigns) {
        this.campaigns = campaigns;
    }

    @Override
    public String process() {
        return "thunderCampaign";
    }

    @Override
    public Map<String, Set<String>> ways() {
        return Map.of("defineCampaign", Set.of("fileInspectionPlan", "approveCampaign"));
    }

    @Override
    public void undo(String task, String businessKey, String by) {
        campaigns.takeBack(businessKey, by);
    }
}
