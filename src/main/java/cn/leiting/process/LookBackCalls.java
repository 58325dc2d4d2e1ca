package cn.leiting.process;

import cn.leiting.campaign.Campaigns;
import cn.leiting.engine.Engine;
import cn.leiting.guidance.HardCases;
import cn.leiting.lookback.LookBack;
import cn.leiting.lookback.LookBacks;
import cn.leiting.process.ThunderCampaignForms.PublicizeCampaign;
import cn.leiting.publicity.Publications;
import cn.leiting.report.SpecialReports;
import cn.leiting.score.Stage;
import cn.leiting.scoring.Scorings;
import java.util.Map;
import org.springframework.stereotype.Component;

/** 回头看的下游事项：the papers that a look-back asks for from other rooms, each by its code; repeated, the same one. */
@Component
class LookBackCalls {

    private final LookBacks lookBacks;
    private final Campaigns campaigns;
    private final HardCases hardCases;
    private final SpecialReports reports;
    private final Publications publications;
    private final Scorings scorings;
    private final Engine engine;

    LookBackCalls(
            LookBacks lookBacks,
            Campaigns campaigns,
            HardCases hardCases,
            SpecialReports reports,
            Publications publications,
            Scorings scorings,
            Engine engine) {
        this.lookBacks = lookBacks;
        this.campaigns = campaigns;
        this.hardCases = hardCases;
        this.reports = reports;
        this.publications = publications;
        this.scorings = scorings;
        this.engine = engine;
    }

    /** On its own: the look-back does not wait for the opinion. */
    void guidance(String code) {
        LookBack.Question asked = lookBacks.question(code);
        String hardCase = hardCases.request(code, null, asked.text(), asked.by());
        engine.startBy("hardCaseAsked", hardCase, Map.of());
    }

    void publicize(String code, PublicizeCampaign form, String by) {
        lookBacks.publicize(code, form.channel().label(), by);
        publications.publish(code, form.toForm(), by);
    }

    String report(String code) {
        String title = campaigns.get(lookBacks.get(code).campaign()).title();
        return reports.commission(code, title + "回头看情况专报", engine.actor());
    }

    /** Asked under the scoring's lock, so that no lock of the score slips between the answer and the wait. */
    boolean provisionalLocked(String code) {
        return scorings.provisionalLocked(lookBacks.get(code).campaign());
    }

    String scoring(String code) {
        return scorings.begin(lookBacks.get(code).campaign(), Stage.FINAL, engine.actor());
    }
}
