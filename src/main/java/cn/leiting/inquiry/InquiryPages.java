package cn.leiting.inquiry;

import cn.leiting.casework.Cases;
import cn.leiting.casework.EnforcementCase;
import cn.leiting.casework.Handlers;
import cn.leiting.inquiry.HardSigns.Sign;
import cn.leiting.inquiry.Inquiries.Document;
import cn.leiting.inquiry.Inquiries.DocumentKind;
import cn.leiting.inquiry.Inquiries.Evidence;
import cn.leiting.inquiry.Inquiries.EvidenceKind;
import cn.leiting.inquiry.Inquiries.Signature;
import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The investigation of a case, and the measures that run out; who may read is with {@link Readers}. */
@Controller
class InquiryPages {

    private static final String PAGE = "/cases/{code:CASE-\\d{9}-\\d{4}-\\d{6}}/inquiry";

    private final Cases cases;
    private final Handlers handlers;
    private final Readers readers;
    private final Inquiries inquiries;
    private final Measures measures;
    private final HardSigns signs;
    private final Organization organization;
    private final Clock clock;

    InquiryPages(
            Cases cases,
            Handlers handlers,
            Readers readers,
            Inquiries inquiries,
            Measures measures,
            HardSigns signs,
            Organization organization,
            Clock clock) {
        this.cases = cases;
        this.handlers = handlers;
        this.readers = readers;
        this.inquiries = inquiries;
        this.measures = measures;
        this.signs = signs;
        this.organization = organization;
        this.clock = clock;
    }

    @GetMapping(PAGE)
    String show(@PathVariable String code, Actor actor, Model model) {
        EnforcementCase found = cases.get(code);
        readers.refuseStranger(found, actor);
        LocalDate today = LocalDate.now(clock);
        model.addAttribute("found", found);
        model.addAttribute("today", today);
        model.addAttribute(
                "handles",
                handlers.of(code).stream()
                        .anyMatch(one -> one.person().equals(actor.id())
                                && (one.to() == null || !one.to().isBefore(today))));
        model.addAttribute("evidence", inquiries.evidence(code));
        model.addAttribute("documents", inquiries.documents(code));
        model.addAttribute(
                "measures", measures.of(code).stream().map(measures::expiring).toList());
        model.addAttribute("marked", signs.of(code));
        model.addAttribute("reasons", signs.reasons(code));
        model.addAttribute("evidenceKinds", EvidenceKind.values());
        model.addAttribute("documentKinds", DocumentKind.values());
        model.addAttribute("signatures", Signature.values());
        model.addAttribute("measureKinds", Measure.Kind.values());
        model.addAttribute("results", Measure.Result.values());
        model.addAttribute("signs", Sign.values());
        return "inquiry";
    }

    /** 到期清单. */
    @GetMapping("/measures")
    String expiring(Actor actor, Model model) {
        String squad = null;
        if (!actor.isIn("deptLegal", "deptSupervision")) {
            squad = organization
                    .squadOf(actor.groups())
                    .map(Squad::code)
                    .orElseThrow(() -> Refusal.forbidden("您没有查看强制措施的权限。"));
        }
        model.addAttribute("expiring", measures.running(squad));
        return "measures";
    }

    record TypedEvidence(
            @Nullable EvidenceKind kind,
            @Nullable String title,

            @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
            LocalDate gatheredOn,

            @Nullable String location) {

        private Evidence evidence() {
            return new Evidence(needed("证据种类", kind), title == null ? "" : title, needed("取得日期", gatheredOn), location);
        }
    }

    @PostMapping(PAGE + "/evidence")
    String gather(@PathVariable String code, TypedEvidence typed, Actor actor, Model model, HttpServletResponse to) {
        return done(code, actor, model, to, () -> inquiries.gather(code, typed.evidence(), actor.id()));
    }

    record TypedDocument(
            @Nullable DocumentKind kind,
            @Nullable String title,

            @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
            LocalDate madeOn,

            @Nullable Signature signed,
            @Nullable String refusalNote,
            @Nullable String file) {

        private Document document() {
            return new Document(
                    needed("文书种类", kind),
                    title == null ? "" : title,
                    needed("制作日期", madeOn),
                    needed("签名情况", signed),
                    refusalNote,
                    file);
        }
    }

    @PostMapping(PAGE + "/documents")
    String write(@PathVariable String code, TypedDocument typed, Actor actor, Model model, HttpServletResponse to) {
        return done(code, actor, model, to, () -> inquiries.write(code, typed.document(), actor.id()));
    }

    /** Of an order, an extension or an end; each reads its own. */
    record TypedMeasure(
            @Nullable Long id,
            Measure.@Nullable Kind kind,
            @Nullable String items,
            @Nullable String decisionNo,
            @Nullable String approvedBy,

            @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
            LocalDate on,

            @Nullable Integer days,
            @Nullable String reason,
            Measure.@Nullable Result result) {

        private String approver() {
            return approvedBy == null ? "" : approvedBy.strip();
        }

        private Measures.Order order() {
            return new Measures.Order(
                    needed("措施种类", kind),
                    items == null ? "" : items,
                    decisionNo == null ? "" : decisionNo,
                    approver(),
                    needed("采取措施的日期", on));
        }
    }

    @PostMapping(PAGE + "/{change:measures|extensions|ends}")
    String measure(
            @PathVariable String code,
            @PathVariable String change,
            @ModelAttribute("typed") TypedMeasure typed,
            Actor actor,
            Model model,
            HttpServletResponse to) {
        return done(code, actor, model, to, () -> {
            switch (change) {
                case "measures" -> measures.order(code, typed.order(), actor.id());
                case "extensions" ->
                    measures.extend(
                            needed("措施", typed.id()),
                            needed("延长日数", typed.days()),
                            typed.reason() == null ? "" : typed.reason(),
                            typed.approver(),
                            actor.id());
                default ->
                    measures.end(
                            needed("措施", typed.id()),
                            needed("处理日期", typed.on()),
                            needed("处理结果", typed.result()),
                            actor.id());
            }
        });
    }

    @PostMapping(PAGE + "/hard-signs")
    String mark(
            @PathVariable String code,
            @RequestParam(defaultValue = "") Set<Sign> sign,
            Actor actor,
            Model model,
            HttpServletResponse to) {
        return done(code, actor, model, to, () -> signs.mark(code, sign, actor.id()));
    }

    private static <T> T needed(String label, @Nullable T value) {
        if (value == null) {
            throw Refusal.invalid("请填写" + label + "。");
        }
        return value;
    }

    private String done(String code, Actor actor, Model model, HttpServletResponse response, Runnable command) {
        try {
            command.run();
        } catch (Refusal refusal) {
            if (refusal.kind() != Refusal.Kind.INVALID) {
                throw refusal;
            }
            response.setStatus(refusal.kind().status());
            model.addAttribute("refusal", refusal.sentence());
            return show(code, actor, model);
        }
        return "redirect:/cases/{code}/inquiry?saved";
    }
}
