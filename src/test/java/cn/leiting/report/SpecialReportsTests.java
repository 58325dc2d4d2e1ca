package cn.leiting.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import cn.leiting.Statements;
import cn.leiting.overview.Rounds;
import cn.leiting.report.SpecialReport.Status;
import cn.leiting.report.SpecialReport.Text;
import cn.leiting.shared.Refusal;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

@LeitingTest
class SpecialReportsTests {

    private static final Text TEXT =
            new Text("节前市容环境执法保障专报", "各中队均已完成检查。", "各街镇按计划推进。", "错时执法。", "个别点位反弹<b>。", "开展回头看。");

    @Autowired
    private SpecialReports reports;

    @Autowired
    private Rounds rounds;

    @Autowired
    private JdbcClient jdbc;

    @LocalServerPort
    private int port;

    @Test
    void commissionsOneReportASubjectAtATime() throws Exception {
        ExecutorService people = Executors.newFixedThreadPool(4);
        try {
            List<Callable<String>> commissions = IntStream.range(0, 24)
                    .<Callable<String>>mapToObj(
                            i -> () -> reports.commission("TH-2081-2" + i / 3, TEXT.title(), "system"))
                    .toList();
            List<Future<String>> codes = people.invokeAll(commissions);

            for (int i = 0; i < codes.size(); i += 3) {
                assertThat(codes.get(i).get())
                        .matches("SR-2023-\\d{3,}")
                        .isEqualTo(codes.get(i + 1).get())
                        .isEqualTo(codes.get(i + 2).get());
            }
        } finally {
            people.shutdown();
        }
        assertThat(jdbc.sql("select max(no) = count(*) from special_report where year = 2023")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void commissionsAFurtherReportOnceTheFirstIsSigned() {
        String first = signed("TH-2081-41");

        String second = reports.commission("TH-2081-41", TEXT.title(), "system");

        assertThat(second).isNotEqualTo(first);
        assertThat(reports.get(second).status()).isEqualTo(Status.DRAFTING);
    }

    @Test
    void numbersTheIssuesInTheOrderOfTheirSignatures() {
        String later = cosigned("TH-2081-42");
        String sooner = cosigned("TH-2081-43");
        assertThat(reports.get(later).issue()).isNull();

        reports.sign(sooner, null, "bureau1");
        reports.sign(later, null, "bureau1");

        SpecialReport.Issue first = reports.get(sooner).issue();
        SpecialReport.Issue second = reports.get(later).issue();
        assertThat(second.no()).isEqualTo(first.no() + 1);
        assertThat(second.total()).isEqualTo(first.total() + 1);
        assertThat(reports.get(later).signedOn()).hasYear(2023);
        assertThat(jdbc.sql("select max(issue_no) = count(*) from special_report where issue_year = 2023")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void refusesASecondSignatureByOnePerson() {
        String code = commissioned("TH-2081-44");
        reports.draft(code, TEXT, "coordination1");

        assertRefused(Refusal.Kind.FORBIDDEN, () -> reports.cosign(code, null, "coordination1"));
        assertRefused(Refusal.Kind.FORBIDDEN, () -> reports.returnFromCosigning(code, "请核对数据。", "coordination1"));
        reports.cosign(code, null, "supervision1");
        for (String earlier : List.of("coordination1", "supervision1")) {
            assertRefused(Refusal.Kind.FORBIDDEN, () -> reports.sign(code, null, earlier));
            assertRefused(Refusal.Kind.FORBIDDEN, () -> reports.returnFromSigning(code, "请核对数据。", earlier));
            assertThatThrownBy(() -> jdbc.sql("""
                                    update special_report
                                    set status = 'SIGNED', signed_by = ?, signed_on = date '2074-01-01',
                                        issue_year = 2074, issue_no = 1, issue_total = 9999
                                    where code = ?
                                    """).params(earlier, code).update())
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageContaining("signed_by_a_third_person");
        }
    }

    @Test
    void refusesWhatTheStateDoesNotAllow() {
        String code = commissioned("TH-2081-45");

        assertRefused(Refusal.Kind.CONFLICT, () -> reports.cosign(code, null, "supervision1"));
        assertRefused(Refusal.Kind.CONFLICT, () -> reports.returnFromCosigning(code, "请核对数据。", "supervision1"));
        assertRefused(Refusal.Kind.CONFLICT, () -> reports.sign(code, null, "bureau1"));
        assertRefused(Refusal.Kind.CONFLICT, () -> reports.returnFromSigning(code, "请核对数据。", "bureau1"));
        reports.draft(code, TEXT, "coordination1");
        assertRefused(Refusal.Kind.CONFLICT, () -> reports.draft(code, TEXT, "coordination1"));
        assertRefused(Refusal.Kind.CONFLICT, () -> reports.sign(code, null, "bureau1"));
        reports.cosign(code, null, "supervision1");
        assertRefused(Refusal.Kind.CONFLICT, () -> reports.cosign(code, null, "supervision2"));
        reports.sign(code, null, "bureau1");
        assertRefused(Refusal.Kind.CONFLICT, () -> reports.sign(code, null, "bureau2"));
        assertRefused(Refusal.Kind.CONFLICT, () -> reports.draft(code, TEXT, "coordination1"));
    }

    @Test
    void asksForANewCosignatureAfterAReturnFromSigning() {
        String code = cosigned("TH-2081-46");

        reports.returnFromSigning(code, "请补充下步工作。", "bureau1");
        reports.draft(code, TEXT, "supervision1");

        assertRefused(Refusal.Kind.CONFLICT, () -> reports.sign(code, null, "bureau1"));
        assertRefused(Refusal.Kind.FORBIDDEN, () -> reports.cosign(code, null, "supervision1"));
        reports.cosign(code, null, "supervision2");
        assertThat(reports.get(code).status()).isEqualTo(Status.COSIGNED);
    }

    @Test
    void refusesTextsBeyondTheirLimitsAndUnknownReports() {
        String long3001 = "字".repeat(3001);

        assertRefused(Refusal.Kind.INVALID, () -> new Text("专报", "一", "二", "三", "四", "五"));
        assertRefused(Refusal.Kind.INVALID, () -> new Text(TEXT.title(), long3001, "二", "三", "四", "五"));
        assertRefused(Refusal.Kind.INVALID, () -> new Text(TEXT.title(), "一", "二", "三", "四", " "));
        assertRefused(Refusal.Kind.INVALID, () -> reports.commission("TH-2081-47", " ", "system"));
        assertRefused(Refusal.Kind.NOT_FOUND, () -> reports.get("SR-2081-001"));
        assertRefused(Refusal.Kind.NOT_FOUND, () -> reports.cosign("SR-2081-001", null, "supervision1"));
    }

    @Test
    void neverChangesATextThatWasKept() {
        signed("TH-2081-48");

        assertThatThrownBy(() ->
                        jdbc.sql("update special_report_text set overall = '改'").update())
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> jdbc.sql("delete from special_report_event").update())
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void opensASignedReportToTheTownsAndADraftToNone() {
        String draft = cosigned("TH-2081-49");
        String signed = signed("TH-2081-50");
        Client town = Client.of("xujingTown1", port);

        assertThat(town.get("/reports/" + draft).status()).isEqualTo(403);
        assertThat(town.get("/reports/" + signed).body())
                .contains("期", "个别点位反弹&lt;b&gt;。")
                .doesNotContain("办理记录");
        assertThat(Client.of("xujing1", port).get("/reports/" + signed).status())
                .isEqualTo(403);
        assertThat(Client.of("bureau1", port).get("/reports/" + draft).body()).contains("待签发", "办理记录");
    }

    @Test
    void asksTheSameForOneVersionAndForMany() {
        String few = cosigned("TH-2081-51");
        String many = cosigned("TH-2081-52");
        for (int i = 0; i < 4; i++) {
            reports.returnFromSigning(many, "请补充下步工作。", "bureau1");
            reports.draft(many, TEXT, "coordination1");
            reports.cosign(many, null, "supervision1");
        }
        Client office = Client.of("office1", port);
        office.get("/reports/" + few);

        int one = Statements.during(() -> office.get("/reports/" + few));

        assertThat(Statements.during(() -> office.get("/reports/" + many)))
                .isEqualTo(one)
                .isPositive();
    }

    /** On a campaign that is dispatched: its summary is frozen with the draft. */
    private String commissioned(String subject) {
        return reports.commission(rounds.dispatched(subject, Rounds.XUJING), TEXT.title(), "system");
    }

    private String cosigned(String subject) {
        String code = commissioned(subject);
        reports.draft(code, TEXT, "coordination1");
        reports.cosign(code, null, "supervision1");
        return code;
    }

    private String signed(String subject) {
        String code = cosigned(subject);
        reports.sign(code, null, "bureau1");
        reports.deliver(code);
        return code;
    }

    private static void assertRefused(Refusal.Kind kind, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.kind()).isEqualTo(kind);
            assertThat(refusal.sentence()).endsWith("。");
        });
    }
}
