package cn.leiting.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import cn.leiting.Statements;
import cn.leiting.shared.Refusal;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Who is told what: each once, and only they can read it. */
@LeitingTest
class NoticesTests {

    private static final String ADDRESS = "/notifications";

    @LocalServerPort
    private int port;

    @Autowired
    private Notices notices;

    @Autowired
    private NoticeSweep sweep;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Clock clock;

    private String key;

    @BeforeEach
    void name() {
        key = "COPY/" + UUID.randomUUID();
    }

    @Test
    void tellsEachPersonOfAGroupOnce() {
        notices.tell(key, Set.of("agencyPolice", "police1"), "联合执法JO-2038-001抄送给您。", "/joint/JO-2038-001");
        notices.tell(key, Set.of("agencyPolice"), "再说一遍。", "/");

        assertThat(told(key)).containsExactly("police1");
        assertThat(textOf(key)).isEqualTo("联合执法JO-2038-001抄送给您。");
    }

    @Test
    void tellsTheSameThingToThoseWhoWereNotToldBefore() {
        notices.tell(key, Set.of("police1"), "抄送给您。", "/");
        notices.tell(key, Set.of("police1", "market1"), "抄送给您。", "/");

        assertThat(told(key)).containsExactly("market1", "police1");
    }

    @Test
    void tellsTheAdministratorWhoIsNoPersonOfTheBureau() {
        notices.tell(key, Set.of("camunda-admin", "nobodyAtAll"), "请处理。", "/mails");

        assertThat(told(key)).containsExactly("admin");
    }

    @Test
    void tellsOnceWhenTwoTellAtTheSameMoment() throws Exception {
        CountDownLatch bothAreIn = new CountDownLatch(2);
        Runnable teller = () -> transaction.executeWithoutResult(begun -> {
            notices.tell(key + "/b", Set.of("deptLegal"), "抄送给您。", "/");
            notices.tell(key + "/a", Set.of("deptLegal"), "抄送给您。", "/");
            bothAreIn.countDown();
            await(bothAreIn);
        });

        CompletableFuture.allOf(CompletableFuture.runAsync(teller), CompletableFuture.runAsync(teller))
                .get(30, TimeUnit.SECONDS);

        assertThat(told(key + "/a")).containsExactly("legal1", "legal2");
        assertThat(told(key + "/b")).containsExactly("legal1", "legal2");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    @Test
    void isUndoneWithWhatItTellsOf() {
        transaction.executeWithoutResult(begun -> {
            notices.tell(key, Set.of("police1"), "抄送给您。", "/");
            begun.setRollbackOnly();
        });

        assertThat(told(key)).isEmpty();
    }

    @Test
    void isUndoneWithThePartOfATransactionThatIsGivenUp() {
        TransactionTemplate nested = new TransactionTemplate(transactions);
        nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);

        transaction.executeWithoutResult(begun -> {
            notices.tell(key + "/kept", Set.of("police1"), "抄送给您。", "/");
            nested.executeWithoutResult(part -> {
                notices.tell(key + "/gone", Set.of("police1"), "抄送给您。", "/");
                part.setRollbackOnly();
            });
            notices.tell(key + "/later", Set.of("police1"), "抄送给您。", "/");
        });

        assertThat(told(key + "/kept")).containsExactly("police1");
        assertThat(told(key + "/gone")).isEmpty();
        assertThat(told(key + "/later")).containsExactly("police1");
    }

    @Test
    void costsTwoStatementsHoweverMuchATransactionTells() {
        int one = Statements.during(() ->
                transaction.executeWithoutResult(begun -> notices.tell(key + "/0", Set.of("police1"), "抄送给您。", "/")));

        int many = Statements.during(() -> transaction.executeWithoutResult(begun -> IntStream.rangeClosed(1, 60)
                .forEach(no -> notices.tell(key + "/" + no, Set.of("squadXujing"), "抄送给您。", "/"))));

        assertThat(many).isEqualTo(one).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"当事人电话13812345678。", "证件310118199001011234。", "证件31011819900101123X。"})
    void namesNobodyByANumber(String text) {
        notices.tell(key, Set.of("police1"), text, "/");

        assertThat(textOf(key)).doesNotContainPattern("\\d{11}").contains("＊");
    }

    @Test
    void keepsTheCodesOfThingsAsTheyAre() {
        notices.tell(key, Set.of("police1"), "案件CASE-310118106-2038-000123、TH-2038-01:310118106。", "/");

        assertThat(textOf(key)).isEqualTo("案件CASE-310118106-2038-000123、TH-2038-01:310118106。");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.cn/", "//example.cn", "/\\example.cn", "javascript:alert(1)", "tasks"})
    void leadsNowhereElse(String link) {
        assertThatThrownBy(() -> notices.tell(key, Set.of("police1"), "抄送给您。", link))
                .isInstanceOf(Refusal.class);
    }

    @ParameterizedTest
    @CsvSource({
        "TASK/4711, TASK",
        "COPY/JO-2038-001/1, COPY",
        "HANDOVER/1, HANDOVER",
        "TASKS/1, OTHER",
        "something, OTHER"
    })
    void isOfTheKindThatItsKeySays(String key, Kind kind) {
        assertThat(Kind.of(key)).isEqualTo(kind);
    }

    @Test
    void showsEverybodyTheirOwnAndLeadsToTheThing() {
        Client police = Client.of("police1", port);
        notices.tell(key, Set.of("police1"), "联合执法" + key + "抄送给您。", "/joint");
        int waiting = notices.unread("police1");
        assertThat(police.get(ADDRESS).body()).contains("联合执法" + key + "抄送给您。").contains("通知，" + waiting + "条未读");
        assertThat(Client.of("market1", port).get(ADDRESS).body()).doesNotContain(key);

        Client.Answer opened = police.form(ADDRESS + "/" + idOf(key) + "/open", Map.of());

        assertThat(opened.raw().headers().firstValue("Location").orElseThrow()).endsWith("/joint");
        assertThat(notices.unread("police1")).isEqualTo(waiting - 1);
        assertThat(police.get(ADDRESS).body()).contains(key);
        assertThat(police.get(ADDRESS + "?unread=true").body()).doesNotContain(key);
    }

    @Test
    void refusesTheNoticeOfSomebodyElse() {
        notices.tell(key, Set.of("police1"), "抄送给您。", "/");
        Client market = Client.of("market1", port);

        Client.Answer opened = market.form(ADDRESS + "/" + idOf(key) + "/open", Map.of());
        market.form(ADDRESS + "/read", Map.of("notice", String.valueOf(idOf(key))));

        assertThat(opened.status()).isEqualTo(404);
        assertThat(isRead(key, "police1")).isFalse();
    }

    @Test
    void readsThoseThatWereShownAndNotThoseThatCameMeanwhile() {
        notices.tell(key + "/shown", Set.of("market1"), "抄送给您。", "/");
        notices.tell(key + "/meanwhile", Set.of("market1"), "抄送给您。", "/");

        Client.of("market1", port).form(ADDRESS + "/read", Map.of("notice", String.valueOf(idOf(key + "/shown"))));

        assertThat(isRead(key + "/shown", "market1")).isTrue();
        assertThat(isRead(key + "/meanwhile", "market1")).isFalse();
    }

    @Test
    void asksTheSameForOneNoticeAndForMany() {
        Client water = Client.of("water1", port);
        notices.tell(key, Set.of("water1"), "抄送给您。", "/");
        int few = statements(water, ADDRESS);
        int fewElsewhere = statements(water, "/joint");

        IntStream.range(0, 120).forEach(no -> notices.tell(key + "/" + no, Set.of("water1"), "抄送给您。", "/"));

        assertThat(statements(water, ADDRESS)).isEqualTo(few).isPositive();
        assertThat(statements(water, "/joint")).isEqualTo(fewElsewhere);
        assertThat(water.get(ADDRESS).body()).contains("99+").contains("更早的通知");
        assertThat(Statements.during(() -> notices.unread("water1"))).isEqualTo(1);
    }

    @Test
    void forgetsAfterAYear() {
        notices.tell(key + "/old", Set.of("police1"), "抄送给您。", "/");
        notices.tell(key + "/younger", Set.of("police1"), "抄送给您。", "/");
        agedBy(key + "/old", 366);
        agedBy(key + "/younger", 364);

        assertThat(sweep.forget()).isEqualTo(1);

        assertThat(told(key + "/old")).isEmpty();
        assertThat(told(key + "/younger")).containsExactly("police1");
    }

    private void agedBy(String key, int days) {
        jdbc.sql("update notice set at = ? where key = ?")
                .params(Timestamp.from(clock.instant().minus(Duration.ofDays(days))), key)
                .update();
    }

    private static int statements(Client person, String path) {
        assertThat(person.get(path).status()).as(path).isEqualTo(200);
        return Statements.during(() -> person.get(path));
    }

    private List<String> told(String key) {
        return jdbc.sql("select user_id from notice_receipt join notice on id = notice where key = ? order by user_id")
                .param(key)
                .query(String.class)
                .list();
    }

    private String textOf(String key) {
        return jdbc.sql("select text from notice where key = ?")
                .param(key)
                .query(String.class)
                .single();
    }

    private long idOf(String key) {
        return jdbc.sql("select id from notice where key = ?")
                .param(key)
                .query(Long.class)
                .single();
    }

    private boolean isRead(String key, String person) {
        return jdbc.sql("""
                        select read_at is not null
                        from notice_receipt
                                 join notice on id = notice
                        where key = ? and user_id = ?
                        """).params(key, person).query(Boolean.class).single();
    }
}
