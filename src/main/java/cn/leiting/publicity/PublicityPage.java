package cn.leiting.publicity;

import cn.leiting.office.Excel;
import cn.leiting.office.Sheet;
import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.participation.Participations;
import cn.leiting.publicity.InfoItem.Status;
import cn.leiting.publicity.Listings.Filter;
import cn.leiting.publicity.Listings.Issue;
import cn.leiting.publicity.Listings.Item;
import cn.leiting.publicity.Listings.Listing;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;

/** Items, publications and participation, for the sections and the leaders, and for a squad its own. */
@Controller
class PublicityPage {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm");
    private static final int SHOWN = 200;
    private static final int EXPORTED = 5_000;

    private final Listings listings;
    private final Participations participations;
    private final Organization organization;
    private final Clock clock;

    PublicityPage(Listings listings, Participations participations, Organization organization, Clock clock) {
        this.listings = listings;
        this.participations = participations;
        this.organization = organization;
        this.clock = clock;
    }

    record Narrowed(
            @Nullable String squad,
            @Nullable String campaign,
            @Nullable Status status,
            @Nullable YearMonth month) {

        private Filter within(@Nullable String onlySquad, Organization organization) {
            String chosen = onlySquad == null ? organization.chosen(squad) : onlySquad;
            return new Filter(chosen, given(campaign), status, month);
        }

        private static @Nullable String given(@Nullable String typed) {
            return typed == null || typed.isBlank() ? null : typed.strip();
        }
    }

    record Typed(
            Participations.@Nullable Kind kind,
            @Nullable Integer count,

            @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
            LocalDate heldOn,

            @Nullable String point,
            @Nullable String campaign,
            @Nullable String ticket) {

        private Participations.Form form() {
            if (kind == null || count == null || heldOn == null) {
                throw Refusal.invalid("请填写参与方式、数量和日期。");
            }
            return new Participations.Form(kind, count, heldOn, point, campaign, ticket);
        }
    }

    @GetMapping("/publicity")
    String list(@ModelAttribute("narrowed") Narrowed narrowed, Actor actor, Model model) {
        return page(narrowed, new Typed(null, null, null, null, null, null), actor, model);
    }

    @PostMapping("/publicity/participations")
    String record(@ModelAttribute("typed") Typed typed, Actor actor, Model model, HttpServletResponse response) {
        try {
            participations.record(typed.form(), actor);
        } catch (Refusal refusal) {
            if (refusal.kind() == Refusal.Kind.FORBIDDEN) {
                throw refusal;
            }
            response.setStatus(refusal.kind().status());
            model.addAttribute("refusal", refusal.sentence());
            return page(new Narrowed(null, null, null, null), typed, actor, model);
        }
        return "redirect:/publicity?saved#participations";
    }

    private String page(Narrowed narrowed, Typed typed, Actor actor, Model model) {
        String only = only(actor, organization);
        List<Squad> squads = organization.squads(LocalDate.now(clock));
        model.addAttribute("narrowed", narrowed);
        model.addAttribute("listing", listings.of(narrowed.within(only, organization), only == null, SHOWN));
        model.addAttribute("most", SHOWN);
        model.addAttribute("squads", squads);
        model.addAttribute("names", names(squads));
        model.addAttribute("states", Status.values());
        model.addAttribute("all", only == null);
        model.addAttribute("records", actor.isIn("deptOffice"));
        model.addAttribute("kinds", Participations.Kind.values());
        model.addAttribute("typed", typed);
        return "publicity";
    }

    @GetMapping("/publicity.xlsx")
    void workbook(@ModelAttribute("narrowed") Narrowed narrowed, Actor actor, HttpServletResponse response)
            throws IOException {
        String only = only(actor, organization);
        Listing listing = listings.of(narrowed.within(only, organization), only == null, EXPORTED);
        response.setContentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename("信息宣传.xlsx", StandardCharsets.UTF_8)
                        .build()
                        .toString());
        Excel.write(sheets(listing, names(organization.squads(LocalDate.now(clock)))), response.getOutputStream());
    }

    private static List<Sheet> sheets(Listing listing, Map<String, String> names) {
        return List.of(
                new Sheet(
                        "信息",
                        "信息报送（条数不作为考核排名依据）",
                        List.of(List.of(
                                "编号", "报送单位", "行动", "标题", "作者", "事件时间", "报送时间", "时差（分钟）", "按时", "状态", "采用时间", "已发布媒介")),
                        listing.items().stream().map(item -> cells(item, names)).toList(),
                        List.of(16, 18, 14, 40, 12, 20, 20, 12, 8, 12, 20, 24)),
                new Sheet(
                        "发布",
                        "宣传报道",
                        List.of(List.of(
                                "来源", "序号", "媒介", "级别", "标题", "网址", "证明或原因", "发布时间", "登记人", "状态", "撤下原因", "撤下时间")),
                        listing.issues().stream().map(PublicityPage::cells).toList(),
                        List.of(16, 8, 14, 10, 40, 40, 30, 20, 14, 10, 30, 20)),
                new Sheet(
                        "社会参与",
                        "社会参与",
                        List.of(List.of("日期", "方式", "数量", "点位", "行动", "工单号", "登记人")),
                        listing.participations().stream()
                                .map(PublicityPage::cells)
                                .toList(),
                        List.of(16, 14, 10, 24, 14, 24, 14)));
    }

    private static List<@Nullable Object> cells(Item item, Map<String, String> names) {
        return Arrays.asList(
                item.code(),
                item.squad() == null ? "办公室" : names.get(item.squad()),
                item.campaign() == null ? "日常" : item.campaign(),
                item.title(),
                item.author(),
                MINUTE.format(item.eventAt()),
                MINUTE.format(item.submittedAt()),
                item.delayMinutes(),
                item.onTime() ? "是" : "否",
                item.status().label(),
                written(item.adoptedAt()),
                item.getPlaces());
    }

    private static List<@Nullable Object> cells(Issue issue) {
        return Arrays.asList(
                issue.subject(),
                issue.no(),
                issue.channel().label(),
                issue.level() == null ? null : issue.level().label(),
                issue.title(),
                issue.url(),
                issue.proofNote(),
                MINUTE.format(issue.publishedAt()),
                issue.publishedByName(),
                issue.getState(),
                issue.reason() == null ? null : issue.reason().label() + "：" + issue.text(),
                written(issue.takenDownAt()));
    }

    private static List<@Nullable Object> cells(Participations.Entry entry) {
        return Arrays.asList(
                entry.heldOn(),
                entry.kind().label(),
                entry.count(),
                entry.point(),
                entry.campaign(),
                entry.ticket(),
                entry.recordedByName());
    }

    private static @Nullable String written(@Nullable LocalDateTime moment) {
        return moment == null ? null : MINUTE.format(moment);
    }

    private static Map<String, String> names(List<Squad> squads) {
        return squads.stream().collect(Collectors.toMap(Squad::code, Squad::name));
    }

    /** The only squad that the person may see; null: all. Refuses everybody else. */
    static @Nullable String only(Actor actor, Organization organization) {
        if (actor.isSection() || actor.isLeader()) {
            return null;
        }
        return organization
                .squadOf(actor.groups())
                .filter(squad -> actor.isIn(squad.group()))
                .map(Squad::code)
                .orElseThrow(() -> Refusal.forbidden("您没有查看信息宣传的权限。"));
    }
}
