package cn.leiting.oversight;

import static cn.leiting.campaign.Campaign.Status.APPROVED;
import static cn.leiting.campaign.Campaign.Status.SUSPENDED;

import cn.leiting.assignment.DutyPlan.Kind;
import cn.leiting.campaign.Campaign;
import cn.leiting.campaign.Campaigns;
import cn.leiting.organization.Organization;
import cn.leiting.organization.People;
import cn.leiting.organization.Squad;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 指导意见（F-05）：what sections and leaders tell the squads while a campaign runs (the notice, lines 23 and
 * 29). A note is never changed; a squad acknowledges it once, and is reminded until it has.
 */
@Component
public class Guidances {

    /**
     * One note.
     *
     * @param requestedDutyMode the way of duty that is asked for; none: as the squad planned it
     * @param receivers every squad to which the reader may see it was given
     */
    public record Guidance(
            long id,
            String text,
            @Nullable Kind requestedDutyMode,
            List<String> focusItems,
            boolean ackRequired,
            String givenByName,
            Instant givenAt,
            List<Receiver> receivers) {}

    /** A squad to which a note was given, and who acknowledged it when. */
    public record Receiver(
            long guidance,
            String squad,
            @Nullable String ackedByName,
            @Nullable Instant ackedAt) {}

    /**
     * What is given. Refuses what breaks a limit (422).
     *
     * @param squads nine-digit codes; none: all squads of the campaign
     * @param text at most 1000 characters
     * @param focusItems at most 10 of at most 100 characters
     */
    public record Form(
            Set<String> squads,
            String text,
            @Nullable Kind requestedDutyMode,
            List<String> focusItems,
            boolean ackRequired) {

        public Form {
            squads = new TreeSet<>(squads);
            text = Limits.required("指导意见", text, 1000);
            focusItems = focusItems.stream()
                    .filter(item -> !item.isBlank())
                    .map(item -> Limits.required("重点事项", item, 100))
                    .toList();
            if (focusItems.size() > 10) {
                throw Refusal.invalid("focusItems", "重点事项不能超过10条。");
            }
        }
    }

    private final JdbcClient jdbc;
    private final Campaigns campaigns;
    private final Organization organization;
    private final People people;
    private final Receipts receipts;
    private final Clock clock;

    Guidances(
            JdbcClient jdbc,
            Campaigns campaigns,
            Organization organization,
            People people,
            Receipts receipts,
            Clock clock) {
        this.jdbc = jdbc;
        this.campaigns = campaigns;
        this.organization = organization;
        this.people = people;
        this.receipts = receipts;
        this.clock = clock;
    }

    static boolean mayGive(Actor actor) {
        return actor.isSupervisor() || actor.isLeader();
    }

    static boolean isOpen(Campaign campaign) {
        return campaign.status() == APPROVED || campaign.status() == SUSPENDED;
    }

    /**
     * Gives a note. Only supervisors and leaders (403); refuses a campaign that is not running (409) and a
     * squad that takes no part (422).
     */
    @Transactional
    public void give(String code, Form form, Actor by) {
        if (!mayGive(by)) {
            throw Refusal.forbidden("您没有印发指导意见的权限。");
        }
        Campaign campaign = campaigns.get(code);
        if (!isOpen(campaign)) {
            throw Refusal.conflict("行动" + campaign.status().label() + "，不能印发指导意见。");
        }
        Set<String> to = form.squads().isEmpty() ? campaign.squads() : form.squads();
        if (!campaign.squads().containsAll(to)) {
            throw Refusal.invalid("squads", "只能向参加行动的中队印发指导意见。");
        }
        long guidance = jdbc.sql("""
                        insert into campaign_guidance
                            (campaign, text, requested_duty_mode, focus_items, ack_required, given_by, given_by_name,
                             given_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        returning id
                        """)
                .params(
                        code,
                        form.text(),
                        form.requestedDutyMode() == null
                                ? null
                                : form.requestedDutyMode().name())
                .params(form.focusItems().toArray(String[]::new), form.ackRequired())
                .params(by.id(), people.nameOf(by.id()), now())
                .query(Long.class)
                .single();
        jdbc.sql("insert into campaign_guidance_squad (guidance, squad) select ?, unnest(?)")
                .params(guidance, to.toArray(String[]::new))
                .update();
        if (form.ackRequired()) {
            receipts.owed(code, guidance, to);
        }
    }

    /**
     * 签收. Only the squad's own people (403); refuses a note that was not given to it (404), one that asks for
     * no acknowledgement, and a second one (409).
     */
    @Transactional
    public void acknowledge(String code, long guidance, Actor by) {
        Squad squad = organization
                .squadOf(by.groups())
                .filter(own -> by.isIn(own.group()))
                .orElseThrow(() -> Refusal.forbidden("只有中队人员可以签收指导意见。"));
        boolean required = jdbc.sql("""
                        select ack_required
                        from campaign_guidance given
                                 join campaign_guidance_squad receiver on receiver.guidance = given.id
                        where given.id = ?
                          and given.campaign = ?
                          and receiver.squad = ?
                        """)
                .params(guidance, code, squad.code())
                .query(Boolean.class)
                .optional()
                .orElseThrow(() -> Refusal.notFound("没有印发给" + squad.name() + "的这条指导意见。"));
        if (!required) {
            throw Refusal.conflict("这条指导意见不需要签收。");
        }
        int acknowledged = jdbc.sql("""
                        insert into campaign_guidance_ack (guidance, squad, acked_by, acked_by_name, acked_at)
                        values (?, ?, ?, ?, ?)
                        on conflict do nothing
                        """)
                .params(guidance, squad.code(), by.id(), people.nameOf(by.id()), now())
                .update();
        if (acknowledged == 0) {
            throw Refusal.conflict(squad.name() + "已经签收，不能重复签收。");
        }
        receipts.given(guidance, squad.code());
    }

    /** All notes of a campaign, or those to one squad and its own receipt of them; the newest first. */
    public List<Guidance> of(String code, @Nullable String onlySquad) {
        Map<Long, List<Receiver>> receivers =
                jdbc.sql("""
                        select guidance, squad, acked_by_name, acked_at
                        from campaign_guidance_squad
                                 join campaign_guidance given on given.id = guidance
                                 left join campaign_guidance_ack using (guidance, squad)
                        where campaign = :code
                          and (:squad::text is null or squad = :squad)
                        order by squad
                        """).param("code", code).param("squad", onlySquad).query(Receiver.class).list().stream()
                        .collect(Collectors.groupingBy(Receiver::guidance));
        return jdbc
                .sql("select * from campaign_guidance where campaign = ? order by id desc")
                .param(code)
                .query((row, number) -> guidance(row, receivers))
                .list()
                .stream()
                .filter(given -> !given.receivers().isEmpty())
                .toList();
    }

    private static Guidance guidance(ResultSet row, Map<Long, List<Receiver>> receivers) throws SQLException {
        String mode = row.getString("requested_duty_mode");
        return new Guidance(
                row.getLong("id"),
                row.getString("text"),
                mode == null ? null : Kind.valueOf(mode),
                Arrays.asList((String[]) row.getArray("focus_items").getArray()),
                row.getBoolean("ack_required"),
                row.getString("given_by_name"),
                row.getTimestamp("given_at").toInstant(),
                receivers.getOrDefault(row.getLong("id"), List.of()));
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
