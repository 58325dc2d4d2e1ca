package cn.leiting.casepaper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.LeitingTest;
import cn.leiting.Statements;
import cn.leiting.casework.Cases;
import cn.leiting.casework.Handlers;
import cn.leiting.office.Word;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

@LeitingTest
class DocumentsTests {

    private static final LocalDate TODAY = LocalDate.of(2023, 1, 12);
    private static final Actor OFFICER = new Actor("xujing1", Set.of("squadXujing"));
    private static final byte[] PDF = "%PDF-1.7 扫描件 %%EOF".getBytes(StandardCharsets.UTF_8);

    @Autowired
    Steps steps;

    @Autowired
    Documents documents;

    @Autowired
    DocumentFiles files;

    @Autowired
    Cases cases;

    @Autowired
    Handlers handlers;

    @Autowired
    JdbcClient jdbc;

    @Test
    void theInspectionRecordSaysWhatTheVisitRecorded() {
        String code = steps.found();

        assertThat(made(code, DocumentKind.INSPECTION_RECORD))
                .contains("徐泾镇人民政府", "现场检查笔录", code, "08:05", "占用人行道设摊一处，已拍照取证。", "已出示执法证件")
                .contains("当事人拒绝签名，见证人：路人", "1张", "执法证号", "2023年1月12日");
    }

    @Test
    void theOrderSaysWhatIsToBeDoneAndUntilWhen() {
        String code = steps.registered();
        steps.ordered(code, "立即收摊并恢复人行道原状，清理现场垃圾。");

        assertThat(made(code, DocumentKind.ORDER_TO_CORRECT))
                .contains("责令改正通知书", code + "-1", "2023年1月19日", "立即收摊并恢复人行道原状");
    }

    @Test
    void theLetterOfTransferNamesTheAgencyAndTheReason() {
        String code = steps.registered();
        steps.transferred(code);

        assertThat(made(code, DocumentKind.TRANSFER_LETTER)).contains("案件移送函", "徐泾移〔2023〕1号", "本机关没有处罚权");
    }

    @Test
    void theNoticeTheDecisionAndTheReceiptSayWhatWasDecided() {
        String code = steps.registered();
        steps.notified(code);
        assertThatThrownBy(() -> documents.make(code, DocumentKind.PENALTY_DECISION, OFFICER))
                .hasMessageContaining("还没有行政处罚决定书所需的办理记录");
        steps.decided(code, "PENALTY", TODAY);
        steps.served(code);

        assertThat(made(code, DocumentKind.PRIOR_NOTICE)).contains("罚款300元", Steps.FACTS, "第四十四条", "不属于行政处罚法第六十三条");
        assertThat(made(code, DocumentKind.PENALTY_DECISION))
                .contains("CF" + code.substring(code.length() - 11), "罚款300元", "可以申请行政复议，也可以提起行政诉讼。")
                .doesNotContain("2024年1月1日起施行");
        assertThat(made(code, DocumentKind.SERVICE_RECEIPT)).contains("直接送达", "送达回证1号", "行政处罚决定书（CF");
        assertThatThrownBy(() -> documents.make(code, DocumentKind.NO_PENALTY_DECISION, OFFICER))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void aDecisionNotToPenaliseHasItsOwnPaper() {
        String code = steps.registered();
        steps.notified(code);
        steps.decided(code, "NO_PENALTY", TODAY);

        assertThat(made(code, DocumentKind.NO_PENALTY_DECISION)).contains("决定不予行政处罚", Steps.FACTS);
    }

    @Test
    void theGuidanceOpinionSaysThatItBindsNobody() {
        String code = steps.registered();
        steps.guided(code);

        assertThat(made(code, DocumentKind.GUIDANCE_OPINION))
                .contains("HC-2049-", "行政处罚法第四十条", "指导意见不替代法制审核和处理决定。", "法制科");
    }

    @Test
    void aDecisionOnTheSpotIsWrittenByTheLawOfItsDay() {
        String before = steps.registered();
        steps.decidedOnTheSpot(before, LocalDate.of(2023, 12, 31));
        String since = steps.registered();
        steps.decidedOnTheSpot(since, LocalDate.of(2024, 1, 1));

        assertThat(made(before, DocumentKind.ON_THE_SPOT_DECISION))
                .contains("罚款50元", "2023年12月31日", "也可以在六个月内依法直接向人民法院提起行政诉讼")
                .doesNotContain("应当先");
        assertThat(made(since, DocumentKind.ON_THE_SPOT_DECISION))
                .contains("罚款50元", "2024年1月1日", "应当先在收到本决定书之日起六十日内向青浦区人民政府申请行政复议")
                .doesNotContain("直接向人民法院");
    }

    @Test
    void anOrdinaryDecisionOf2024NamesTheNewLawOfReconsideration() {
        String code = steps.registered();
        steps.notified(code);
        steps.decided(code, "PENALTY", LocalDate.of(2024, 1, 1));

        assertThat(made(code, DocumentKind.PENALTY_DECISION)).contains("2024年1月1日起施行的《中华人民共和国行政复议法》");
    }

    @ParameterizedTest
    @EnumSource(DocumentKind.class)
    void refusesAPaperOfAStepThatWasNotTaken(DocumentKind kind) {
        String code = steps.registered();

        assertThatThrownBy(() -> documents.make(code, kind, OFFICER))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("还没有" + kind.label());
        assertThat(documents.of(code)).isEmpty();
    }

    @Test
    void whatIsKeptDoesNotNameTheParty() {
        String code = steps.registered();
        steps.ordered(code, "立即收摊并恢复人行道原状{{party}}。");

        String text = made(code, DocumentKind.ORDER_TO_CORRECT);

        assertThat(text)
                .doesNotContain("张试用", Steps.NUMBER, "13812345678", "试用路1号")
                .contains("恢复人行道原状{{party}}");
    }

    @Test
    void eachMakingIsAVersionAndASignedPaperStays() {
        String code = steps.registered();
        steps.ordered(code, "立即收摊并恢复人行道原状。");
        int no = documents.make(code, DocumentKind.ORDER_TO_CORRECT, OFFICER);
        jdbc.sql("update case_order set demand = '立即收摊，恢复人行道原状并清理垃圾。' where case_code = ?")
                .param(code)
                .update();
        documents.remake(code, DocumentKind.ORDER_TO_CORRECT, no, OFFICER);

        sign(code, no, TODAY, PDF);

        CaseDocument document = documents.get(code, DocumentKind.ORDER_TO_CORRECT, no);
        assertThat(document.versions())
                .extracting(CaseDocument.Version::type)
                .containsExactly(CaseDocument.Type.DOCX, CaseDocument.Type.DOCX, CaseDocument.Type.PDF);
        assertThat(document.signedOn()).isEqualTo(TODAY);
        assertThat(Word.text(files.all(document.version(1).sha256()))).doesNotContain("清理垃圾");
        assertThat(Word.text(files.all(document.version(2).sha256()))).contains("清理垃圾");
        assertThat(files.all(document.version(3).sha256())).isEqualTo(PDF);
        assertThat(document.kept()).extracting(CaseDocument.Version::no).containsExactly(2, 3);
        assertThatThrownBy(() -> documents.remake(code, DocumentKind.ORDER_TO_CORRECT, no, OFFICER))
                .hasMessageContaining("已经签署");
        assertThatThrownBy(() -> jdbc.sql("""
                                insert into case_document_version
                                select document, 9, origin, template, type, sha256, bytes, made_by, made_by_name, made_at
                                from case_document_version
                                where document = ? and no = 1
                                """).param(document.id()).update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("is signed");
        assertThatThrownBy(() -> jdbc.sql("delete from case_document_version where document = ?")
                        .param(document.id())
                        .update())
                .hasMessageContaining("case_document_version");
    }

    @Test
    void takesScansByTheirContentAndNothingElse() {
        String code = steps.registered();
        byte[] png = "\u0089PNG\r\n\u001a\n0123".getBytes(StandardCharsets.ISO_8859_1);

        documents.receive(code, DocumentKind.OTHER, "营业执照复印件", TODAY, new ByteArrayResource(png), OFFICER);

        assertThat(documents.of(code).get(0).versions().get(0).type()).isEqualTo(CaseDocument.Type.PNG);
        refused(code, "MZ程序".getBytes(StandardCharsets.UTF_8), TODAY, "只接收PDF、JPEG和PNG格式");
        refused(code, new byte[0], TODAY, "请选择要上传的扫描件");
        refused(code, PDF, TODAY.plusDays(1), "不能晚于今天");
        byte[] large = java.util.Arrays.copyOf(PDF, DocumentFiles.LARGEST + 1);
        refused(code, large, TODAY, "不能超过20MB");
        assertThatThrownBy(() ->
                        documents.receive(code, DocumentKind.OTHER, " ", TODAY, new ByteArrayResource(PDF), OFFICER))
                .hasMessageContaining("请填写文书名称");
        assertThat(documents.of(code)).hasSize(1);
    }

    private void refused(String code, byte[] scan, LocalDate on, String sentence) {
        assertThatThrownBy(() -> documents.receive(
                        code, DocumentKind.SERVICE_RECEIPT, null, on, new ByteArrayResource(scan), OFFICER))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void onlyWhoHandlesTheCaseAddsToItsFile() {
        String code = steps.registered();
        steps.ordered(code, "立即收摊并恢复人行道原状。");
        documents.make(code, DocumentKind.ORDER_TO_CORRECT, OFFICER);
        handlers.assign(code, Set.of("xujing2", "xujing3"), "xujingLead");

        assertThatThrownBy(() -> documents.make(code, DocumentKind.ORDER_TO_CORRECT, OFFICER))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("只有案件" + code + "的承办人");
        Actor handler = new Actor("xujing2", Set.of("squadXujing"));
        assertThat(documents.make(code, DocumentKind.ORDER_TO_CORRECT, handler)).isEqualTo(2);
        assertThatThrownBy(() ->
                        documents.make(code, DocumentKind.ORDER_TO_CORRECT, new Actor("baihe1", Set.of("squadBaihe"))))
                .hasMessageContaining("没有查看此案件文书的权限");
    }

    @Test
    void aClosedCaseTakesScansOnly() {
        String code = steps.registered();
        steps.ordered(code, "立即收摊并恢复人行道原状。");
        cases.terminate(code, "当事人死亡，没有承受人。", "xujingDecide1");

        assertThatThrownBy(() -> documents.make(code, DocumentKind.ORDER_TO_CORRECT, OFFICER))
                .hasMessageContaining("已结案");
        documents.receive(code, DocumentKind.ORDER_TO_CORRECT, null, TODAY, new ByteArrayResource(PDF), OFFICER);
        assertThat(documents.of(code)).hasSize(1);
    }

    @Test
    void readingTheDocumentsAsksOnceHoweverManyThereAre() {
        String code = steps.registered();
        steps.ordered(code, "立即收摊并恢复人行道原状。");
        documents.make(code, DocumentKind.ORDER_TO_CORRECT, OFFICER);
        int few = Statements.during(() -> documents.of(code));
        documents.make(code, DocumentKind.ORDER_TO_CORRECT, OFFICER);
        documents.make(code, DocumentKind.ORDER_TO_CORRECT, OFFICER);

        assertThat(Statements.during(() -> documents.of(code))).isEqualTo(few).isPositive();
    }

    private void sign(String code, int no, LocalDate on, byte[] scan) {
        documents.sign(code, DocumentKind.ORDER_TO_CORRECT, no, on, new ByteArrayResource(scan), OFFICER);
    }

    /** What stands in the file that was kept, opened and read. */
    private String made(String code, DocumentKind kind) {
        int no = documents.make(code, kind, OFFICER);
        String text =
                Word.text(files.all(documents.get(code, kind, no).version(1).sha256()));
        assertThat(text).contains(code);
        return text;
    }
}
