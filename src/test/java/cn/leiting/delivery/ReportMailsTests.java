package cn.leiting.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import cn.leiting.delivery.DeliveryProofs.Method;
import cn.leiting.mail.Addresses;
import cn.leiting.overview.Rounds;
import cn.leiting.report.SpecialReport.Text;
import cn.leiting.report.SpecialReports;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** What goes beside the inbox to a report's recipients: mails and proofs. */
@LeitingTest
class ReportMailsTests {

    private static final Text TEXT = new Text("渣土运输专项整治情况专报", "总体平稳。", "有序推进。", "错时执法。", "个别反弹。", "开展回头看。");
    private static final Actor OFFICE = new Actor("office1", Set.of("deptOffice"));
    private static final byte[] PDF = "%PDF-1.7 receipt".getBytes(StandardCharsets.UTF_8);
    private static final LocalDate TODAY = LocalDate.of(2023, 1, 12);

    @LocalServerPort
    private int port;

    @Autowired
    private Rounds rounds;

    @Autowired
    private SpecialReports reports;

    @Autowired
    private ReportMails mails;

    @Autowired
    private DeliveryProofs proofs;

    @Autowired
    private Addresses addresses;

    @Autowired
    private JavaMailSenderImpl sender;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void begin() {
        forget();
        sender.setHost("127.0.0.1");
        addresses.record("townXujing", "xujing@example.cn", "office1");
        addresses.record("bureau1", "bureau1@example.cn", "office1");
        addresses.record("bureau2", "bureau2@example.cn", "office1");
    }

    @AfterEach
    void end() {
        sender.setHost("");
        forget();
    }

    private void forget() {
        jdbc.sql("alter table mail_event disable trigger mail_event_append_only")
                .update();
        jdbc.sql("delete from mail_event").update();
        jdbc.sql("alter table mail_event enable trigger mail_event_append_only").update();
        jdbc.sql("delete from mail_outbox").update();
        jdbc.sql("delete from mail_address").update();
    }

    @Test
    void eachAddressOfARecipientGetsOneMailWithTheWordFile() throws Exception {
        String code = signed("TH-2046-21");

        reports.deliver(code);
        reports.deliver(code);

        assertThat(keys(code))
                .containsExactly(
                        code + "/bureauLeadership/bureau1@example.cn",
                        code + "/bureauLeadership/bureau2@example.cn",
                        code + "/townXujing/xujing@example.cn");
        byte[] file = jdbc.sql(
                        "select content from mail_outbox join mail_attachment on sha256 = attachment where key like ? limit 1")
                .param(code + "/%")
                .query((row, number) -> row.getBytes("content"))
                .single();
        assertThat(jdbc.sql("select count(distinct attachment) from mail_outbox")
                        .query(Integer.class)
                        .single())
                .as("kept once")
                .isEqualTo(1);
        try (XWPFDocument word = new XWPFDocument(new java.io.ByteArrayInputStream(file))) {
            assertThat(new XWPFWordExtractor(word).getText()).contains(TEXT.title(), "青城管专报〔2023〕");
        }
    }

    @Test
    void aUnitsOwnAddressGoesBeforeThoseOfItsPeople() {
        addresses.record("bureauLeadership", "bureau@example.cn", "office1");

        assertThat(addresses.of("bureauLeadership")).containsExactly("bureau@example.cn");
        addresses.record("bureauLeadership", "", "office1");
        assertThat(addresses.of("bureauLeadership")).containsExactly("bureau1@example.cn", "bureau2@example.cn");
    }

    @Test
    void whatFailedIsSeenOnTheReportAndSentAgain() {
        String code = signed("TH-2046-22");
        reports.deliver(code);
        Client coordination = Client.of("coordination1", port);
        jdbc.sql("update mail_outbox set state = 'FAILED', error = '邮件服务器拒收：550' where key like ?")
                .param(code + "/townXujing/%")
                .update();

        assertThat(coordination.get("/reports/" + code).body()).contains("发送失败", "邮件服务器拒收：550", "再次发送");
        assertThat(Client.of("supervision1", port).get("/reports/" + code).body())
                .contains("发送失败")
                .doesNotContain(">再次发送</button>");
        String again = "/reports/" + code + "/deliveries/townXujing/mail";
        assertThat(Client.of("supervision1", port).form(again, Map.of()).status())
                .isEqualTo(403);
        assertThat(coordination.form(again, Map.of()).status()).isEqualTo(302);

        assertThat(jdbc.sql("select state from mail_outbox where key like ?")
                        .param(code + "/townXujing/%")
                        .query(String.class)
                        .list())
                .containsExactly("PENDING");
        assertThat(coordination.form(again, Map.of()).status()).isEqualTo(409);
    }

    @Test
    void whatWasDeliveredWithoutMailIsMailedWhenItIsAskedFor() {
        sender.setHost("");
        String code = signed("TH-2046-23");
        reports.deliver(code);
        assertThat(keys(code)).isEmpty();
        assertThatThrownBy(() -> mails.again(code, "townXujing", OFFICE)).hasMessage("尚未设置邮件服务器，不能发送邮件。");

        sender.setHost("127.0.0.1");
        mails.again(code, "townXujing", OFFICE);

        assertThat(keys(code)).containsExactly(code + "/townXujing/xujing@example.cn");
        assertThatThrownBy(() -> mails.again(code, "townBaihe", OFFICE)).hasMessage("这个单位没有登记邮箱地址，请先登记。");
        assertThatThrownBy(() -> mails.again(code, "squadBaihe", OFFICE)).hasMessage("专报" + code + "没有送达这个单位。");
    }

    @Test
    void aProofIsKeptShownAndHandedOut() {
        String code = signed("TH-2046-24");
        reports.deliver(code);
        Client office = Client.of("office1", port);

        assertThat(upload(office, code, "townBaihe", PDF).status()).isEqualTo(302);
        assertThat(upload(office, code, "townBaihe", PDF).status())
                .as("the same again")
                .isEqualTo(409);

        String page = office.get("/reports/" + code).body();
        assertThat(page).contains("2023年1月12日当面送交");
        String address = page.replaceAll("(?s).*(/reports/" + code + "/proofs/\\d+).*", "$1");
        assertThat(office.bytes(address)).isEqualTo(PDF);
        assertThat(Client.of("baiheTown1", port).get(address).status()).isEqualTo(403);
        assertThat(upload(Client.of("baiheTown1", port), code, "townBaihe", PDF).status())
                .isEqualTo(403);
        assertThatThrownBy(() -> jdbc.sql("delete from report_delivery_proof").update())
                .hasMessageContaining("report_delivery_proof");
    }

    @ParameterizedTest
    @CsvSource({
        "2023-01-11, '%PDF-1.7', 送达日期应在签发日期之后，且不晚于今天。",
        "2023-01-13, '%PDF-1.7', 送达日期应在签发日期之后，且不晚于今天。",
        "2023-01-12, '<html>no</html>', 凭证须是PDF、JPEG或者PNG文件。",
        "2023-01-12, '', 请选择5MB以内的凭证文件。"
    })
    void refusesAProofThatIsNone(LocalDate on, String content, String sentence) {
        String code = jdbc.sql("select code from special_report where subject = 'TH-2046-25'")
                .query(String.class)
                .optional()
                .orElseGet(() -> signed("TH-2046-25"));
        reports.deliver(code);

        assertThatThrownBy(() -> proofs.keep(
                        code,
                        "townBaihe",
                        on,
                        Method.FAX,
                        null,
                        "a.pdf",
                        content.getBytes(StandardCharsets.UTF_8),
                        OFFICE))
                .isInstanceOf(Refusal.class)
                .hasMessage(sentence);
        assertThatThrownBy(() -> proofs.keep(code, "squadBaihe", TODAY, Method.FAX, null, "a.pdf", PDF, OFFICE))
                .hasMessage("专报" + code + "没有送达这个单位。");
    }

    @Test
    void addressesAreImportedAllOrNone() {
        Client office = Client.of("office1", port);

        assertThat(importFile(office, "账号或单位,邮箱\ntownBaihe,baihe@example.cn\nviceHead1,vice@example.cn\n"))
                .isEqualTo(302);
        assertThat(addresses.of("townBaihe")).containsExactly("baihe@example.cn");
        assertThat(importFile(office, "账号或单位,邮箱\ntownBaihe,new@example.cn\ntownXujing,不是邮箱\n"))
                .isEqualTo(422);
        assertThat(addresses.of("townBaihe")).containsExactly("baihe@example.cn");
        assertThat(office.get("/mails").body()).contains("baihe@example.cn");
    }

    private static int importFile(Client client, String csv) {
        String body = "--bd\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n" + csv
                + "\r\n--bd--\r\n";
        return client.upload(
                        "POST",
                        "/mails/addresses/import",
                        body.getBytes(StandardCharsets.UTF_8),
                        "Content-Type",
                        "multipart/form-data; boundary=bd")
                .status();
    }

    private static Client.Answer upload(Client client, String code, String recipient, byte[] file) {
        String field = "--bd\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n";
        String body = field.formatted("on", "2023-01-12")
                + field.formatted("method", "BY_HAND")
                + "--bd\r\nContent-Disposition: form-data; name=\"file\"; filename=\"receipt.pdf\"\r\n\r\n"
                + new String(file, StandardCharsets.UTF_8)
                + "\r\n--bd--\r\n";
        return client.upload(
                "POST",
                "/reports/" + code + "/deliveries/" + recipient + "/proof",
                body.getBytes(StandardCharsets.UTF_8),
                "Content-Type",
                "multipart/form-data; boundary=bd");
    }

    private List<String> keys(String code) {
        return jdbc.sql("select key from mail_outbox where key like ? order by key")
                .param(code + "/%")
                .query(String.class)
                .list();
    }

    private String signed(String subject) {
        String code = reports.commission(rounds.dispatched(subject, Rounds.XUJING), TEXT.title(), "system");
        reports.collect(code, "coordination1");
        reports.draft(code, TEXT, "coordination1");
        reports.cosign(code, null, "supervision1");
        reports.sign(code, null, "bureau1");
        return code;
    }
}
