package cn.leiting.report;

import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import cn.leiting.overview.Rounds;
import cn.leiting.report.SpecialReport.Text;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.junit.jupiter.api.Test;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTSectPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STPageOrientation;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The layout of the Word file (GB/T 9704—2012, sections 5 to 7), read back. */
@LeitingTest
class ReportLayoutTests {

    private static final Text TEXT = new Text("渣土运输专项整治情况专报", "总体平稳。", "有序推进。", "错时执法。", "个别反弹。", "开展回头看。");

    /** So many of Word's twentieths of a point are a millimetre. */
    private static final double MILLIMETRE = 1440 / 25.4;

    @LocalServerPort
    private int port;

    @Autowired
    private Rounds rounds;

    @Autowired
    private SpecialReports reports;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void thePageIsThatOfTheStandard() throws IOException {
        try (XWPFDocument word = word(signed("TH-2046-31"))) {
            CTSectPr page = sections(word).get(0);
            assertThat(millimetres(page.getPgSz().getW())).isEqualTo(210);
            assertThat(millimetres(page.getPgSz().getH())).isEqualTo(297);
            assertThat(millimetres(page.getPgMar().getTop())).as("天头").isEqualTo(37);
            assertThat(millimetres(page.getPgMar().getBottom())).isEqualTo(35);
            assertThat(millimetres(page.getPgMar().getLeft())).as("订口").isEqualTo(28);
            assertThat(millimetres(page.getPgMar().getRight())).isEqualTo(26);

            long height = number(page.getPgSz().getH())
                    - number(page.getPgMar().getTop())
                    - number(page.getPgMar().getBottom());
            long width = number(page.getPgSz().getW())
                    - number(page.getPgMar().getLeft())
                    - number(page.getPgMar().getRight());
            assertThat(height / number(page.getDocGrid().getLinePitch()))
                    .as("lines")
                    .isEqualTo(22);
            double character = 16 + page.getDocGrid().getCharSpace().intValue() / 4096.0;
            assertThat((int) Math.round(width / 20.0 / character))
                    .as("characters")
                    .isEqualTo(28);
        }
    }

    @Test
    void theLettersAreThoseOfTheStandardByNameOnly() throws IOException {
        String code = signed("TH-2046-32");
        try (XWPFDocument word = word(code)) {
            assertLetters(run(word, "雷霆专项整治专报"), "方正小标宋简体", 36, "FF0000");
            assertLetters(run(word, TEXT.title()), "方正小标宋简体", 22, null);
            assertLetters(run(word, TEXT.overall()), "仿宋_GB2312", 16, null);
            assertLetters(run(word, "一、总体情况"), "黑体", 16, null);
        }
        assertThat(parts(code).keySet()).noneMatch(part -> part.contains("font") || part.endsWith(".odttf"));
    }

    @Test
    void theRedHeadTheNumberTheSignerAndTheImprintStandInTheirOrder() throws IOException {
        String code = signed("TH-2046-33");
        int no = java.util.Objects.requireNonNull(reports.get(code).issue()).no();
        try (XWPFDocument word = word(code)) {
            List<String> said = word.getParagraphs().stream()
                    .map(paragraph -> paragraph.getText().strip())
                    .toList();
            assertThat(said)
                    .containsSubsequence(
                            "雷霆专项整治专报",
                            "青城管专报〔2023〕" + no + "号\t签发人：城管执法局领导班子成员1",
                            TEXT.title(),
                            "分管副区长、区城管执法局领导班子：",
                            "一、总体情况",
                            "二、各街镇推进情况",
                            "三、主要做法和典型",
                            "四、存在问题",
                            "五、下步工作建议",
                            "标*的列仅供了解情况，不作为考核依据。",
                            "抄送：各街镇领导班子。",
                            "青浦区城市管理行政执法局办公室\t2023年1月12日印发");
            XWPFParagraph line = word.getParagraphs().stream()
                    .filter(paragraph -> paragraph.getText().contains("青浦区城市管理行政执法局\t"))
                    .findFirst()
                    .orElseThrow();
            assertThat(line.getCTP().getPPr().getPBdr().getBottom().xgetColor().getStringValue())
                    .as("the red line")
                    .isEqualTo("FF0000");
        }
    }

    @Test
    void theAnnexLiesAcrossAndRepeatsItsHeads() throws IOException {
        try (XWPFDocument word = word(signed("TH-2046-34"))) {
            List<CTSectPr> sections = sections(word);
            assertThat(sections).hasSize(3);
            assertThat(sections.get(1).getPgSz().getOrient()).isEqualTo(STPageOrientation.LANDSCAPE);
            assertThat(word.getTables()).hasSize(4);
            for (XWPFTable table : word.getTables()) {
                assertThat(table.getRow(0).isRepeatHeader()).isTrue();
            }
            XWPFTable cases = word.getTables().get(3);
            assertThat(cases.getRow(0).getCell(2).getText()).isEqualTo("立案（简易）*");
            assertThat(cases.getRow(1).getCell(2).getColor()).isEqualTo("D9D9D9");
            assertThat(cases.getRow(1).getCell(1).getColor()).isNull();
        }
    }

    @Test
    void pagesAreNumberedOutsideOnTheRightAndOnTheLeft() throws IOException {
        Map<String, String> parts = parts(signed("TH-2046-35"));

        assertThat(parts.get("word/settings.xml")).contains("evenAndOddHeaders");
        assertThat(parts.keySet().stream().filter(part -> part.matches("word/footer\\d\\.xml")))
                .hasSize(2)
                .allSatisfy(part -> assertThat(parts.get(part)).contains(" PAGE ", "— ", " —"));
    }

    @Test
    void aReportThatWasSignedBeforeKeepsTheLayoutAndTheWholeAnnex() throws IOException {
        String code = drafted("TH-2046-36");
        reports.cosign(code, null, "supervision1");
        jdbc.sql("alter table special_report_paper disable trigger special_report_paper_append_only")
                .update();
        reports.sign(code, null, "bureau1");
        jdbc.sql(
                        "update special_report_paper set template = null where special_report = (select id from special_report where code = ?)")
                .param(code)
                .update();
        jdbc.sql("alter table special_report_paper enable trigger special_report_paper_append_only")
                .update();

        try (XWPFDocument word = word(code)) {
            assertThat(word.getTables()).hasSize(2);
            assertThat(word.getTables().get(1).getRow(0).getTableCells().size()).isGreaterThan(50);
            assertThat(word.getParagraphs().stream().map(XWPFParagraph::getText))
                    .contains("主送：分管副区长、区城管执法局领导班子");
        }
    }

    private static void assertLetters(XWPFRun run, String font, int points, String colour) {
        assertThat(run.getFontFamily(XWPFRun.FontCharRange.eastAsia)).isEqualTo(font);
        assertThat(run.getFontSizeAsDouble()).isEqualTo((double) points);
        assertThat(run.getColor()).isEqualTo(colour);
    }

    private static XWPFRun run(XWPFDocument word, String text) {
        return word.getParagraphs().stream()
                .flatMap(paragraph -> paragraph.getRuns().stream())
                .filter(run -> run.text().equals(text))
                .findFirst()
                .orElseThrow();
    }

    private static List<CTSectPr> sections(XWPFDocument word) {
        List<CTSectPr> sections = new java.util.ArrayList<>();
        word.getParagraphs().stream()
                .filter(paragraph -> paragraph.getCTP().isSetPPr()
                        && paragraph.getCTP().getPPr().isSetSectPr())
                .forEach(paragraph -> sections.add(paragraph.getCTP().getPPr().getSectPr()));
        sections.add(word.getDocument().getBody().getSectPr());
        return sections;
    }

    private static long number(Object twips) {
        return ((BigInteger) twips).longValue();
    }

    private static long millimetres(Object twips) {
        return Math.round(number(twips) / MILLIMETRE);
    }

    private Map<String, String> parts(String code) throws IOException {
        Map<String, String> parts = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes(code)))) {
            for (ZipEntry part = zip.getNextEntry(); part != null; part = zip.getNextEntry()) {
                parts.put(part.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return parts;
    }

    private XWPFDocument word(String code) throws IOException {
        return new XWPFDocument(new ByteArrayInputStream(bytes(code)));
    }

    private byte[] bytes(String code) {
        return Client.of("coordination1", port).bytes("/reports/" + code + ".docx");
    }

    private String signed(String subject) {
        String code = drafted(subject);
        reports.cosign(code, null, "supervision1");
        reports.sign(code, null, "bureau1");
        return code;
    }

    private String drafted(String subject) {
        String code =
                reports.commission(rounds.dispatched(subject, Rounds.XUJING, Rounds.ZHAOXIANG), TEXT.title(), "system");
        reports.collect(code, "coordination1");
        reports.draft(code, TEXT, "coordination1");
        return code;
    }
}
