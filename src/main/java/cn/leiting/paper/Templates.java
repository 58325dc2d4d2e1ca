package cn.leiting.paper;

import cn.leiting.calendar.BureauTime;
import cn.leiting.organization.People;
import cn.leiting.paper.PaperForm.Edition;
import cn.leiting.shared.Refusal;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 文书模板：of each kind of paper the editions that come with the product and the versions that were uploaded. In
 * force on a day is what was chosen for the latest day not after it, and of one day what was chosen last; an edition
 * of the product stands as chosen for its own day (domain §9.4, no. 35).
 */
@Component
@Transactional
public class Templates {

    private static final LocalDate FIRST_DAY = LocalDate.of(2020, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(2100, 12, 31);

    /** @param no of an uploaded version; 0 and below an edition of the product: 0 the first, -1 the second */
    public record Template(int no, byte[] content) {}

    /** 一次上传. */
    record Version(int no, String fileName, String sha256, String uploadedBy, LocalDateTime uploadedAt) {}

    /**
     * 适用: from which day a template serves.
     *
     * @param to its last day; null while nothing follows. Before {@code from} where it never serves
     */
    record Term(
            int no,
            LocalDate from,
            @Nullable LocalDate to,
            @Nullable String chosenBy) {

        public boolean isIdle() {
            return to != null && to.isBefore(from);
        }
    }

    private record Choice(int template, LocalDate validFrom, String chosenBy) {}

    private final Map<String, PaperForm> forms = new LinkedHashMap<>();
    private final JdbcClient jdbc;
    private final People people;
    private final Clock clock;

    Templates(List<PaperForms> rooms, JdbcClient jdbc, People people, Clock clock) {
        rooms.stream()
                .flatMap(room -> room.forms().stream())
                .sorted(java.util.Comparator.comparing(PaperForm::keeper).thenComparing(PaperForm::kind))
                .forEach(form -> forms.put(form.kind(), form));
        this.jdbc = jdbc;
        this.people = people;
        this.clock = clock;
    }

    List<PaperForm> forms() {
        return List.copyOf(forms.values());
    }

    /** Refuses (404) an unknown kind. */
    PaperForm form(String kind) {
        PaperForm form = forms.get(kind);
        if (form == null) {
            throw Refusal.notFound("没有文书种类“" + kind + "”。");
        }
        return form;
    }

    /** The template of that kind that is in force on a day. */
    @Transactional(readOnly = true)
    public Template inForce(String kind, LocalDate on) {
        int no = terms(kind).stream()
                .filter(term -> !term.isIdle() && !term.from().isAfter(on))
                .reduce((earlier, later) -> later)
                .map(Term::no)
                .orElse(0);
        return new Template(no, file(kind, no));
    }

    /** In the order of their days. */
    @Transactional(readOnly = true)
    List<Term> terms(String kind) {
        PaperForm form = form(kind);
        List<Choice> all = new java.util.ArrayList<>();
        for (int at = 0; at < form.editions().size(); at++) {
            all.add(new Choice(-at, form.editions().get(at).from(), ""));
        }
        all.addAll(jdbc.sql("select template, valid_from, chosen_by from paper_choice where kind = ? order by id")
                .param(kind)
                .query(Choice.class)
                .list());
        all.sort(java.util.Comparator.comparing(Choice::validFrom));
        List<Term> terms = new java.util.ArrayList<>();
        for (int at = 0; at < all.size(); at++) {
            Choice one = all.get(at);
            LocalDate to = at + 1 < all.size() ? all.get(at + 1).validFrom().minusDays(1) : null;
            terms.add(
                    new Term(one.template(), one.validFrom(), to, one.chosenBy().isEmpty() ? null : one.chosenBy()));
        }
        return terms;
    }

    /** The newest first. */
    @Transactional(readOnly = true)
    List<Version> versions(String kind) {
        return jdbc.sql("""
                        select no, file_name, sha256, uploaded_by, uploaded_at
                        from paper_template
                        where kind = ?
                        order by no desc
                        """)
                .param(kind)
                .query((row, number) -> new Version(
                        row.getInt("no"),
                        row.getString("file_name"),
                        row.getString("sha256"),
                        row.getString("uploaded_by"),
                        LocalDateTime.ofInstant(row.getTimestamp("uploaded_at").toInstant(), BureauTime.ZONE)))
                .list();
    }

    /** The file of a version or an edition; refuses (404) one that there is not. */
    @Transactional(readOnly = true)
    public byte[] file(String kind, int no) {
        PaperForm form = form(kind);
        if (no <= 0) {
            if (-no >= form.editions().size()) {
                throw unknown(no);
            }
            return TemplateFile.shipped(form.editions().get(-no));
        }
        return jdbc.sql("select content from paper_template where kind = ? and no = ?")
                .params(kind, no)
                .query((row, number) -> row.getBytes("content"))
                .optional()
                .orElseThrow(() -> unknown(no));
    }

    /**
     * Stores a new version and lets it serve from that day on; answers its number. Refuses (422) another kind of
     * file, one above 2 MB, one with active or foreign content, placeholders that are not of its form, one that keeps
     * back what the law demands from that day on, and a day outside 2020 to 2100.
     */
    public int upload(String kind, @Nullable String fileName, byte[] content, LocalDate from, String by) {
        PaperForm form = form(kind);
        TemplateFile file =
                TemplateFile.of(form, fileName, content, edition(form, from).mustSay());
        refuseOutside(from);
        jdbc.sql("select true from pg_advisory_xact_lock(hashtext('paper_template ' || ?))")
                .param(kind)
                .query()
                .singleRow();
        int no = jdbc.sql("""
                        insert into paper_template (kind, no, file_name, sha256, content, uploaded_by, uploaded_at)
                        select :kind, coalesce(max(no), 0) + 1, :name, :sha256, :content, :by, :at
                        from paper_template
                        where kind = :kind
                        returning no
                        """)
                .param("kind", kind)
                .param("name", file.name())
                .param("sha256", sha256(content))
                .param("content", content)
                .param("by", people.nameOf(by))
                .param("at", Timestamp.from(clock.instant()))
                .query(Integer.class)
                .single();
        choose(kind, no, from, by);
        return no;
    }

    /** Lets a version or an edition serve from that day on. Refuses (404) an unknown one, otherwise as an upload. */
    public void use(String kind, int no, LocalDate from, String by) {
        PaperForm form = form(kind);
        String name = no <= 0 ? "随系统提供.docx" : "第" + no + "版.docx";
        TemplateFile.of(form, name, file(kind, no), edition(form, from).mustSay());
        refuseOutside(from);
        choose(kind, no, from, by);
    }

    private static Edition edition(PaperForm form, LocalDate on) {
        return form.editions().get(form.edition(on));
    }

    private static void refuseOutside(LocalDate from) {
        if (from.isBefore(FIRST_DAY) || from.isAfter(LAST_DAY)) {
            throw Refusal.invalid("from", "适用之日应在2020年至2100年之间。");
        }
    }

    private void choose(String kind, int no, LocalDate from, String by) {
        jdbc.sql("insert into paper_choice (kind, template, valid_from, chosen_by, chosen_at) values (?, ?, ?, ?, ?)")
                .params(kind, no, from, people.nameOf(by), Timestamp.from(clock.instant()))
                .update();
    }

    private static String sha256(byte[] content) {
        return DigestUtils.sha256Hex(content);
    }

    private static Refusal unknown(int no) {
        return Refusal.notFound(no <= 0 ? "没有这一版随系统提供的模板。" : "没有第" + no + "版模板。");
    }
}
