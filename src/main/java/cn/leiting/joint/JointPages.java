package cn.leiting.joint;

import cn.leiting.joint.JointForms.Attendance;
import cn.leiting.joint.JointOperation.Status;
import cn.leiting.joint.JointRows.Reader;
import cn.leiting.office.Word;
import cn.leiting.organization.Organization;
import cn.leiting.paper.PaperForm;
import cn.leiting.paper.PaperForms;
import cn.leiting.paper.Templates;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The operations and one operation, with what is changed outside of the process. The sections and leaders read all, a
 * squad what it proposed or takes part in, another agency what it was invited to and its own letters.
 */
@Controller
class JointPages {

    private static final String CODE = "/joint/{code:JO-\\d{4}-\\d{3,9}}";
    private static final String LETTER = "joint-letter";
    private static final String WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    /** 邀请函. */
    @Component
    static class Letters implements PaperForms {

        private static final Map<String, String> PLACEHOLDERS = Map.of(
                "number", "文号",
                "recipient", "受邀单位",
                "matter", "事项",
                "place", "地点",
                "days", "拟定日期",
                "reply", "答复期限",
                "date", "发函日期");

        @Override
        public List<PaperForm> forms() {
            var shipped = new PaperForm.Edition(LocalDate.of(2020, 1, 1), "word/joint-letter.docx", null);
            return List.of(new PaperForm(
                    LETTER, "联合执法邀请函", "deptOffice", List.of(shipped), PLACEHOLDERS, PLACEHOLDERS.keySet()));
        }
    }

    private final JointOperations operations;
    private final Invitations invitations;
    private final InvitationRows letters;
    private final Results results;
    private final JointRows rows;
    private final Organization organization;
    private final Templates templates;
    private final Clock clock;

    JointPages(
            JointOperations operations,
            Invitations invitations,
            InvitationRows letters,
            Results results,
            JointRows rows,
            Organization organization,
            Templates templates,
            Clock clock) {
        this.operations = operations;
        this.invitations = invitations;
        this.letters = letters;
        this.results = results;
        this.rows = rows;
        this.organization = organization;
        this.templates = templates;
        this.clock = clock;
    }

    @GetMapping("/joint")
    String list(
            @RequestParam(defaultValue = "") String status,
            @RequestParam(defaultValue = "" + Long.MAX_VALUE) long before,
            Actor actor,
            Model model) {
        Reader reader = Reader.of(actor, organization);
        Status only = status(status);
        model.addAttribute("page", rows.list(reader, only, before));
        model.addAttribute("statuses", Status.values());
        model.addAttribute("status", only);
        model.addAttribute("organization", organization);
        model.addAttribute("proposes", reader.agency() == null && !actor.isLeader());
        return "joint-operations";
    }

    private static @Nullable Status status(String text) {
        return text.isBlank()
                ? null
                : Arrays.stream(Status.values())
                        .filter(status -> status.name().equals(text))
                        .findFirst()
                        .orElseThrow(() -> Refusal.invalid("status", "没有状态“" + text + "”。"));
    }

    @GetMapping(CODE)
    String show(@PathVariable String code, Actor actor, Model model) {
        JointFile file = operations.file(code);
        Reader reader = Reader.of(actor, organization);
        if (!reader.mayRead(file)) {
            throw Refusal.forbidden("您没有查看此联合执法的权限。");
        }
        boolean owner = actor.isIn(JointOperations.OWNER);
        boolean held = file.operation().isHeld(clock.instant());
        Status status = file.operation().status();
        boolean adjustable = owner && !held && (status == Status.INVITING || status == Status.PLANNED);
        model.addAttribute("file", file);
        model.addAttribute("operation", file.operation());
        model.addAttribute("own", reader.agency());
        model.addAttribute("seesAll", reader.readsAll());
        model.addAttribute("owner", owner);
        model.addAttribute("held", held);
        model.addAttribute("adjustable", adjustable);
        model.addAttribute("cancellable", owner && status.isOpen());
        model.addAttribute("attendable", owner && held && status == Status.PLANNED);
        model.addAttribute("letters", actor.isSection());
        model.addAttribute("invitations", file.invitationsFor(reader.agency()));
        model.addAttribute("today", LocalDate.now(clock));
        model.addAttribute("agencies", adjustable ? organization.agencies() : List.of());
        return "joint-operation";
    }

    @GetMapping(CODE + "/letters/{agency:[a-zA-Z0-9]{2,32}}.docx")
    ResponseEntity<byte[]> letter(@PathVariable String code, @PathVariable String agency, Actor actor) {
        if (!actor.isSection() && !actor.isIn(agency)) {
            throw Refusal.forbidden("您没有下载此邀请函的权限。");
        }
        byte[] file = letters.sent(operations.get(code), agency)
                .map(this::print)
                .orElseThrow(() -> Refusal.notFound("还没有向此单位发出邀请函。"));
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, WORD)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("邀请函" + code + ".docx", StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(file);
    }

    /** With the template of the letter's day. */
    private byte[] print(JointFile.Sent sent) {
        return Word.fill(templates.inForce(LETTER, sent.dated()).content(), sent.content());
    }

    /** @param text the reason, or what became of a follow-up */
    record Typed(
            @Nullable String agency,
            @Nullable String text,

            @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
            LocalDate from,

            @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
            LocalDate to) {

        private String named() {
            return agency == null ? "" : agency;
        }
    }

    @PostMapping(CODE + "/{change:invitations|withdrawals|days|cancellation|follow-ups}")
    String change(
            @PathVariable String code,
            @PathVariable String change,
            @ModelAttribute("typed") Typed typed,
            Actor actor,
            Model model,
            HttpServletResponse response) {
        return done(code, actor, model, response, () -> {
            switch (change) {
                case "invitations" -> invitations.invite(code, typed.named(), actor);
                case "withdrawals" -> invitations.drop(code, typed.named(), typed.text(), actor);
                case "days" -> invitations.reschedule(code, typed.from(), typed.to(), typed.text(), actor);
                case "cancellation" -> operations.cancel(code, typed.text(), actor);
                default -> results.finish(code, typed.named(), typed.text(), actor);
            }
        });
    }

    /** One row a squad. */
    record TypedAttendance(
            @Nullable String squad,
            @Nullable Boolean attended,
            @Nullable String reason) {

        private Attendance attendance() {
            return new Attendance(squad == null ? "" : squad, attended != null && attended, reason);
        }
    }

    record TypedAttendances(@Nullable List<TypedAttendance> rows) {}

    @PostMapping(CODE + "/attendance")
    String attend(
            @PathVariable String code,
            @ModelAttribute TypedAttendances typed,
            Actor actor,
            Model model,
            HttpServletResponse to) {
        List<TypedAttendance> given = typed.rows() == null ? List.of() : typed.rows();
        return done(
                code,
                actor,
                model,
                to,
                () -> results.attend(
                        code, given.stream().map(TypedAttendance::attendance).toList(), actor));
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
        return "redirect:/joint/{code}?saved";
    }
}
