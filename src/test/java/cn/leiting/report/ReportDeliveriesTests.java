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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** 送达: to whom a report goes, who has read it, and to whom its pages are open. */
@LeitingTest
class ReportDeliveriesTests {

    private static final Text TEXT = new Text("渣土运输专项整治情况专报", "总体平稳。", "有序推进。", "错时执法。", "个别反弹。", "开展回头看。");

    @LocalServerPort
    private int port;

    @Autowired
    private Rounds rounds;

    @Autowired
    private SpecialReports reports;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void goesToTheThreeGroupsOfTheNoticeOnce() {
        String code = signed("TH-2081-81");

        reports.deliver(code);

        assertThat(jdbc.sql("""
                                select recipient
                                from special_report_delivery
                                         join special_report on id = special_report
                                where code = ?
                                order by place
                                """).param(code).query(String.class).list())
                .startsWith("districtViceHead", "bureauLeadership", "townXiayang")
                .hasSize(13);
        assertThat(jdbc.sql("""
                                select distinct read_due_on::text
                                from special_report_delivery
                                         join special_report on id = special_report
                                where code = ?
                                """).param(code).query(String.class).list()).containsExactly("2023-01-17");
    }

    @Test
    void isNotSignedWhileARecipientHasNoAccount() {
        String code = cosigned("TH-2081-82");
        jdbc.sql("update person set groups = '{}' where unit_code in ('townBaihe', 'districtViceHead')")
                .update();
        try {
            assertThatThrownBy(() -> reports.sign(code, null, "bureau1"))
                    .isInstanceOf(Refusal.class)
                    .hasMessage("接收单位没有可用账号，不能签发：分管副区长、白鹤镇领导班子。");
        } finally {
            jdbc.sql("update person set groups = array[unit_code] where unit_code in ('townBaihe', 'districtViceHead')")
                    .update();
        }
        assertThat(reports.get(code).status()).isEqualTo(Status.COSIGNED);

        reports.sign(code, null, "bureau1");

        assertThat(reports.get(code).status()).isEqualTo(Status.SIGNED);
    }

    @Test
    void isNotDeliveredUnlessSigned() {
        String code = cosigned("TH-2081-83");

        assertThatThrownBy(() -> reports.deliver(code)).hasMessageContaining("还不能送达");
    }

    @Test
    void keepsWhoOfARecipientOpenedItFirst() {
        String code = signed("TH-2081-84");
        Client coordination = Client.of("coordination1", port);
        coordination.get("/reports/" + code);
        assertThat(coordination.get("/reports?year=2023").body()).contains("0／13");

        Client.of("bureau2", port).get("/reports/" + code);
        Client.of("bureau1", port).get("/reports/" + code);
        Client.of("xujingTown1", port).bytes("/reports/" + code + ".docx");

        assertThat(jdbc.sql("""
                                select recipient || ' ' || read_by
                                from special_report_reading
                                         join special_report on id = special_report
                                where code = ?
                                order by 1
                                """).param(code).query(String.class).list())
                .containsExactly("bureauLeadership bureau2", "townXujing xujingTown1");
        assertThat(coordination.get("/reports?year=2023").body()).contains("2／13");
        assertThat(coordination.get("/reports/" + code).body()).contains("送达和阅读", "城管执法局领导班子成员2", "应于1月17日前阅读");
        assertThatThrownBy(() -> jdbc.sql("delete from special_report_reading").update())
                .hasMessageContaining("special_report_reading");
    }

    @Test
    void whatIsNotReadInTimeIsShownLate() {
        String code = signed("TH-2081-85");
        Client coordination = Client.of("coordination1", port);
        assertThat(coordination.get("/reports/" + code).body()).doesNotContain("逾期未阅");

        jdbc.sql("""
                        insert into special_report_delivery (special_report, recipient, name, kind, place, sent_at, read_due_on)
                        select id, 'leadLeader', '牵头领导', 'CC', 14, now(), date '2023-01-11'
                        from special_report
                        where code = ?
                        """).param(code).update();

        assertThat(coordination.get("/reports/" + code).body()).contains("逾期未阅");
    }

    @ParameterizedTest
    @CsvSource({
        "coordination1, 200, 200, 200",
        "supervision1, 200, 200, 200",
        "legal1, 200, 200, 200",
        "office1, 200, 200, 200",
        "bureau1, 200, 200, 200",
        "lead1, 200, 200, 200",
        "viceHead1, 200, 200, 200",
        "baiheTown1, 200, 403, 200",
        "xujing1, 403, 403, 403",
        "xujingLead, 403, 403, 403",
        "xujingDecide1, 403, 403, 403",
        "xujingReview1, 403, 403, 403",
        "mobile1, 403, 403, 403",
        "police1, 403, 403, 403",
        "admin, 403, 403, 403"
    })
    void isOpenToRecipientsSectionsAndLeaders(String person, int list, int draft, int signed) {
        String drafted = once("TH-2081-86", false);
        String sent = once("TH-2081-87", true);
        Client client = Client.of(person, port);

        assertThat(client.get("/reports").status()).isEqualTo(list);
        for (String suffix : List.of("", ".docx")) {
            assertThat(client.get("/reports/" + drafted + suffix).status()).isEqualTo(draft);
            assertThat(client.get("/reports/" + sent + suffix).status()).isEqualTo(signed);
        }
        if (list == 200) {
            assertThat(client.get("/reports").body()).contains(sent);
            assertThat(client.get("/reports").body().contains(drafted)).isEqualTo(draft == 200);
        }
    }

    @Test
    void isClosedToWhoIsNotLoggedInAndUnknownIsNotFound() {
        assertThat(Client.anonymous(port).get("/reports").status()).isEqualTo(302);
        assertThat(Client.of("bureau1", port).get("/reports/SR-2081-001").status())
                .isEqualTo(404);
    }

    @Test
    void theListAsksTheSameForOneReportAndForMany() {
        signed("TH-2081-88");
        Client office = Client.of("office1", port);
        office.get("/reports");
        int before = Statements.during(() -> office.get("/reports"));

        signed("TH-2081-89");
        cosigned("TH-2081-90");

        assertThat(Statements.during(() -> office.get("/reports")))
                .isEqualTo(before)
                .isPositive();
    }

    private String once(String subject, boolean signed) {
        return jdbc.sql("select code from special_report where subject = ?")
                .param(subject)
                .query(String.class)
                .optional()
                .orElseGet(() -> signed ? signed(subject) : cosigned(subject));
    }

    private String cosigned(String subject) {
        String code = reports.commission(rounds.dispatched(subject, Rounds.XUJING), TEXT.title(), "system");
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
}
