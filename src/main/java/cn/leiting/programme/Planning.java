package cn.leiting.programme;

import static cn.leiting.programme.PlannedCampaign.State.CANCELLED;
import static cn.leiting.programme.PlannedCampaign.State.DONE;
import static cn.leiting.programme.PlannedCampaign.State.UNCOUNTED;

import cn.leiting.organization.Organization;
import cn.leiting.organization.Unit;
import cn.leiting.programme.Journal.Kind;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 拟制、调整与启动：writes a draft's table, changes an issued programme's plan with a reason (domain P1, 8a),
 * and launches and ends what it plans.
 */
@Component
@Transactional
public class Planning {

    /** 主题 of the catalogue. */
    public record Theme(String code, String name, boolean inBody) {}

    /** @param seq the row to change; null adds one */
    public record Change(
            @Nullable Integer seq,
            @Nullable String theme,
            @Nullable String title,
            @Nullable Integer month) {}

    private final ProgrammeRepository programmes;
    private final Organization organization;
    private final Journal journal;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Planning(
            ProgrammeRepository programmes,
            Organization organization,
            Journal journal,
            JdbcClient jdbc,
            Clock clock,
            ApplicationEventPublisher events) {
        this.programmes = programmes;
        this.organization = organization;
        this.journal = journal;
        this.jdbc = jdbc;
        this.clock = clock;
        this.events = events;
    }

    /** @param version of the table that was edited; refused when somebody else has written since */
    public void write(int year, Draft draft, int version, String by) {
        if (organization.sections().stream().map(Unit::name).noneMatch(draft.responsibleUnit()::equals)) {
            throw Refusal.invalid("responsibleUnit", "责任单位应为局机关科室。");
        }
        List<Theme> known = themes();
        draft.rows().forEach(row -> theme(row.theme(), known));
        Programme programme = find(year);
        programme.refuseUnless(Programme.Status.DRAFT, "修改");
        if (programme.version() != version) {
            throw Refusal.conflict("方案已被他人修改，请重新打开后再填写。");
        }
        programme.write(draft, draft.rows().stream().collect(Collectors.toMap(Draft.Row::seq, PlannedCampaign::of)));
        journal.note(programmes.save(programme), Kind.DRAFTED, null, by);
    }

    /** Adds, places, moves or rewords a planned campaign; answers its number. */
    public int replan(int year, Change change, String reason, String by) {
        String why = Limits.required("调整原因", reason, 300);
        Optional<Theme> theme = theme(change.theme(), themes());
        Programme programme = find(year);
        PlannedCampaign.Plan plan = programme.planFor("调整计划行动");
        int seq = change.seq() == null ? plan.nextSeq() : change.seq();

        String title = Optional.ofNullable(Limits.optional("名称", change.title(), 100))
                .or(() -> theme.map(Theme::name))
                .orElse("");
        PlannedCampaign.MonthStatus status = PlannedCampaign.MonthStatus.of(change.month(), change.theme());
        Draft.Row row = new Draft.Row(seq, change.theme(), title, status, change.month(), null);
        keep(programme, seq, change.seq() == null ? plan.add(row) : plan.replan(row, why), why, by);
        return seq;
    }

    public void drop(int year, int seq, String reason, String by) {
        String why = Limits.required("撤销原因", reason, 300);
        Programme programme = find(year);
        keep(programme, seq, programme.planFor("撤销计划行动").drop(seq, why), why, by);
    }

    /**
     * 启动计划行动：once, and only one that has its month and its theme; answers the campaign's code, the
     * next free number of the year, e.g. {@code TH-2023-01}. The campaign's process hears of it.
     */
    public String launch(int year, int seq, String by) {
        PlannedCampaign launched = take(year, seq, by);
        String campaign = Objects.requireNonNull(launched.campaignCode());
        events.publishEvent(new PlannedCampaign.Launched(
                campaign, year, seq, launched.title(), Objects.requireNonNull(launched.theme())));
        return campaign;
    }

    /** As {@link #launch}, for a campaign whose process runs already. */
    public PlannedCampaign take(int year, int seq, String by) {
        Programme programme = find(year);
        PlannedCampaign launched = programme.launch(seq);
        programmes.save(programme);
        journal.note(programme, Kind.LAUNCHED, launched.campaignCode() + " " + launched.title(), by);
        return launched;
    }

    /** The launched campaign is over; one of the whole district counts as one of the eight (domain 9.1 no. 13). */
    public void campaignDone(String campaignCode, boolean counts, String by) {
        end(campaignCode, counts ? DONE : UNCOUNTED, counts ? null : "仅部分中队参加，不计入年度次数。", by);
    }

    /** The launched campaign was not approved or was cancelled half-way and does not count (domain 9.1 no. 3). */
    public void campaignCancelled(String campaignCode, String reason, String by) {
        end(campaignCode, CANCELLED, Limits.required("取消原因", reason, 300), by);
    }

    /**
     * In the year that its code names, on whatever day it ends (domain 9.1 no. 12). The one row, and not the
     * whole programme: it is the tail of somebody's decision on the campaign.
     */
    private void end(String campaignCode, PlannedCampaign.State end, @Nullable String why, String by) {
        long programme = jdbc.sql("""
                        with programme as (
                            update annual_programme set version = version + 1 where year = ? returning id)
                        update planned_campaign planned
                        set status = ?,
                            reason = ?
                        from programme
                        where planned.programme = programme.id and campaign_code = ? and status = 'LAUNCHED'
                        returning programme.id
                        """)
                .params(Integer.parseInt(campaignCode.substring(3, 7)), end.name(), why, campaignCode)
                .query(Long.class)
                .optional()
                .orElseThrow(() -> Refusal.conflict("年度计划里没有正在开展的行动" + campaignCode + "。"));
        journal.note(programme, Kind.ENDED, campaignCode + " " + end.label() + (why == null ? "" : "：" + why), by);
    }

    private void keep(Programme programme, int seq, PlannedCampaign changed, String why, String by) {
        programmes.save(programme);
        journal.keep(programme, seq, changed, why, by);
        String what = "第%d项 %s %s：%s"
                .formatted(
                        seq,
                        changed.title(),
                        changed.month() == null ? changed.monthStatus().label() : changed.month() + "月",
                        why);
        journal.note(programme, Kind.REPLANNED, what, by);
    }

    public void changeLeader(int year, String name, LocalDate from, String by) {
        String leader = Limits.required("牵头领导", name, 50);
        Programme programme = find(year);
        programme.changeLeader(leader, from);
        journal.note(programmes.save(programme), Kind.LEADER_CHANGED, leader + " 自" + from, by);
    }

    /** Done in the year of that programme; refuses one that is done or not decided yet. */
    public void measureDone(int year, long id, String by) {
        Programme programme = find(year);
        String measure = jdbc.sql("""
                        update improvement_measure measure
                        set done_on = :today,
                            done_by = :by
                        from annual_programme decided
                        where measure.id = :id
                          and measure.done_on is null
                          and decided.id = measure.programme
                          and decided.review_approved
                          and decided.year <= :year
                        returning measure.measure
                        """)
                .param("today", LocalDate.now(clock))
                .param("by", by)
                .param("id", id)
                .param("year", year)
                .query(String.class)
                .optional()
                .orElseThrow(() -> Refusal.conflict("该措施已完成，或者所在的年度总结还没有审定。"));
        journal.note(programme, Kind.MEASURE_DONE, measure, by);
    }

    /** The themes of the notice first, as it names them. */
    public List<Theme> themes() {
        return jdbc.sql("select code, name, in_body from campaign_theme order by not in_body, code")
                .query(Theme.class)
                .list();
    }

    Programmes.PlanFacts facts(String code) {
        return jdbc.sql("""
                        select (select count(*)
                                from planned_campaign planned
                                where planned.programme = programme.id
                                  and planned.month is not null
                                  and planned.status not in ('CANCELLED', 'DROPPED')) as planned_count,
                               programme.min_campaigns,
                               (select count(*)
                                from campaign_theme theme
                                where theme.in_body
                                  and not exists (select
                                                  from planned_campaign planned
                                                  where planned.programme = programme.id
                                                    and planned.theme = theme.code
                                                    and planned.status not in ('CANCELLED', 'DROPPED')))
                                   as body_themes_unused,
                               (select count(*)
                                from board_month_goal goal
                                where goal.programme = programme.id
                                  and goal.goal is null) as empty_months
                        from annual_programme programme
                        where programme.code = ?
                        """)
                .param(code)
                .query(Programmes.PlanFacts.class)
                .optional()
                .orElseThrow(() -> Refusal.notFound("没有编号为" + code + "的年度方案。"));
    }

    private static Optional<Theme> theme(@Nullable String code, List<Theme> known) {
        if (code == null) {
            return Optional.empty();
        }
        return Optional.of(known.stream()
                .filter(theme -> theme.code().equals(code))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("theme", "没有“" + code + "”这个主题。")));
    }

    private Programme find(int year) {
        return programmes.findForUpdateByYear(year).orElseThrow(() -> Refusal.notFound("没有" + year + "年度方案。"));
    }
}
