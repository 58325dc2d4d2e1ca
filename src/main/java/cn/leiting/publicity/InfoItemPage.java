package cn.leiting.publicity;

import cn.leiting.calendar.BureauTime;
import cn.leiting.organization.Organization;
import cn.leiting.publicity.InfoItem.Status;
import cn.leiting.publicity.Listings.Issue;
import cn.leiting.publicity.Publication.Channel;
import cn.leiting.publicity.Publication.Level;
import cn.leiting.publicity.Publication.Place;
import cn.leiting.publicity.Publications.Reason;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * One item with its texts, its history and its publications, or the publications of one campaign or look-back;
 * and what is done to them outside of the process: further publications, withdrawals.
 */
@Controller
class InfoItemPage {

    private static final String ITEM = "/publicity/{subject:INFO-\\d{4}-\\d{4,9}}";
    private static final String SUBJECT =
            "/publicity/{subject:INFO-\\d{4}-\\d{4,9}|TH-\\d{4}-\\d{2,4}|LB-\\d{4}-\\d{2,4}}";

    private final InfoItems items;
    private final InfoJournal journal;
    private final Publications publications;
    private final Listings listings;
    private final Organization organization;

    InfoItemPage(
            InfoItems items,
            InfoJournal journal,
            Publications publications,
            Listings listings,
            Organization organization) {
        this.items = items;
        this.journal = journal;
        this.publications = publications;
        this.listings = listings;
        this.organization = organization;
    }

    record Typed(
            @Nullable Channel channel,
            @Nullable Level level,
            @Nullable String url,
            @Nullable String proofNote,

            @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME)
            LocalDateTime publishedAt) {

        private Place place() {
            if (channel == null || level == null || publishedAt == null) {
                throw Refusal.invalid("请填写媒介、级别和发布时间。");
            }
            return new Place(
                    channel,
                    level,
                    url,
                    proofNote,
                    publishedAt.atZone(BureauTime.ZONE).toInstant());
        }
    }

    @GetMapping(SUBJECT)
    String show(@PathVariable String subject, Actor actor, Model model) {
        return page(subject, actor, model);
    }

    @PostMapping(ITEM + "/publications")
    String publish(
            @PathVariable String subject,
            @ModelAttribute("typed") Typed typed,
            Actor actor,
            Model model,
            HttpServletResponse response) {
        actor.require("deptOffice");
        return done(subject, actor, model, response, () -> items.publishAlso(subject, typed.place(), actor.id()));
    }

    @PostMapping(SUBJECT + "/withdrawals")
    String withdraw(
            @PathVariable String subject,
            @RequestParam(required = false) @Nullable Reason reason,
            @RequestParam(required = false) @Nullable String text,
            Actor actor,
            Model model,
            HttpServletResponse response) {
        return done(subject, actor, model, response, () -> {
            if (reason == null) {
                throw Refusal.invalid("reason", "请选择撤下原因。");
            }
            publications.withdraw(subject, reason, text, actor);
        });
    }

    @PostMapping(SUBJECT + "/publications/{no:\\d{1,4}}/taken-down")
    String takeDown(
            @PathVariable String subject,
            @PathVariable int no,
            @RequestParam(required = false) @Nullable String note,
            Actor actor,
            Model model,
            HttpServletResponse response) {
        return done(subject, actor, model, response, () -> publications.takeDown(subject, no, note, actor));
    }

    private String done(String subject, Actor actor, Model model, HttpServletResponse response, Runnable command) {
        try {
            command.run();
        } catch (Refusal refusal) {
            if (refusal.kind() != Refusal.Kind.INVALID) {
                throw refusal;
            }
            response.setStatus(refusal.kind().status());
            model.addAttribute("refusal", refusal.sentence());
            return page(subject, actor, model);
        }
        return "redirect:/publicity/{subject}?saved";
    }

    private String page(String subject, Actor actor, Model model) {
        String only = PublicityPage.only(actor, organization);
        List<Issue> issues = listings.issuesOf(subject);
        boolean isItem = subject.startsWith("INFO-");
        if (isItem) {
            addItem(items.get(subject), only, model);
        } else if (only != null) {
            throw Refusal.forbidden("您没有查看此宣传报道的权限。");
        } else if (issues.isEmpty()) {
            throw Refusal.notFound(subject + "还没有登记宣传报道。");
        }
        boolean office = actor.isIn("deptOffice");
        model.addAttribute("subject", subject);
        model.addAttribute("isItem", isItem);
        model.addAttribute("issues", issues);
        model.addAttribute("all", only == null);
        model.addAttribute("office", office);
        model.addAttribute(
                "withdraws",
                actor.isIn("deptOffice", "deptLegal", "bureauLeadership")
                        && issues.stream().anyMatch(Issue::isStanding));
        model.addAttribute("reasons", Reason.values());
        model.addAttribute("levels", Level.values());
        return "publicity-item";
    }

    private void addItem(InfoItem item, @Nullable String only, Model model) {
        if (only != null && !only.equals(item.squad())) {
            throw Refusal.forbidden("您没有查看其他中队信息的权限。");
        }
        model.addAttribute("item", listings.item(item.code()));
        model.addAttribute(
                "unit",
                item.squad() == null
                        ? "办公室"
                        : organization
                                .squad(Objects.requireNonNull(item.squad()))
                                .name());
        model.addAttribute("versions", journal.versions(item));
        model.addAttribute("events", journal.events(item));
        model.addAttribute("published", item.status() == Status.PUBLISHED);
        model.addAttribute(
                "channels",
                Arrays.stream(Channel.values()).filter(item::isMeantFor).toList());
    }
}
