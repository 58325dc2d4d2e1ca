package cn.leiting.process;

import cn.leiting.campaign.Campaigns;
import cn.leiting.campaign.Papers;
import cn.leiting.campaign.Proceedings;
import cn.leiting.engine.Engine;
import cn.leiting.guidance.HardCases;
import cn.leiting.publicity.Publication;
import cn.leiting.publicity.Publications;
import cn.leiting.report.SpecialReports;
import cn.leiting.score.Stage;
import cn.leiting.scoring.Scorings;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** 行动的下游事项：the papers that a campaign asks for from other rooms, each by its code; repeated, the same one. */
@Component
class ThunderCampaignCalls {

    private final Campaigns campaigns;
    private final Papers papers;
    private final Proceedings proceedings;
    private final HardCases hardCases;
    private final SpecialReports reports;
    private final Publications publications;
    private final Scorings scorings;
    private final Engine engine;

    ThunderCampaignCalls(
            Campaigns campaigns,
            Papers papers,
            Proceedings proceedings,
            HardCases hardCases,
            SpecialReports reports,
            Publications publications,
            Scorings scorings,
            Engine engine) {
        this.campaigns = campaigns;
        this.papers = papers;
        this.proceedings = proceedings;
        this.hardCases = hardCases;
        this.reports = reports;
        this.publications = publications;
        this.scorings = scorings;
        this.engine = engine;
    }

    /** What supervision asked last. */
    String guidance(String code) {
        List<Papers.Supervision> supervisions = papers.supervisions(code);
        Papers.Supervision last = supervisions.get(supervisions.size() - 1);
        return hardCases.request(code, null, Objects.requireNonNull(last.question()), last.supervisedBy());
    }

    String report(String code) {
        return reports.commission(code, campaigns.get(code).title() + "情况专报", engine.actor());
    }

    void publish(String code, Publication.Form form, String by) {
        publications.publish(code, form, by);
    }

    String scoring(String code) {
        return scorings.begin(code, Stage.PROVISIONAL, engine.actor());
    }

    /** As the leadership gave it. */
    String cancelReason(String code) {
        return proceedings.events(code).stream()
                .filter(event -> event.kind() == Proceedings.Kind.CANCELLED)
                .reduce((earlier, later) -> later)
                .map(Proceedings.Event::reason)
                .orElseThrow();
    }
}
