package cn.leiting.roster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.LeitingTest;
import cn.leiting.organization.Organization;
import cn.leiting.organization.People;
import cn.leiting.organization.Person;
import cn.leiting.organization.Squad;
import cn.leiting.roster.ImportReport.Outcome;
import cn.leiting.shared.Actor;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.transaction.annotation.Transactional;

@LeitingTest
@Transactional
@RecordApplicationEvents
class RostersTests {

    private static final Actor COORDINATION = new Actor("coordination1", Set.of("deptCoordination"));
    private static final String GOOD =
            "tr1,测试人员1,赵巷镇城管中队,执法队员,TEST-ROSTER-1,2021-01-01,2026-12-31,13800000000,leiting-demo";

    @Autowired
    private Rosters rosters;

    @Autowired
    private People people;

    @Autowired
    private Organization organization;

    @Autowired
    private ApplicationEvents events;

    @Test
    void goodRowMakesAPersonAndAnAccount() {
        ImportReport report = load(GOOD);

        assertThat(report.rows())
                .containsExactly(new ImportReport.Row(2, "tr1", "测试人员1", Outcome.CREATED, "已新增人员和账号。"));
        assertThat(people.person("tr1").unit().code()).isEqualTo("310118105");
        assertThat(people.person("tr1").phone()).isEqualTo("13800000000");
        assertThat(events.stream(Person.Registered.class))
                .contains(new Person.Registered("tr1", "测试人员1", Set.of("squadZhaoxiang"), "leiting-demo"));
    }

    @Test
    void sameFileAgainIsAllUnchanged() {
        load(GOOD);

        ImportReport again = load(GOOD);

        assertThat(again.count(Outcome.UNCHANGED)).isOne();
        assertThat(events.stream(Person.Registered.class)
                        .filter(told -> told.userId().equals("tr1")))
                .hasSize(1);
    }

    @Test
    void changedRowUpdates() {
        load(GOOD);

        ImportReport report = load(GOOD.replace("执法队员", "副队长").replace("2026-12-31", "2027-12-31"));

        assertThat(report.count(Outcome.UPDATED)).isOne();
        assertThat(people.person("tr1").leads("310118105")).isTrue();
        assertThat(people.holdsCertificate("tr1", LocalDate.of(2027, 6, 1))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "t-1,测试,赵巷镇城管中队,执法队员,,,,,leiting-demo | 账号须为2至64位英文字母或数字。",
                "Admin,测试,赵巷镇城管中队,执法队员,,,,,leiting-demo | 账号“admin”为系统管理员保留。",
                "tr2,,赵巷镇城管中队,执法队员,,,,,leiting-demo | 姓名须填写，不超过40字。",
                "tr2,测试,赵巷中队二队,执法队员,,,,,leiting-demo | 没有名为“赵巷中队二队”的单位。",
                "tr2,测试,赵巷镇城管中队,科员,,,,,leiting-demo | “赵巷镇城管中队”没有职务“科员”，可填：队长、副队长、执法队员、辅助人员。",
                "tr2,测试,赵巷镇城管中队,执法队员,TEST-R-2,,,,leiting-demo | 执法证号、发证日期、到期日期须同时填写或同时留空。",
                "tr2,测试,赵巷镇城管中队,执法队员,TEST-R-2,2023-02-30,2026-12-31,,leiting-demo | 发证日期“2023-02-30”不是日期，请写成2023-03-31的样子。",
                "tr2,测试,赵巷镇城管中队,执法队员,TEST-R-2,2023-02-02,2023-02-01,,leiting-demo | 到期日期不能早于发证日期。",
                "tr2,测试,赵巷镇城管中队,辅助人员,TEST-R-2,2023-01-01,2026-12-31,,leiting-demo | 辅助人员没有执法证，请清空执法证号和日期，或更正职务。",
                "tr2,测试,赵巷镇城管中队,执法队员,TEST-ROSTER-1,2021-01-01,2026-12-31,,leiting-demo | 执法证号“TEST-ROSTER-1”已登记在“tr1”名下。",
                "tr2,测试,赵巷镇城管中队,执法队员,,,,1380000000,leiting-demo | 手机须为11位数字，以1开头；没有可不填。",
                "tr2,测试,赵巷镇城管中队,执法队员,,,,,short | 初始密码须为8至64位。",
                "tr2,测试,赵巷镇城管中队,执法队员,,,,, | 新账号须填写初始密码。",
                "tr2,测试,赵巷镇城管中队,执法队员 | 应为9列，实为4列。",
                "tr1,测试,赵巷镇城管中队,执法队员,,,,,leiting-demo | 账号“tr1”与第2行重复。",
                "TR1,测试,赵巷镇城管中队,执法队员,,,,,leiting-demo | 账号“TR1”与第2行重复。"
            })
    void refusedRowStoresNothingAndHindersNoOther(String bad, String sentence) {
        String after = GOOD.replace("tr1", "tr3").replace("TEST-ROSTER-1", "TEST-ROSTER-3");

        ImportReport report = load(GOOD, bad, after);

        assertThat(report.rows())
                .element(1)
                .extracting(ImportReport.Row::sentence)
                .isEqualTo(sentence);
        assertThat(report.rows())
                .extracting(ImportReport.Row::outcome)
                .containsExactly(Outcome.CREATED, Outcome.REFUSED, Outcome.CREATED);
        assertThat(people.nameOf("tr2")).isEqualTo("tr2");
        assertThat(people.nameOf("tr1")).isEqualTo("测试人员1");
        assertThat(people.nameOf("tr3")).isEqualTo("测试人员1");
    }

    @Test
    void reportNamesNoPassword() {
        assertThat(load(GOOD, "tr2,测试,赵巷镇城管中队,执法队员,,,,,short").toString())
                .doesNotContain("leiting-demo")
                .doesNotContain("short");
    }

    @Test
    void demoFileHoldsExactlyTheAccountsOfTheContract() throws IOException {
        load(demo());
        Stream<String> ofSquads = organization.townSquads(LocalDate.of(2023, 1, 12)).stream()
                .map(squad -> squad.id().toLowerCase(Locale.ROOT))
                .flatMap(squad -> Stream.of(
                                "Lead", "1", "2", "3", "4", "Decide1", "Decide2", "Review1", "Review2", "Town1")
                        .map(squad::concat));
        Stream<String> others = Stream.of(
                        "coordination1 coordination2 supervision1 supervision2 legal1 legal2 office1 office2",
                        "bureau1 bureau2 lead1 viceHead1 mobileLead mobile1 mobile2",
                        "police1 market1 greening1 construction1 water1 ecology1 transport1")
                .flatMap(ids -> Stream.of(ids.split(" ")));

        assertThat(RosterFile.read(demo()))
                .extracting(RosterFile.Line::userId)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(ofSquads, others).toList());
        assertThat(load(demo()).count(Outcome.UNCHANGED)).isEqualTo(132);
    }

    @Test
    void demoPeopleHoldTheirUnitsGroups() throws IOException {
        load(demo());

        for (Squad squad : organization.townSquads(LocalDate.of(2023, 1, 12))) {
            String id = squad.id().toLowerCase(Locale.ROOT);
            assertThat(people.person(id + "Lead").leads(squad.code())).isTrue();
            assertThat(groupOf(id + "1")).isEqualTo(squad.group());
            assertThat(groupOf(id + "Decide2")).isEqualTo(squad.decideGroup());
            assertThat(groupOf(id + "Review2")).isEqualTo(squad.reviewGroup());
            assertThat(groupOf(id + "Town1")).isEqualTo(squad.townGroup());
        }
        assertThat(groupOf("coordination1")).isEqualTo("deptCoordination");
        assertThat(groupOf("viceHead1")).isEqualTo("districtViceHead");
        assertThat(groupOf("lead1")).isEqualTo("leadLeader");
        assertThat(groupOf("bureau2")).isEqualTo("bureauLeadership");
        assertThat(groupOf("transport1")).isEqualTo("agencyTransport");
        assertThat(groupOf("mobile2")).isEqualTo("squadMobile");
    }

    @Test
    void demoCertificatesCountByTheirDates() throws IOException {
        load(demo());

        for (Squad squad : organization.townSquads(LocalDate.of(2023, 1, 12))) {
            String id = squad.id().toLowerCase(Locale.ROOT);
            assertThat(people.holdsCertificate(id + "3", LocalDate.of(2023, 3, 31)))
                    .isTrue();
            assertThat(people.holdsCertificate(id + "3", LocalDate.of(2023, 4, 1)))
                    .isFalse();
            assertThat(people.person(id + "4").kind()).isEqualTo(Person.Kind.AUXILIARY);
            assertThat(IntStream.rangeClosed(2021, 2026)
                            .anyMatch(year -> people.holdsCertificate(id + "4", LocalDate.of(year, 1, 12))))
                    .isFalse();
            assertThat(people.holdsCertificate(id + "1", LocalDate.of(2026, 12, 31)))
                    .isTrue();
        }
    }

    private String groupOf(String userId) {
        return people.person(userId).unit().group();
    }

    private static String demo() throws IOException {
        return new ClassPathResource("demo/people.csv").getContentAsString(UTF_8);
    }

    private ImportReport load(String... rows) {
        String file = rows[0].startsWith("账号") ? rows[0] : RosterFile.HEADER + "\n" + String.join("\n", List.of(rows));
        return rosters.importPeople(file, COORDINATION);
    }
}
