package cn.leiting;

import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** 夜间行动：the main job's campaign on the evening of its first day, all squads being in the field. */
public final class NightCampaign {

    private final Bureau bureau;

    private NightCampaign(Bureau bureau) {
        this.bureau = bureau;
    }

    /** @param base of a trial that has just been started for the first time */
    public static NightCampaign begin(String base) {
        NightCampaign campaign = new NightCampaign(new Bureau(base));
        new MainJob(campaign.bureau)
                .steps()
                .subList(0, 2)
                .forEach(step -> step.action().run());
        campaign.bureau.clock("2023-01-13T20:00");
        return campaign;
    }

    public Instant now() {
        return bureau.now().atZone(ZoneId.of("Asia/Shanghai")).toInstant();
    }

    /** Accounts by the squad's task. The first two are the officers of every visit; all of them send. */
    public Map<String, List<String>> squads() {
        Map<String, List<String>> squads = new LinkedHashMap<>();
        Bureau.SQUADS.forEach((name, code) ->
                squads.put(MainJob.CAMPAIGN + ":" + code, List.of(name + "1", name + "2", name + "3", name + "Lead")));
        return squads;
    }
}
