package cn.leiting.performance;

import cn.leiting.calendar.WorkCalendar;
import cn.leiting.calendar.WorkCalendar.CalendarMissing;
import cn.leiting.casework.Cases;
import cn.leiting.casework.EnforcementCase;
import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.performance.Account.Instalment;
import cn.leiting.remedy.DecisionPublications;
import cn.leiting.remedy.Remedies;
import cn.leiting.remedy.Remedy;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import cn.leiting.statute.StatutoryClock;
import jakarta.servlet.http.HttpServletResponse;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * What became of a case's decision, with what the deciding body records and allows. The squad, its deciding body, its
 * reviewers and its town read their own; 法制科 and 法规监督科 read all.
 */
@Controller
class PerformancePage {

    private static final String CODE = "/cases/{code:CASE-\\d{9}-\\d{4}-\\d{6}}/performance";

    private static final Map<String, String> MEANINGS = Map.of(
            "apl.61", "送达（行政处罚法第六十一条）",
            "apl.67", "缴纳罚款（行政处罚法第六十七条）",
            "apl.71", "上缴当场收缴的罚款（行政处罚法第七十一条）",
            "arl.reconsideration", "申请行政复议（行政复议法）",
            "all.46", "提起行政诉讼（行政诉讼法第四十六条）",
            "acl.54", "催告（行政强制法第五十四条）");

    private final Performances performances;
    private final Payments payments;
    private final Deferrals deferrals;
    private final Enforcements enforcements;
    private final Remedies remedies;
    private final DecisionPublications publications;
    private final Cases cases;
    private final Organization organization;
    private final WorkCalendar calendar;
    private final Clock clock;

    PerformancePage(
            Performances performances,
            Payments payments,
            Deferrals deferrals,
            Enforcements enforcements,
            Remedies remedies,
            DecisionPublications publications,
            Cases cases,
            Organization organization,
            WorkCalendar calendar,
            Clock clock) {
        this.performances = performances;
        this.payments = payments;
        this.deferrals = deferrals;
        this.enforcements = enforcements;
        this.remedies = remedies;
        this.publications = publications;
        this.cases = cases;
        this.organization = organization;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** 一项期限 as people read it; due: null while the calendar does not tell, or a pause lasts. */
    record Line(String meaning, LocalDate from, @Nullable LocalDate due, String state) {}

    @GetMapping(CODE)
    String show(@PathVariable String code, Actor actor, Model model) {
        EnforcementCase found = cases.get(code);
        Squad squad = organization.squad(found.squad());
        refuseStranger(squad, actor);
        Performance performance = performances.get(code);
        model.addAttribute("found", found);
        model.addAttribute("performance", performance);
        model.addAttribute("account", payments.account(code));
        model.addAttribute(
                "clocks", enforcements.clocks(code).stream().map(this::line).toList());
        model.addAttribute("window", performance.service() == null ? null : window(code));
        model.addAttribute("remedies", remedies.of(code));
        model.addAttribute("publication", publications.of(code).orElse(null));
        model.addAttribute("events", performances.events(code));
        model.addAttribute("decides", actor.isIn(squad.decideGroup()));
        model.addAttribute("kinds", Remedy.Kind.values());
        model.addAttribute("results", Remedy.Result.values());
        return "case-performance";
    }

    private static void refuseStranger(Squad squad, Actor actor) {
        if (!actor.isIn(squad.group(), squad.decideGroup(), squad.reviewGroup(), squad.townGroup())
                && !actor.isIn("deptLegal", "deptSupervision")) {
            throw Refusal.forbidden("您没有查看此案件的权限。");
        }
    }

    private Line line(StatutoryClock one) {
        String meaning = MEANINGS.getOrDefault(one.key(), one.key());
        try {
            return new Line(
                    meaning,
                    one.from(),
                    one.due(calendar.now()).orElse(null),
                    one.state(LocalDate.now(clock), calendar.now()).label());
        } catch (CalendarMissing unknown) {
            return new Line(meaning, one.from(), null, "缺日历");
        }
    }

    private Remedies.@Nullable Window window(String code) {
        try {
            return enforcements.window(code).orElse(null);
        } catch (CalendarMissing unknown) {
            return null;
        }
    }

    /** A row that is left empty is none. */
    record TypedInstalment(
            @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
            LocalDate dueOn,

            @Nullable BigDecimal amount) {

        private boolean isGiven() {
            return dueOn != null || amount != null;
        }
    }

    /** @param text the reason or the note; on: the day of what is recorded */
    record Typed(
            @Nullable String text,

            @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
            LocalDate on,

            Remedy.@Nullable Kind kind,
            @Nullable String body,
            Remedy.@Nullable Result result,
            @Nullable String documentNo,
            @Nullable BigDecimal newFine,
            @Nullable String item,
            @Nullable String url,
            @Nullable List<TypedInstalment> rows) {

        private LocalDate day() {
            return given(on, "请填写日期。");
        }

        private static <T> T given(@Nullable T value, String sentence) {
            if (value == null) {
                throw Refusal.invalid(sentence);
            }
            return value;
        }

        private List<Instalment> instalments() {
            List<Instalment> planned = new ArrayList<>();
            for (TypedInstalment row : rows == null ? List.<TypedInstalment>of() : rows) {
                if (row.isGiven()) {
                    planned.add(new Instalment(
                            planned.size() + 1, given(row.dueOn(), "请填写每期的期限。"), given(row.amount(), "请填写每期的金额。")));
                }
            }
            return planned;
        }
    }

    @PostMapping(CODE + "/{change:instalments|remission|remedies|results|publication|withdrawal}")
    String change(
            @PathVariable String code,
            @PathVariable String change,
            @ModelAttribute("typed") Typed typed,
            Actor actor,
            Model model,
            HttpServletResponse response) {
        EnforcementCase found = cases.get(code);
        refuseStranger(organization.squad(found.squad()), actor);
        performances.get(code);
        try {
            switch (change) {
                case "instalments" -> deferrals.grant(code, typed.text(), typed.instalments(), actor);
                case "remission" -> deferrals.remit(code, typed.text(), actor);
                case "remedies" ->
                    remedies.file(code, Typed.given(typed.kind(), "请选择救济途径。"), typed.day(), typed.body(), actor);
                case "results" ->
                    remedies.decide(
                            code,
                            Typed.given(typed.result(), "请选择结果。"),
                            typed.day(),
                            typed.documentNo(),
                            typed.newFine(),
                            actor);
                case "publication" -> publish(found, typed, actor);
                default -> publications.withdraw(found, typed.day(), typed.text(), actor);
            }
        } catch (Refusal refusal) {
            if (refusal.kind() != Refusal.Kind.INVALID) {
                throw refusal;
            }
            response.setStatus(refusal.kind().status());
            model.addAttribute("refusal", refusal.sentence());
            return show(code, actor, model);
        }
        return "redirect:/cases/{code}/performance?saved";
    }

    private void publish(EnforcementCase found, Typed typed, Actor actor) {
        publications.publish(
                found,
                new DecisionPublications.Form(
                        typed.day(), typed.item(), typed.url(), typed.text() == null ? "" : typed.text()),
                actor);
    }
}
