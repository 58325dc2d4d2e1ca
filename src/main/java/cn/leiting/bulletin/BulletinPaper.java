package cn.leiting.bulletin;

import cn.leiting.office.Word;
import cn.leiting.paper.PaperForm;
import cn.leiting.paper.PaperForm.Edition;
import cn.leiting.paper.PaperForms;
import cn.leiting.paper.Templates;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** 日报文稿：the bulletin as a Word file, with the template in force on the day on which it was made. */
@Component
class BulletinPaper {

    static final String KIND = "daily-bulletin";
    static final String WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日");
    private static final int POINTS = 9;
    private static final Map<String, String> PLACEHOLDERS = placeholders();

    /** 办公室 keeps the templates of what the bureau circulates (notice, line 69). */
    @Component
    static class BulletinForms implements PaperForms {

        @Override
        public List<PaperForm> forms() {
            return List.of(new PaperForm(
                    KIND,
                    "日报",
                    "deptOffice",
                    List.of(new Edition(LocalDate.of(2020, 1, 1), "word/daily-bulletin.docx", null)),
                    PLACEHOLDERS,
                    PLACEHOLDERS.keySet()));
        }
    }

    private final Templates templates;

    BulletinPaper(Templates templates) {
        this.templates = templates;
    }

    private static Map<String, String> placeholders() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("issue", "期号和版次");
        all.put("remark", "补编或者更正的说明，没有时为空");
        all.put("title", "标题");
        all.put("date", "勤务日期（班次所属日期）");
        all.put("words", "执法协调科的补充说明");
        all.put("#duty", "勤务表");
        all.put("#visits", "检查表");
        all.put("#findings", "发现和处置表");
        all.put("#orders", "责令改正和复查表");
        all.put("#complaints", "市民诉件表");
        all.put("problems", "未解决的问题");
        all.put("notable", "需要关注的情况");
        all.put("late", "逾期事项");
        all.put("note", "不作为考核依据的说明");
        all.put("source", "版次、冻结时间和校验码");
        return Collections.unmodifiableMap(all);
    }

    byte[] of(Bulletin bulletin) {
        byte[] template =
                templates.inForce(KIND, bulletin.getMade().toLocalDate()).content();
        return Word.fill(template, content(bulletin));
    }

    private static Word.Content content(Bulletin bulletin) {
        Map<String, String> texts = new HashMap<>();
        texts.put("issue", "第" + bulletin.no() + "期 第" + bulletin.version() + "版");
        texts.put("remark", bulletin.getRemark());
        texts.put("title", bulletin.title() + "日报");
        texts.put("date", DAY.format(bulletin.day()));
        texts.put("words", BulletinTables.note(bulletin.note()));
        texts.put("note", BulletinTables.NOTE);
        texts.put("source", bulletin.subject() + "日报" + bulletin.getImprint());
        BulletinTables.lines(bulletin).forEach(lines -> texts.put(lines.key(), lines.getText()));
        Map<String, Word.Table> tables = new HashMap<>();
        BulletinTables.tables(bulletin)
                .forEach(table -> tables.put(table.key(), new Word.Table(table.header(), table.rows(), POINTS)));
        return new Word.Content(texts, tables);
    }
}
