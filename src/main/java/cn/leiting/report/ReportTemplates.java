package cn.leiting.report;

import cn.leiting.calendar.BureauTime;
import cn.leiting.office.Word;
import cn.leiting.organization.People;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 专报模板：the one that comes with the product and the versions that 办公室 uploads; one of them is in force. */
@Component
@Transactional
class ReportTemplates {

    private static final int MOST_BYTES = 2 * 1024 * 1024;
    private static final String SHIPPED = "word/special-report.docx";

    /** @param inForce at most one is; none: the one that comes with the product */
    record Version(int no, String fileName, String uploadedBy, LocalDateTime uploadedAt, boolean inForce) {}

    private final JdbcClient jdbc;
    private final People people;
    private final Clock clock;

    ReportTemplates(JdbcClient jdbc, People people, Clock clock) {
        this.jdbc = jdbc;
        this.people = people;
        this.clock = clock;
    }

    /** The template in force. */
    @Transactional(readOnly = true)
    byte[] current() {
        return jdbc.sql("""
                        select content
                        from (select template from report_template_choice order by id desc limit 1) chosen
                                 join report_template on no = template
                        """)
                .query((row, number) -> row.getBytes("content"))
                .optional()
                .orElseGet(ReportTemplates::shipped);
    }

    /** Keeps the template in force as that of a report that is being signed; a later one does not change its paper. */
    void keepFor(SpecialReport report) {
        jdbc.sql("""
                        insert into special_report_paper (special_report, template)
                        values (?, (select template from report_template_choice order by id desc limit 1))
                        """).param(report.id()).update();
    }

    /** The template of a signed report, or for a draft the one in force. */
    @Transactional(readOnly = true)
    byte[] of(SpecialReport report) {
        return jdbc.sql("select coalesce(template, 0) from special_report_paper where special_report = ?")
                .param(report.id())
                .query(Integer.class)
                .optional()
                .map(this::file)
                .orElseGet(this::current);
    }

    /** The newest first. */
    @Transactional(readOnly = true)
    List<Version> versions() {
        return jdbc.sql("""
                        select no, file_name, uploaded_by, uploaded_at,
                               no is not distinct from
                                   (select template from report_template_choice order by id desc limit 1) as in_force
                        from report_template
                        order by no desc
                        """)
                .query((row, number) -> new Version(
                        row.getInt("no"),
                        row.getString("file_name"),
                        row.getString("uploaded_by"),
                        LocalDateTime.ofInstant(row.getTimestamp("uploaded_at").toInstant(), BureauTime.ZONE),
                        row.getBoolean("in_force")))
                .list();
    }

    /** The file of a version; refuses (404) one that there is not. 0 is the one that comes with the product. */
    @Transactional(readOnly = true)
    byte[] file(int no) {
        return no == 0
                ? shipped()
                : jdbc.sql("select content from report_template where no = ?")
                        .param(no)
                        .query((row, number) -> row.getBytes("content"))
                        .optional()
                        .orElseThrow(() -> unknown(no));
    }

    /**
     * Stores a new version and puts it in force; answers its number. Refuses (422) another kind of file, one
     * above 2 MB, one with active or foreign content, and one whose placeholders are not exactly the known ones.
     */
    int upload(@Nullable String fileName, byte[] content, String by) {
        String name = Limits.required("文件名", fileName, 120);
        if (!name.toLowerCase(Locale.ROOT).endsWith(".docx")) {
            throw Refusal.invalid("file", "模板须是 Word 文档（.docx）。");
        }
        if (content.length > MOST_BYTES) {
            throw Refusal.invalid("file", "模板不能超过2MB。");
        }
        refuseUnfit(content);
        jdbc.sql("select true from pg_advisory_xact_lock(hashtext('report_template'))")
                .query()
                .singleRow();
        int no = jdbc.sql("""
                        insert into report_template (no, file_name, sha256, content, uploaded_by, uploaded_at)
                        select coalesce(max(no), 0) + 1, ?, ?, ?, ?, ?
                        from report_template
                        returning no
                        """)
                .params(name, sha256(content), content, people.nameOf(by), Timestamp.from(clock.instant()))
                .query(Integer.class)
                .single();
        choose(no, by);
        return no;
    }

    /** Puts a version in force; 0 is the one that comes with the product. Refuses (404) an unknown one. */
    void use(int no, String by) {
        file(no);
        choose(no, by);
    }

    private void choose(int no, String by) {
        jdbc.sql("insert into report_template_choice (template, chosen_by, chosen_at) values (nullif(?, 0), ?, ?)")
                .params(no, by, Timestamp.from(clock.instant()))
                .update();
    }

    private static void refuseUnfit(byte[] content) {
        Word.Template template = Word.read(content)
                .orElseThrow(() -> Refusal.invalid("file", "文件不是可用的 Word 文档，或者含有宏、嵌入对象、外部链接，请改用普通的 .docx 文档。"));
        if (!template.fields().isEmpty()) {
            throw Refusal.invalid("file", "模板中只能有页码域，请删除其他域：" + String.join("、", template.fields()) + "。");
        }
        Set<String> found = template.placeholders();
        refuseIfAny("模板中有不能识别的占位符：", found, ReportPaper.PLACEHOLDERS.keySet());
        refuseIfAny("模板缺少占位符：", ReportPaper.PLACEHOLDERS.keySet(), found);
        String trial = trial(content);
        if (trial.contains("{{") || trial.contains("}}")) {
            throw Refusal.invalid("file", "模板中有写法不正确的占位符，请按说明书写，如{{title}}。");
        }
    }

    private static void refuseIfAny(String sentence, Set<String> some, Set<String> without) {
        Set<String> rest = new TreeSet<>(some);
        rest.removeAll(without);
        if (!rest.isEmpty()) {
            String names = rest.stream()
                    .map(name -> name.startsWith("{{") ? name : "{{" + name + "}}")
                    .collect(Collectors.joining("、"));
            throw Refusal.invalid("file", sentence + names + "。");
        }
    }

    private static String trial(byte[] content) {
        try {
            return Word.text(Word.fill(content, ReportPaper.sample()));
        } catch (RuntimeException unfit) {
            throw Refusal.invalid("file", "用这个模板试生成文稿失败，请检查占位符的位置。");
        }
    }

    private static byte[] shipped() {
        try (var file = new ClassPathResource(SHIPPED).getInputStream()) {
            return file.readAllBytes();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Refusal unknown(int no) {
        return Refusal.notFound("没有第" + no + "版模板。");
    }
}
