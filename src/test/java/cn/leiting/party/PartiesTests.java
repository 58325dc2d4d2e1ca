package cn.leiting.party;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.LeitingTest;
import cn.leiting.casework.Cases;
import cn.leiting.casework.Handlers;
import cn.leiting.casework.Source;
import cn.leiting.identity.Citizens;
import cn.leiting.identity.Identity;
import cn.leiting.identity.Identity.Document;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

@LeitingTest
class PartiesTests {

    private static final LocalDate BORN = LocalDate.of(1980, 1, 20);
    private static final LocalDate DAY = LocalDate.of(2023, 1, 12);
    private static final String XUJING = "310118106";
    private static final String BAIHE = "310118110";

    @Autowired
    Parties parties;

    @Autowired
    FirstViolations firsts;

    @Autowired
    Cases cases;

    @Autowired
    Handlers handlers;

    @Autowired
    JdbcClient jdbc;

    @Test
    void oneNumberIsOnePartyWhoeverEntersIt() {
        long first = parties.enter(Citizens.called("陆小一", BORN, 1), false, "xujing1");

        assertThat(parties.enter(Citizens.called("陆小一", BORN, 1), false, "baihe1"))
                .isEqualTo(first);
        assertThat(parties.enter(Citizens.called("陆小一", BORN, 2), false, "baihe1"))
                .isNotEqualTo(first);
    }

    @Test
    void oneCreditCodeIsOneParty() {
        long first =
                parties.enter(Identity.organisation("青浦甲公司", "91350100M000100Y43", null, null, null), false, "xujing1");

        assertThat(parties.enter(
                        Identity.organisation("青浦甲公司", "91350100m000100y43", "021-59201234", null, "李四光"),
                        false,
                        "baihe1"))
                .isEqualTo(first);
        assertThat(parties.masked(first).phone()).isEqualTo("021*****1234");
        assertThatThrownBy(() ->
                        parties.enter(Identity.soleTrader("青浦甲公司", "91350100M000100Y43", null, null, null), false, "x"))
                .hasMessageContaining("另一类型");
    }

    @Test
    void twoWhoEnterTheSameAtOnceEnterOne() throws Exception {
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            List<Future<Long>> entered = two.invokeAll(List.of(
                    () -> parties.enter(Citizens.called("陆同时", BORN, 3), false, "xujing1"),
                    () -> parties.enter(Citizens.called("陆同时", BORN, 3), false, "baihe1")));

            assertThat(entered.get(0).get()).isEqualTo(entered.get(1).get());
        } finally {
            two.shutdown();
        }
    }

    @Test
    void anotherNameUnderAKnownNumberIsRefusedAndTheKnownOneIsNotTold() {
        long first = parties.enter(Citizens.called("陆原名", BORN, 4), false, "xujing1");

        assertThatThrownBy(() -> parties.enter(Citizens.called("陆新名", BORN, 4), false, "xujing1"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("已登记在另一姓名")
                .hasMessageNotContaining("陆原名");
        assertThat(parties.enter(Citizens.called("陆新名", BORN, 4), true, "xujing1"))
                .isEqualTo(first);
        assertThat(jdbc.sql("select kind from party_event where party = ? order by id")
                        .param(first)
                        .query(String.class)
                        .list())
                .containsExactly("ENTERED", "RENAMED");
    }

    @Test
    void anotherBirthdayUnderAKnownDocumentIsRefused() {
        parties.enter(Identity.citizen("Ann Lu", Document.OTHER, "G5550001", BORN, null, null), false, "xujing1");

        assertThatThrownBy(() -> parties.enter(
                        Identity.citizen("Ann Lu", Document.OTHER, "G5550001", BORN.plusDays(1), null, null),
                        true,
                        "xujing1"))
                .hasMessageContaining("出生日期");
    }

    @Test
    void numbersAreEncryptedEachTimeAnewAndFoundByAKeyedHash() {
        Identity one =
                Identity.citizen("陆密一", Document.RESIDENT_ID, Citizens.number(BORN, 5), null, "13800001111", "青浦区甲路1号");
        Identity other =
                Identity.citizen("陆密二", Document.RESIDENT_ID, Citizens.number(BORN, 6), null, "13800001111", null);
        long first = parties.enter(one, false, "xujing1");
        long second = parties.enter(other, false, "xujing1");

        assertThat(cell(first, "phone_enc")).isNotEqualTo(cell(second, "phone_enc"));
        assertThat(jdbc.sql("select id_hash = encode(sha256(?::bytea), 'hex') from party where id = ?")
                        .params(Citizens.number(BORN, 5), first)
                        .query(Boolean.class)
                        .single())
                .as("a hash without a key could be guessed number by number")
                .isFalse();
    }

    @Test
    void whatIsCopiedToAnotherRowCannotBeReadThere() {
        long first = parties.enter(Citizens.called("陆抄一", BORN, 17), false, "xujing1");
        long second = parties.enter(Citizens.called("陆抄二", BORN, 18), false, "xujing1");
        String own = cell(second, "id_enc");

        write(second, cell(first, "id_enc"));
        try {
            assertThatThrownBy(() -> parties.masked(second)).isInstanceOf(IllegalStateException.class);
        } finally {
            write(second, own);
        }
        assertThat(parties.masked(second).number())
                .endsWith(Citizens.number(BORN, 18).substring(14));
    }

    private void write(long party, String hex) {
        jdbc.sql("update party set id_enc = decode(?, 'hex') where id = ?")
                .params(hex, party)
                .update();
    }

    private String cell(long party, String column) {
        return jdbc.sql("select encode(" + column + ", 'hex') from party where id = ?")
                .param(party)
                .query(String.class)
                .single();
    }

    @Test
    void isMaskedForEverybodyElse() {
        long citizen = parties.enter(
                Identity.citizen("陆遮蔽", Document.RESIDENT_ID, Citizens.number(BORN, 7), null, "13800002222", "青浦区乙路"),
                false,
                "xujing1");
        MaskedParty masked = parties.masked(citizen);

        assertThat(masked.name()).isEqualTo("陆**");
        assertThat(masked.number()).matches("310\\*{11}\\d{3}[\\dX]");
        assertThat(masked.phone()).isEqualTo("138****2222");
        assertThat(masked.address()).isNull();
        assertThat(parties.masked(List.of(citizen, -1L))).containsOnlyKeys(citizen);
        assertThatThrownBy(() -> parties.masked(-1L)).isInstanceOf(Refusal.class);
    }

    @ParameterizedTest
    @CsvSource({"xujing1,squadXujing", "xujingDecide1,decideXujing", "xujingReview1,reviewXujing"})
    void handlersReviewersAndDecidersSeeAllAndEachLookIsKept(String account, String group) {
        long party = parties.enter(Citizens.called("陆全貌", BORN, 8), false, "xujing1");
        String code = caseOf(XUJING, party, DAY);
        handlers.assign(code, Set.of("xujing1", "xujing2"), "xujingLead");

        Party full = parties.show(party, code, new Actor(account, Set.of(group)), "制作事先告知书");

        assertThat(full.number()).isEqualTo(Citizens.number(BORN, 8));
        assertThat(full.birthOn()).isEqualTo(BORN);
        assertThat(full.toString()).doesNotContain("陆").doesNotContain("310118");
        assertThat(parties.reads(party, code)).singleElement().satisfies(read -> {
            assertThat(read.reason()).isEqualTo("制作事先告知书");
            assertThat(read.at().toLocalDate()).isEqualTo(DAY);
        });
        assertThatThrownBy(() -> jdbc.sql("delete from party_read where party = ?")
                        .param(party)
                        .update())
                .isInstanceOf(DataAccessException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "xujing3,squadXujing",
        "xujingLead,leadXujing",
        "xujingTown1,townXujing",
        "baihe1,squadBaihe",
        "baiheDecide1,decideBaihe",
        "baiheReview1,reviewBaihe",
        "legal1,deptLegal",
        "bureau1,bureauLeadership",
        "admin,camunda-admin"
    })
    void nobodyElseSeesIt(String account, String group) {
        long party = parties.enter(Citizens.called("陆不见", BORN, 9), false, "xujing1");
        String code = caseOf(XUJING, party, DAY);
        handlers.assign(code, Set.of("xujing1", "xujing2"), "xujingLead");

        assertThatThrownBy(() -> parties.show(party, code, new Actor(account, Set.of(group)), "看看"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("只有案件的承办人");
        assertThat(parties.reads(party, code)).isEmpty();
    }

    @Test
    void aPartyIsShownForItsOwnCaseAndForAReason() {
        long party = parties.enter(Citizens.called("陆本案", BORN, 10), false, "xujing1");
        long other = parties.enter(Citizens.called("陆别案", BORN, 11), false, "xujing1");
        String code = caseOf(XUJING, party, DAY);
        Actor decider = new Actor("xujingDecide1", Set.of("decideXujing"));

        assertThatThrownBy(() -> parties.show(other, code, decider, "审批")).hasMessageContaining("没有登记这个当事人");
        assertThatThrownBy(() -> parties.show(party, code, decider, " ")).hasMessageContaining("查看事由");
    }

    @Test
    void aHandlerWhoHasGivenTheCaseAwaySeesItNoMore() {
        long party = parties.enter(Citizens.called("陆移交", BORN, 12), false, "xujing1");
        String code = caseOf(XUJING, party, DAY);
        handlers.assign(code, Set.of("xujing1", "xujing2"), "xujingLead");
        handlers.assign(code, Set.of("xujing2", "xujing3"), "xujingLead");

        assertThatThrownBy(() -> parties.show(party, code, new Actor("xujing1", Set.of("squadXujing")), "补看"))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void ofAgeIsWhoHasHadHisEighteenthBirthday() {
        long party = parties.enter(Citizens.called("陆少年", LocalDate.of(2005, 1, 12), 1), false, "xujing1");

        assertThat(parties.isMinor(party, LocalDate.of(2023, 1, 11))).isTrue();
        assertThat(parties.isMinor(party, LocalDate.of(2023, 1, 12))).isFalse();
        assertThat(parties.age(party, LocalDate.of(2019, 1, 11))).hasValue(13);
        assertThat(parties.age(party, LocalDate.of(2019, 1, 12))).hasValue(14);
    }

    @Test
    void squadsDoNotFindMinorsByName() {
        long minor = parties.enter(Citizens.called("陆同名", LocalDate.of(2006, 6, 1), 1), false, "xujing1");
        long adult = parties.enter(Citizens.called("陆同名", BORN, 13), false, "xujing1");
        caseOf(XUJING, minor, DAY);
        caseOf(XUJING, adult, DAY);

        assertThat(parties.called("陆同名", new Actor("xujing1", Set.of("squadXujing"))))
                .containsExactly(adult);
        assertThat(parties.called("陆同名", new Actor("xujingTown1", Set.of("townXujing"))))
                .containsExactly(adult);
        assertThat(parties.called("陆同名", new Actor("legal1", Set.of("deptLegal"))))
                .containsExactlyInAnyOrder(minor, adult);
        assertThat(parties.called("陆同名", new Actor("xujingReview1", Set.of("reviewXujing"))))
                .contains(minor);
        assertThat(parties.called("陆同", new Actor("legal1", Set.of("deptLegal"))))
                .isEmpty();
    }

    @Test
    void aFirstViolationIsOneOverAllSquadsAndOverAllShopsOfAPerson() {
        Identity owner = Citizens.called("陆店主", BORN, 14);
        long person = parties.enter(owner, false, "xujing1");
        long shop =
                parties.enter(Identity.soleTrader("店主甲店", "9144030071526726XG", null, null, owner), false, "baihe1");
        String earlier = established(caseOf(BAIHE, shop, DAY.minusMonths(20)), "WARNING");

        assertThat(parties.masked(shop).operator()).isEqualTo("陆**");
        assertThat(firsts.before(person, "VIO_STALL", DAY, 24))
                .extracting(FirstViolations.Earlier::caseCode)
                .containsExactly(earlier);
        assertThat(firsts.before(shop, "VIO_STALL", DAY, 24)).hasSize(1);
        assertThat(firsts.before(shop, "VIO_STACKING", DAY, 24)).isEmpty();
        assertThat(firsts.before(shop, "VIO_STALL", DAY, 19)).isEmpty();
        assertThat(firsts.before(shop, "VIO_STALL", DAY.minusMonths(20), 24))
                .as("not of the day itself")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "NO_PENALTY_FIRST,1",
        "NO_PENALTY_MINOR,1",
        "FINE_SIMPLIFIED,1",
        "NO_PENALTY_OTHER,0",
        "NOT_ESTABLISHED,0",
        "TRANSFERRED_AGENCY,0",
        "TERMINATED,0",
        "CORRECTED_NO_PENALTY,0"
    })
    void onlyWhatADecisionEstablishedCounts(String outcome, int counted) {
        long party = parties.enter(
                Citizens.called("陆结果", BORN, 100 + Math.floorMod(outcome.hashCode(), 800)), false, "xujing1");
        String code = caseOf(XUJING, party, DAY.minusDays(30));

        assertThat(firsts.before(party, "VIO_STALL", DAY, 24)).as("still open").isEmpty();
        established(code, outcome);
        assertThat(firsts.before(party, "VIO_STALL", DAY, 24)).hasSize(counted);
    }

    @Test
    void aShopsNewOwnerIsNamedAsAChange() {
        Identity old = Citizens.called("陆旧主", BORN, 15);
        Identity heir = Citizens.called("陆新主", BORN, 16);
        String code = "92310118MA1JK0000U";
        long shop = parties.enter(Identity.soleTrader("轮换小店", code, null, null, old), false, "xujing1");

        assertThatThrownBy(() -> parties.enter(Identity.soleTrader("轮换小店", code, null, null, heir), false, "xujing1"))
                .hasMessageContaining("经营者");
        assertThat(parties.enter(Identity.soleTrader("轮换小店", code, null, null, heir), true, "xujing1"))
                .isEqualTo(shop);
    }

    /** The database says what it refuses, and nothing of what was to be stored. */
    @Test
    void theDatabaseKeepsKindsApartAndItsMessageKeepsTheNameToItself() {
        assertThatThrownBy(() -> jdbc.sql("""
                                insert into party (kind, name, credit_code, entered_by, entered_at, version)
                                values ('CITIZEN', '陆泄露', '91350100M000100Y43', 'x', now(), 0)
                                """).update())
                .isInstanceOf(DataAccessException.class)
                .satisfies(refused ->
                        assertThat(messages(refused)).contains("citizens").doesNotContain("Failing row"))
                .satisfies(
                        refused -> assertThat(refused.getCause().getMessage()).doesNotContain("Failing row"));
    }

    private static String messages(Throwable failure) {
        return failure.getMessage() + failure.getCause();
    }

    private String caseOf(String squad, long party, LocalDate actOn) {
        String officer = squad.equals(XUJING) ? "xujing1" : "baihe1";
        String code = cases.register(
                new Source(
                        squad,
                        Source.Kind.PATROL,
                        null,
                        null,
                        null,
                        "VIO_STALL",
                        "盈港东路路口",
                        "在人行道上设摊经营，影响通行。",
                        actOn,
                        actOn),
                officer);
        cases.identify(code, party, officer);
        return code;
    }

    private String established(String code, String outcome) {
        jdbc.sql("""
                        update enforcement_case
                        set status = 'CLOSED', outcome = ?, closed_on = discovered_on, closed_by = 'xujing1'
                        where code = ?
                        """).params(outcome, code).update();
        return code;
    }

    @ParameterizedTest
    @CsvSource({
        "310118199001011234,310***********1234",
        "13812345678,138****5678",
        "E1234567,********",
        "12345678901,123****8901"
    })
    void masksWhatIsBetweenTheFirstThreeAndTheLastFour(String number, String masked) {
        assertThat(MaskedParty.number(number)).isEqualTo(masked);
    }
}
