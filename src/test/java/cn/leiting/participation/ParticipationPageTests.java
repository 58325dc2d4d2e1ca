package cn.leiting.participation;

import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import cn.leiting.Statements;
import cn.leiting.participation.Participations.Form;
import cn.leiting.participation.Participations.Kind;
import cn.leiting.shared.Actor;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@LeitingTest
class ParticipationPageTests {

    private static final Actor OFFICE = new Actor("office1", Set.of("deptOffice"));
    private static final String POINT = "P-310118106-0009";

    @Autowired
    private Participations participations;

    @Autowired
    private JdbcClient jdbc;

    @LocalServerPort
    private int port;

    @Test
    void linksPointsAndTickets() {
        jdbc.sql("""
                        insert into complaint (ticket_no, kind, received_at, due_at, squad, text, point)
                        values ('LD-2045-1', 'OTHER', timestamptz '2021-03-01 10:00+08', timestamptz '2021-03-08 10:00+08',
                                '310118106', '占道设摊影响通行。', ?)
                        """).param(POINT).update();
        LocalDate day = LocalDate.of(2021, 3, 2);
        participations.record(new Form(Kind.REPORT, 1, day, null, null, "LD-2045-1"), OFFICE);
        participations.record(new Form(Kind.REPORT, 2, day, null, null, "未导入-<b>"), OFFICE);
        participations.record(new Form(Kind.VOLUNTEER, 30, day, "P-310118106-0010", null, null), OFFICE);
        Client office = Client.of("office1", port);

        String page = office.get("/participations?year=2021").body();

        assertThat(page)
                .contains("/points/" + POINT, "/complaints/LD-2045-1", "未导入-&lt;b&gt;", "/points/P-310118106-0010")
                .doesNotContain("/complaints/未导入", "<b>");
        assertThat(office.get("/participations?year=2021&point=" + POINT).body())
                .contains("LD-2045-1")
                .doesNotContain("0010");
        assertThat(office.get("/participations?year=2021&kind=VOLUNTEER").body())
                .contains("0010")
                .doesNotContain("LD-2045-1");
        assertThat(office.get("/participations?year=2020").body()).contains("没有符合条件的登记。");
        assertThat(office.get("/participations?kind=PARTY").status()).isBetween(400, 422);
        assertThat(office.get("/points/" + POINT).status()).isEqualTo(200);
        int before = Statements.during(() -> office.get("/participations?year=2020"));
        assertThat(Statements.during(() -> office.get("/participations?year=2021")))
                .isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "office1, 200",
        "supervision1, 200",
        "viceHead1, 200",
        "xujing1, 403",
        "xujingTown1, 403",
        "police1, 403",
        "admin, 403"
    })
    void opensToSectionsAndLeaders(String person, int status) {
        assertThat(Client.of(person, port).get("/participations").status()).isEqualTo(status);
    }
}
