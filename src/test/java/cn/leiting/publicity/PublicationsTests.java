package cn.leiting.publicity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.LeitingTest;
import cn.leiting.overview.Rounds;
import cn.leiting.publicity.InfoItem.Status;
import cn.leiting.publicity.Publication.Channel;
import cn.leiting.publicity.Publications.Reason;
import cn.leiting.shared.Actor;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@LeitingTest
class PublicationsTests {

    private static final Actor OFFICE = new Actor("office1", Set.of("deptOffice"));
    private static final Actor LEGAL = new Actor("legal1", Set.of("deptLegal"));
    private static final Actor BUREAU = new Actor("bureau1", Set.of("bureauLeadership"));
    private static final String WHY = "报道中的数字有误。";

    @Autowired
    private Publications publications;

    @Autowired
    private InfoItems items;

    @Autowired
    private Stories stories;

    @Autowired
    private Rounds rounds;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transactions;

    @Test
    void keepsWhatIsPublishedOfACampaignAndOfALookBack() {
        String campaign = rounds.drafted("TH-2083-11");

        publications.publish(campaign, report(), "office1");
        publications.publish(campaign, nothing(), "office1");
        publications.publish("LB-2083-11", report(), "office2");

        assertThat(publications.of(campaign)).extracting(Publication::no).containsExactly(1, 2);
        assertThat(publications.of(campaign))
                .extracting(Publication::channel)
                .containsExactly(Channel.GOV_SITE, Channel.NONE);
        assertThat(publications.of("LB-2083-11")).singleElement().satisfies(one -> {
            assertThat(one.publishedByName()).isEqualTo("办公室科员2");
            assertThat(one.url()).isEqualTo("https://www.shqp.gov.cn/1");
        });
        assertThatThrownBy(() -> publications.publish("TH-2083-99", report(), "office1"))
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"INFO-2023-0001", "TH-2083", "SR-2023-001", ""})
    void refusesAStepOfAnythingElse(String subject) {
        assertThatThrownBy(() -> publications.publish(subject, report(), "office1"))
                .hasMessage("“" + subject + "”不是行动或者回头看的编号。");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'NONE', null, null, null, null, null",
                "'NONE', null, null, null, 'https://a.cn/1', null",
                "'WECHAT', null, '行动取得成效', repeat('文', 50), null, null",
                "'WECHAT', null, null, repeat('文', 50), 'https://a.cn/1', null",
                "'WECHAT', null, '行动取得成效', null, 'https://a.cn/1', null",
                "'WECHAT', null, '行动取得成效', repeat('文', 50), 'javascript:alert(1)', null",
                "'RADIO', null, '行动取得成效', repeat('文', 50), 'https://a.cn/1', null"
            })
    void holdsTheProofOfAStepInTheDatabase(String values) {
        assertThatThrownBy(() -> insert("LB-2083-12", values)).isInstanceOf(DataIntegrityViolationException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'NONE', 'CITY', null, null, null, '未报道的原因'",
                "'WECHAT', null, '错时巡查好', repeat('文', 50), 'https://a.cn/1', null",
                "'WECHAT', 'CITY', '错时巡查好', repeat('文', 50), null, '截图'"
            })
    void holdsThePlaceOfAnItemInTheDatabase(String values) {
        String code = stories.approved(null);

        assertThatThrownBy(() -> insert(code, values)).isInstanceOf(DataIntegrityViolationException.class);
    }

    private void insert(String subject, String values) {
        jdbc.sql("""
                        insert into publication (subject, no, channel, level, title, body, url, proof_note, published_at,
                                                 published_by, published_by_name, recorded_at)
                        values (?, 1, %s, now(), 'office1', '办公室1', now())
                        """.formatted(values)).param(subject).update();
    }

    @Test
    void withdrawsAllThatStandsWithinThreeWorkingDays() {
        String code = stories.published("310118105");
        items.publishAlso(code, stories.place(Channel.OTHER, null, "社区宣传栏"), "office1");

        publications.withdraw(code, Reason.DECISION_ANNULLED, "处罚决定已被复议机关撤销。", LEGAL);

        assertThat(items.get(code).status()).isEqualTo(Status.WITHDRAWN);
        Map<String, Object> deadline = deadline(code);
        assertThat(deadline.get("due")).hasToString("2023-01-17");
        assertThat(deadline.get("holders")).isEqualTo("deptOffice");

        publications.takeDown(code, 1, null, OFFICE);
        assertThat(deadline(code).get("met_at")).isNull();
        publications.takeDown(code, 2, "已从宣传栏撤下。", OFFICE);

        assertThat(deadline(code).get("met_at")).isNotNull();
        assertThatThrownBy(() -> publications.takeDown(code, 2, null, OFFICE)).hasMessage(code + "的这一发布没有待撤下的登记。");
        assertThatThrownBy(() -> publications.withdraw(code, Reason.OTHER, WHY, LEGAL))
                .hasMessage("信息" + code + "已撤下，不能撤下。");
        assertThatThrownBy(() -> items.publishAlso(code, stories.wechat(), "office1"))
                .hasMessage("信息" + code + "已撤下，不能登记发布。");
    }

    private Map<String, Object> deadline(String subject) {
        return jdbc.sql("""
                        select (due_at at time zone 'Asia/Shanghai')::date as due, array_to_string(holders, ',') as holders, met_at
                        from deadline
                        where subject = ?
                          and rule = 'publicity.withdraw'
                        """).param(subject).query().singleRow();
    }

    @Test
    void withdrawsWhatWasPublishedOfACampaignOnce() {
        String campaign = rounds.drafted("TH-2083-13");
        assertThatThrownBy(() -> publications.withdraw(campaign, Reason.WRONG_FACTS, WHY, BUREAU))
                .hasMessage(campaign + "没有可以撤下的发布。");
        publications.publish(campaign, nothing(), "office1");
        assertThatThrownBy(() -> publications.withdraw(campaign, Reason.WRONG_FACTS, WHY, BUREAU))
                .hasMessage(campaign + "没有可以撤下的发布。");
        publications.publish(campaign, report(), "office1");

        publications.withdraw(campaign, Reason.WRONG_FACTS, WHY, BUREAU);

        assertThatThrownBy(() -> publications.withdraw(campaign, Reason.WRONG_FACTS, WHY, BUREAU))
                .hasMessage(campaign + "没有可以撤下的发布。");
        publications.takeDown(campaign, 2, null, OFFICE);
        assertThat(deadline(campaign).get("met_at")).isNotNull();
    }

    @Test
    void meetsTheDeadlineWhenTheLastTwoAreTakenDownAtOnce() throws Exception {
        String code = stories.published(null);
        items.publishAlso(code, stories.place(Channel.OTHER, null, "社区宣传栏"), "office1");
        publications.withdraw(code, Reason.WRONG_FACTS, WHY, OFFICE);

        meanwhile(
                        () -> publications.takeDown(code, 1, null, OFFICE),
                        () -> publications.takeDown(code, 2, null, OFFICE))
                .get(20, TimeUnit.SECONDS);

        assertThat(deadline(code).get("met_at")).isNotNull();
    }

    @Test
    void withdrawsOnceWhenTwoWithdrawAtOnce() {
        String campaign = rounds.drafted("TH-2083-14");
        publications.publish(campaign, report(), "office1");

        Future<?> second = meanwhile(
                () -> publications.withdraw(campaign, Reason.WRONG_FACTS, WHY, BUREAU),
                () -> publications.withdraw(campaign, Reason.OTHER, WHY, LEGAL));

        assertThatThrownBy(() -> second.get(20, TimeUnit.SECONDS)).hasRootCauseMessage(campaign + "没有可以撤下的发布。");
    }

    /** The second begins before what the first did is there for all. */
    private Future<?> meanwhile(Runnable first, Runnable second) {
        return Objects.requireNonNull(transactions.execute(status -> {
            first.run();
            CompletableFuture<Void> other = CompletableFuture.runAsync(second);
            try {
                other.get(500, TimeUnit.MILLISECONDS);
            } catch (Exception waits) {
                // it does until the first is done
            }
            return other;
        }));
    }

    @Test
    void letsTheOfficeLegalAndTheLeadershipWithdrawAndTheOfficeTakeDown() {
        String code = stories.published(null);
        for (String group :
                Set.of("deptCoordination", "deptSupervision", "leadLeader", "squadXujing", "camunda-admin")) {
            Actor other = new Actor("somebody", Set.of(group));
            assertThatThrownBy(() -> publications.withdraw(code, Reason.OTHER, WHY, other))
                    .as(group)
                    .hasMessage("您没有办理此事的权限。");
        }

        assertThatThrownBy(() -> publications.withdraw(code, Reason.OTHER, "有误", OFFICE))
                .hasMessage("撤下说明不能少于5字。");
        publications.withdraw(code, Reason.PERSONS_REQUEST, "本人要求撤下照片。", OFFICE);

        assertThatThrownBy(() -> publications.takeDown(code, 1, null, LEGAL)).hasMessage("您没有办理此事的权限。");
        assertThatThrownBy(() -> publications.takeDown(code, 2, null, OFFICE)).hasMessage(code + "的这一发布没有待撤下的登记。");
    }

    @Test
    void neverChangesAPublicationOrAWithdrawal() {
        String code = stories.published(null);
        publications.withdraw(code, Reason.OTHER, WHY, OFFICE);

        assertThatThrownBy(() -> jdbc.sql("update publication set url = null where subject = ?")
                        .param(code)
                        .update())
                .hasMessageContaining("never changed");
        assertThatThrownBy(() -> jdbc.sql("delete from withdrawal where subject = ?")
                        .param(code)
                        .update())
                .hasMessageContaining("never changed");
    }

    private static Publication.Form report() {
        return new Publication.Form(Channel.GOV_SITE, "渣土整治取得成效", "文".repeat(50), "https://www.shqp.gov.cn/1", null);
    }

    private static Publication.Form nothing() {
        return new Publication.Form(Channel.NONE, null, null, null, "涉及在办案件，暂不宣传。");
    }
}
