package cn.leiting.identification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import cn.leiting.casework.Cases;
import cn.leiting.casework.Handlers;
import cn.leiting.casework.Registry;
import cn.leiting.disposition.Dispositions.Proposal;
import cn.leiting.identity.Citizens;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@LeitingTest
@ExtendWith(OutputCaptureExtension.class)
class PartyPageTests {

    private static final LocalDate BORN = LocalDate.of(1966, 6, 6);

    @LocalServerPort
    int port;

    @Autowired
    Cases cases;

    @Autowired
    Handlers handlers;

    @Autowired
    JdbcClient jdbc;

    /** From a wrong number to a look at everything: the number is nowhere but in the answer to that look. */
    @Test
    void nothingOfAPartyLeavesItsTable(CapturedOutput output) {
        String page = page(handled());
        Client officer = Client.of("xujing1", port);
        String number = Citizens.number(BORN, 1);

        assertThat(officer.form(page, citizen("柳无痕", number.substring(1))).status())
                .isEqualTo(422);
        Client.Answer saved = officer.form(page, citizen("柳无痕", number));
        assertThat(saved.status()).isEqualTo(302);
        assertThat(saved.raw().headers().firstValue("Location").orElseThrow()).endsWith("/party?saved");
        assertThat(officer.form(page, citizen("柳别名", number)).status()).isEqualTo(409);
        assertThat(officer.get(page).body())
                .contains("柳**", "310***********", "139****0000")
                .doesNotContain("柳无痕", number, "13900000000", "盈港路77号");
        Client.Answer full = officer.form(page + "/reading", Map.of("reason", "制作事先告知书"));

        assertThat(full.body()).contains("柳无痕", number, "13900000000", "盈港路77号", "1966年6月6日");
        assertThat(full.raw().headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(officer.get(page).body()).contains("制作事先告知书");
        assertThat(output.toString()).doesNotContain("柳无痕", "柳别名", number, "13900000000", "盈港路77号");
        assertThat(tablesWith(number)).isEmpty();
        assertThat(tablesWith("13900000000")).isEmpty();
        assertThat(tablesWith("柳无痕")).containsExactly("party");
    }

    /** As text and as bytes, in every table: Camunda's, the sessions' and ours. */
    private List<String> tablesWith(String text) {
        String hex = HexFormat.of().formatHex(text.getBytes(UTF_8));
        return jdbc
                .sql("select tablename from pg_tables where schemaname = current_schema()")
                .query(String.class)
                .list()
                .stream()
                .filter(table -> jdbc.sql("select exists (select from \"" + table
                                + "\" as one where one::text like '%' || ? || '%' or one::text like '%' || ? || '%')")
                        .params(text, hex)
                        .query(Boolean.class)
                        .single())
                .toList();
    }

    @Test
    void aRefusedFormComesBackAsItWasTyped() {
        Client officer = Client.of("xujing1", port);
        Client.Answer refused = officer.form(page(handled()), citizen("柳<b>粗</b>", Citizens.number(BORN, 2)));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("只能由文字和间隔号组成", "柳&lt;b&gt;粗&lt;/b&gt;", Citizens.number(BORN, 2));
    }

    @Test
    void entersAnOrganisationAndASoleTraderWithItsOperator() {
        Client officer = Client.of("xujing1", port);
        String firm = page(handled());
        String shop = page(handled());

        assertThat(officer.form(
                                firm,
                                Map.of(
                                        "kind", "ORGANISATION",
                                        "name", "青浦柳记公司",
                                        "creditCode", "91310118MA1JKLM00N",
                                        "representative", "柳法人"))
                        .status())
                .isEqualTo(302);
        assertThat(officer.form(
                                shop,
                                Map.of(
                                        "kind", "SOLE_TRADER",
                                        "name", "青浦柳记小店",
                                        "creditCode", "92310118MA1JKLM00K",
                                        "operatorName", "柳店主",
                                        "operatorNumber", Citizens.number(BORN, 3)))
                        .status())
                .isEqualTo(302);

        assertThat(officer.get(firm).body()).contains("青浦柳记公司", "91310118MA1JKLM00N");
        assertThat(officer.get(shop).body()).contains("青浦柳记小店", "柳**").doesNotContain("柳店主");
        assertThat(officer.form(shop + "/reading", Map.of("reason", "制作决定书")).body())
                .contains("柳店主", Citizens.number(BORN, 3));
    }

    @Test
    void anybodyOfTheSquadEntersItBeforeThereAreHandlersAndOnlyHandlersAfterwards() {
        String code = cases.register(Registry.patrol("VIO_STALL"), "xujing1");

        assertThat(Client.of("xujing3", port)
                        .form(page(code), citizen("柳早期", Citizens.number(BORN, 4)))
                        .status())
                .isEqualTo(302);
        handlers.assign(code, Set.of("xujing1", "xujing2"), "xujingLead");
        assertThat(Client.of("xujing3", port)
                        .form(page(code), citizen("柳早期", Citizens.number(BORN, 4)))
                        .status())
                .isEqualTo(403);
        assertThat(Client.of("xujing2", port)
                        .form(page(code), citizen("柳早期", Citizens.number(BORN, 4)))
                        .status())
                .isEqualTo(302);
        assertThat(Client.of("xujing2", port)
                        .form(page(code), citizen("柳晚到", Citizens.number(BORN, 5)))
                        .status())
                .as("another party")
                .isEqualTo(409);
        cases.terminate(code, "当事人死亡，没有承受人。", "xujingDecide1");
        assertThat(Client.of("xujing2", port)
                        .form(page(code), citizen("柳早期", Citizens.number(BORN, 4)))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void anActThatAnotherCaseWasFiledForIsRefusedOnceItsPartyIsKnown() {
        Client officer = Client.of("xujing1", port);
        Map<String, String> party = citizen("柳同案", Citizens.number(BORN, 7));
        String first = handled();
        assertThat(officer.form(page(first), party).status()).isEqualTo(302);
        String known = handled();
        assertThat(officer.form(page(known), party).status())
                .as("neither is filed")
                .isEqualTo(302);
        cases.route(first, Proposal.ORDINARY, "xujing1");
        cases.file(first, LocalDate.of(2023, 1, 12), "xujingDecide1");
        String unknown = handled();

        Client.Answer refused = officer.form(page(unknown), party);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains(first, "行政处罚法第二十五条、第二十九条").doesNotContain("party?saved");
        assertThat(cases.get(unknown).party()).isNull();

        cases.terminate(first, "经协商由他案办理。", "xujingDecide1");
        assertThat(officer.form(page(unknown), party).status()).isEqualTo(302);
    }

    @Test
    void nobodyIsEnteredWhoWasBornAfterTheAct() {
        Client.Answer refused = Client.of("xujing1", port)
                .form(page(handled()), citizen("柳未生", Citizens.number(LocalDate.of(2023, 1, 13), 1)));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("出生日期晚于行为日期");
        assertThat(jdbc.sql("select count(*) from party where name = '柳未生'")
                        .query(Integer.class)
                        .single())
                .as("nothing is stored")
                .isZero();
    }

    @Test
    void eachRoleSeesWhatIsIts() {
        String code = handled();
        String page = page(code);
        Client officer = Client.of("xujing1", port);
        officer.form(page, citizen("柳权限", Citizens.number(BORN, 6)));

        for (String account : List.of("xujingDecide1", "xujingReview1")) {
            Client person = Client.of(account, port);
            assertThat(person.get(page).body()).contains("查看完整信息").doesNotContain("登记当事人</h2>", "补充当事人");
            assertThat(person.form(page + "/reading", Map.of("reason", "审核")).status())
                    .isEqualTo(200);
        }
        for (String account : List.of("xujing3", "xujingTown1", "legal1", "supervision1")) {
            Client person = Client.of(account, port);
            assertThat(person.get(page).body()).contains("柳**").doesNotContain("<button type=\"submit\">查看完整信息");
            assertThat(person.form(page + "/reading", Map.of("reason", "看看")).status())
                    .as(account)
                    .isEqualTo(403);
        }
        for (String account : List.of("baihe1", "baiheDecide1", "office1", "police1", "admin")) {
            assertThat(Client.of(account, port).get(page).status()).as(account).isEqualTo(403);
        }
        assertThat(officer.form(page + "/reading", Map.of("reason", " ")).status())
                .isEqualTo(422);
        assertThat(officer.get("/cases/CASE-310118106-2023-999999/party").status())
                .isEqualTo(404);
    }

    @Test
    void aMinorIsFlaggedAndHisRecordIsNotForSquads() {
        String page = page(handled());
        Client officer = Client.of("xujing1", port);
        officer.form(page, citizen("柳少年", Citizens.number(LocalDate.of(2007, 7, 7), 1)));

        assertThat(officer.get(page).body()).contains("行为时未满18周岁", "未成年人的记录不提供查询");
        assertThat(Client.of("xujingReview1", port).get(page).body())
                .contains("行为时未满18周岁")
                .doesNotContain("未成年人的记录不提供查询");
    }

    private String handled() {
        String code = cases.register(Registry.patrol("VIO_STALL"), "xujing1");
        handlers.assign(code, Set.of("xujing1", "xujing2"), "xujingLead");
        return code;
    }

    private static String page(String code) {
        return "/cases/" + code + "/party";
    }

    private static Map<String, String> citizen(String name, String number) {
        Map<String, String> form = new HashMap<>(Map.of(
                "kind", "CITIZEN", "name", name, "document", "RESIDENT_ID", "number", number, "phone", "13900000000"));
        form.put("address", "盈港路77号");
        return form;
    }
}
