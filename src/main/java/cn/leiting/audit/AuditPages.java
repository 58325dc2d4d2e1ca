package cn.leiting.audit;

import cn.leiting.audit.AuditRows.Search;
import cn.leiting.audit.AuditRows.Written;
import cn.leiting.audit.Line.Outcome;
import cn.leiting.lexicon.Lexicon;
import cn.leiting.lexicon.Reading;
import cn.leiting.office.Excel;
import cn.leiting.office.Sheet;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** 审计 (PG-16): for administrators and the leader in charge (contract, section 6), who only read it. */
@Controller
class AuditPages {

    private static final int PAGE = 100;
    private static final int WORKBOOK = 20_000;
    private static final DateTimeFormatter TO_THE_SECOND = DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm:ss");

    private final AuditRows rows;
    private final Seals seals;
    private final Verbs verbs;
    private final Lexicon lexicon;
    private final ObjectMapper json;

    AuditPages(AuditRows rows, Seals seals, Verbs verbs, Lexicon lexicon, ObjectMapper json) {
        this.rows = rows;
        this.seals = seals;
        this.verbs = verbs;
        this.lexicon = lexicon;
        this.json = json;
    }

    /** What is typed to search; {@code before} is the line after which the page goes on. */
    record Question(
            @Nullable String thing,
            @Nullable String person,
            @Nullable String verb,
            @Nullable Outcome outcome,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable Long before) {

        Search search() {
            return new Search(typed(thing), typed(person), typed(verb), outcome, from, to);
        }

        private static @Nullable String typed(@Nullable String text) {
            return text == null || text.isBlank() ? null : text.strip();
        }
    }

    /** A line with its changes in words. */
    record Shown(Written line, String subject, List<String> changes) {}

    @GetMapping("/audit")
    String list(@ModelAttribute Question question, Actor actor, Model model) {
        requireReader(actor);
        List<Written> found = rows.search(question.search(), question.before(), PAGE + 1);
        model.addAttribute("question", question);
        Reading names = lexicon.reading();
        model.addAttribute(
                "lines",
                found.stream().limit(PAGE).map(line -> shown(line, names)).toList());
        model.addAttribute("next", found.size() > PAGE ? found.get(PAGE - 1).id() : null);
        model.addAttribute("outcomes", Outcome.values());
        model.addAttribute("verbs", verbs.labels());
        return "audit";
    }

    @GetMapping("/audit.xlsx")
    void workbook(@ModelAttribute Question question, Actor actor, HttpServletResponse response) throws IOException {
        requireReader(actor);
        List<Written> lines = rows.search(question.search(), question.before(), WORKBOOK);
        response.setContentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename("审计记录.xlsx", StandardCharsets.UTF_8)
                        .build()
                        .toString());
        Sheet head = new Sheet(
                "审计记录",
                "审计记录（新的在前，最多" + WORKBOOK + "条）",
                List.of(List.of("序号", "时间", "账号", "姓名", "事项", "对象", "结果", "变更", "来源地址", "终端", "会话", "请求")),
                List.of(),
                List.of(12, 24, 18, 18, 30, 32, 10, 60, 18, 20, 20, 50));
        Reading names = lexicon.reading();
        Excel.write(head, lines.stream().map(line -> cells(line, names)).iterator(), response.getOutputStream());
    }

    /** @param place an earlier state of the chain, as noted then, to be found again; with its {@code hash} */
    @GetMapping("/audit/verify")
    String verify(
            @RequestParam(required = false) @Nullable Long place,
            @RequestParam(required = false) @Nullable String hash,
            Actor actor,
            Model model) {
        requireReader(actor);
        model.addAttribute("verdict", seals.verify());
        if (place != null && hash != null && !hash.isBlank()) {
            model.addAttribute("noted", place);
            model.addAttribute("holds", seals.holds(place, hash.strip().toLowerCase(Locale.ROOT)));
        }
        return "audit-verify";
    }

    private static void requireReader(Actor actor) {
        if (!actor.isAdministrator() && !actor.isIn("leadLeader")) {
            throw Refusal.forbidden("您没有查看审计记录的权限。");
        }
    }

    private Shown shown(Written line, Reading names) {
        return new Shown(line, names.key(line.subject()), changes(line, names));
    }

    private List<@Nullable Object> cells(Written line, Reading names) {
        return Arrays.asList(
                line.id(),
                TO_THE_SECOND.format(line.at()),
                line.actor(),
                line.name(),
                line.verb(),
                names.key(line.subject()),
                line.outcome().label(),
                String.join("\n", changes(line, names)),
                line.address(),
                line.agent(),
                line.session(),
                line.route());
    }

    /** One for each thing, or for each value that belongs to none. */
    private List<String> changes(Written line, Reading names) {
        JsonNode before = tree(line.before());
        JsonNode after = tree(line.after());
        List<String> changes = new ArrayList<>();
        for (String name : names(before, after)) {
            JsonNode was = before.path(name);
            JsonNode is = after.path(name);
            if (!was.isObject() && !is.isObject()) {
                changes.add(change(null, name, was, is, names));
                continue;
            }
            int blank = name.indexOf(' ');
            String table = blank < 0 ? name : name.substring(0, blank);
            String thing = blank < 0 ? "" : " " + names.key(name.substring(blank + 1));
            List<String> parts = names(was, is).stream()
                    .map(part -> change(table, part, was.path(part), is.path(part), names))
                    .toList();
            changes.add(verbs.nameOf(table) + thing + " " + String.join("，", parts));
        }
        return changes;
    }

    private String change(@Nullable String table, String name, JsonNode was, JsonNode is, Reading names) {
        return verbs.nameOf(name) + "：" + (was.isMissingNode() ? "" : names.value(table, name, was) + " → ")
                + (is.isMissingNode() ? "（删除）" : names.value(table, name, is));
    }

    private static List<String> names(JsonNode before, JsonNode after) {
        TreeSet<String> names = new TreeSet<>();
        before.fieldNames().forEachRemaining(names::add);
        after.fieldNames().forEachRemaining(names::add);
        return List.copyOf(names);
    }

    private JsonNode tree(@Nullable String text) {
        try {
            return json.readTree(Objects.requireNonNullElse(text, "{}"));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
