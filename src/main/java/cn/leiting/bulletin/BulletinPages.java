package cn.leiting.bulletin;

import cn.leiting.organization.Organization;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import cn.leiting.summary.SummaryTables;
import cn.leiting.summary.Visitor;
import cn.leiting.work.Works;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** The bulletins of a campaign and one of them, as page, call and Word file, for whoever may see the campaign. */
@Controller
class BulletinPages {

    private static final String LIST = "/campaigns/{code:TH-\\d{4}-\\d{2,4}}/daily";
    private static final String ONE = LIST + "/{day:\\d{4}-\\d{2}-\\d{2}}";

    private final Bulletins bulletins;
    private final BulletinPaper paper;
    private final SummaryTables subjects;
    private final Organization organization;
    private final Works works;

    BulletinPages(
            Bulletins bulletins, BulletinPaper paper, SummaryTables subjects, Organization organization, Works works) {
        this.bulletins = bulletins;
        this.paper = paper;
        this.subjects = subjects;
        this.organization = organization;
        this.works = works;
    }

    /** @param text of a paragraph */
    record NoteForm(@Nullable String text) {}

    @GetMapping(LIST)
    String list(@PathVariable String code, Actor actor, Model model) {
        Visitor visitor = Visitor.of(actor, organization);
        model.addAttribute("subject", subjects.subject(code, visitor));
        model.addAttribute("bulletins", bulletins.of(code));
        return "bulletins";
    }

    @GetMapping(ONE)
    String show(
            @PathVariable String code,
            @PathVariable @DateTimeFormat(iso = ISO.DATE) LocalDate day,
            @RequestParam(required = false) @Nullable Integer version,
            Actor actor,
            Model model) {
        Bulletin bulletin = seen(code, day, version, actor);
        model.addAttribute("bulletin", bulletin);
        model.addAttribute(
                "newest",
                version == null
                        ? bulletin.version()
                        : bulletins.newest(code, day).version());
        model.addAttribute("tables", BulletinTables.tables(bulletin));
        model.addAttribute("lists", BulletinTables.lines(bulletin));
        model.addAttribute("caption", BulletinTables.NOTE);
        model.addAttribute("coordinates", actor.isIn("deptCoordination"));
        return "bulletin";
    }

    @GetMapping("/api" + ONE)
    @ResponseBody
    Bulletin call(
            @PathVariable String code,
            @PathVariable @DateTimeFormat(iso = ISO.DATE) LocalDate day,
            @RequestParam(required = false) @Nullable Integer version,
            Actor actor) {
        return seen(code, day, version, actor);
    }

    @GetMapping(ONE + ".docx")
    ResponseEntity<byte[]> word(
            @PathVariable String code,
            @PathVariable @DateTimeFormat(iso = ISO.DATE) LocalDate day,
            @RequestParam(required = false) @Nullable Integer version,
            Actor actor) {
        byte[] file = paper.of(seen(code, day, version, actor));
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, BulletinPaper.WORD)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("日报" + code + "-" + day + ".docx", StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(file);
    }

    @PostMapping(ONE + "/note")
    String note(
            @PathVariable String code,
            @PathVariable @DateTimeFormat(iso = ISO.DATE) LocalDate day,
            NoteForm form,
            Actor actor) {
        bulletins.note(code, day, form.text() == null ? "" : form.text(), actor);
        return "redirect:/campaigns/" + code + "/daily/" + day;
    }

    @PostMapping(ONE + "/release")
    String release(
            @PathVariable String code, @PathVariable @DateTimeFormat(iso = ISO.DATE) LocalDate day, Actor actor) {
        bulletins.release(code, day, actor);
        return "redirect:/campaigns/" + code + "/daily/" + day;
    }

    /** All of a year's at once take long. */
    @PostMapping("/progress/bulletins")
    ResponseEntity<Void> year(@RequestParam int year, Actor actor) {
        if (!actor.isSection() && !actor.isLeader()) {
            throw Refusal.forbidden("您没有汇编年度日报的权限。");
        }
        if (year < 2020 || year > 2100) {
            throw Refusal.invalid("year", "年份应在2020年至2100年之间。");
        }
        long id = works.start(BulletinYear.KIND, year + "年日报汇编", actor, Map.of("year", String.valueOf(year)));
        return ResponseEntity.status(303)
                .header(HttpHeaders.LOCATION, "/progress/" + id)
                .build();
    }

    private Bulletin seen(String code, LocalDate day, @Nullable Integer version, Actor actor) {
        Visitor visitor = Visitor.of(actor, organization);
        subjects.subject(code, visitor);
        Bulletin bulletin = version == null ? bulletins.newest(code, day) : bulletins.version(code, day, version);
        return bulletin.seenBy(visitor);
    }
}
