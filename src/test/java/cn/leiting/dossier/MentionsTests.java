package cn.leiting.dossier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import cn.leiting.feed.Released;
import cn.leiting.hearing.Statement.Kind;
import cn.leiting.penalty.CaseInHand;
import cn.leiting.penalty.Decisions;
import cn.leiting.performance.Performances;
import cn.leiting.performance.Service;
import cn.leiting.publicity.InfoItem.Status;
import cn.leiting.publicity.InfoItems;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What becomes of an item that tells of a case whose decision is overturned; today is 2023-01-12. */
@LeitingTest
class MentionsTests {

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    @Autowired
    private CaseInHand hand;

    @Autowired
    private Decisions decisions;

    @Autowired
    private Performances performances;

    @Autowired
    private Released released;

    @Autowired
    private InfoItems items;

    @Autowired
    private Mentions mentions;

    @Autowired
    private JdbcClient jdbc;

    @LocalServerPort
    private int port;

    @ParameterizedTest
    @CsvSource({"CHANGED, true", "ANNULLED, true", "ILLEGAL, true", "UPHELD, false", "WITHDRAWN, false"})
    void withdrawsWhatStandsAndHoldsBackWhatWaits(String result, boolean withdrawn) {
        String caseCode = penalised();
        String published = released.onTheSite("讲了案件的整治消息" + result);
        String waiting = released.approved("等着发布的案件消息" + result);
        String other = released.onTheSite("讲别的案件的消息" + result);
        assertThat(link("office1", published, caseCode)).isEqualTo(302);
        assertThat(link("legal1", waiting, caseCode)).isEqualTo(302);
        assertThatCode(() -> mentions.refuseOverturned(waiting)).doesNotThrowAnyException();

        overturn(caseCode, result);

        assertThat(items.get(published).status()).isEqualTo(withdrawn ? Status.WITHDRAWN : Status.PUBLISHED);
        assertThat(Client.anonymous(port).get("/public/items/" + published).status())
                .isEqualTo(withdrawn ? 410 : 200);
        assertThat(due(published)).isEqualTo(withdrawn ? Optional.of("2023-01-17 deptOffice") : Optional.empty());
        assertThat(items.get(waiting).status()).isEqualTo(Status.APPROVED);
        if (withdrawn) {
            assertThatThrownBy(() -> mentions.refuseOverturned(waiting))
                    .hasMessage("案件" + caseCode + "的处罚决定已被变更、撤销或者确认违法，信息" + waiting + "不能发布。");
            assertThat(Client.of("office1", port)
                            .get("/publicity/" + waiting + "/dossier")
                            .body())
                    .contains(caseCode, "处罚决定已");
        } else {
            assertThatCode(() -> mentions.refuseOverturned(waiting)).doesNotThrowAnyException();
        }
        assertThat(items.get(other).status()).isEqualTo(Status.PUBLISHED);

        assertThat(link("office1", other, caseCode)).isEqualTo(302);
        assertThat(items.get(other).status())
                .as("found late")
                .isEqualTo(withdrawn ? Status.WITHDRAWN : Status.PUBLISHED);
    }

    @Test
    void isWithdrawnOnceWhenTheDecisionWasPublishedWithIt() {
        String caseCode = penalised();
        String item = released.onTheSite("公开处罚决定的消息");
        link("office1", item, caseCode);
        assertThat(post(caseCode, "publication", Map.of("on", "2023-01-12", "item", item, "text", "社会影响较大。")))
                .isEqualTo(302);

        overturn(caseCode, "ANNULLED");

        assertThat(items.get(item).status()).isEqualTo(Status.WITHDRAWN);
        assertThat(jdbc.sql("select count(*) from withdrawal where subject = ?")
                        .param(item)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void isLinkedByTheOfficeAndLegalOnly() {
        String caseCode = hand.filed();
        String item = released.submitted("关联案件的整治消息");

        for (String person : new String[] {"xujing1", "supervision1", "bureau1", "xujingDecide1", "admin"}) {
            assertThat(link(person, item, caseCode)).as(person).isEqualTo(403);
        }
        assertThat(link("office1", item, "CASE-310118106-2045-000001")).isEqualTo(422);
        assertThat(link("office1", "INFO-2023-9991", caseCode)).isEqualTo(404);
        assertThat(link("office1", item, caseCode)).isEqualTo(302);
        assertThat(link("office2", item, caseCode)).isEqualTo(409);
        assertThat(unlink(item, caseCode)).isEqualTo(302);
        assertThat(unlink(item, caseCode)).isEqualTo(409);
    }

    private int link(String person, String item, String caseCode) {
        return Client.of(person, port)
                .form("/publicity/" + item + "/cases", Map.of("caseCode", caseCode))
                .status();
    }

    private int unlink(String item, String caseCode) {
        return Client.of("legal1", port)
                .form("/publicity/" + item + "/cases", Map.of("caseCode", caseCode, "remove", "true"))
                .status();
    }

    private String penalised() {
        String no = "徐府罚〔2023〕宣" + NUMBERS.incrementAndGet() + "号";
        String code = hand.filed("VIO_OPEN_TRANSPORT", hand.citizen(1985));
        hand.told(code, "3000", false);
        hand.said(code, Kind.WAIVER);
        hand.open(code);
        decisions.write(code, CaseInHand.decision(no, "3000"), CaseInHand.officer());
        decisions.decide(code, CaseInHand.decider());
        performances.begin(
                code,
                new Performances.Decision(no, CaseInHand.TODAY, new BigDecimal("3000"), null, false, null),
                "system");
        performances.serve(
                code, new Service.Form(Service.Method.DIRECT, CaseInHand.TODAY, "送达回证", null, null), "xujing1");
        return code;
    }

    private void overturn(String code, String result) {
        assertThat(post(code, "remedies", Map.of("kind", "RECONSIDERATION", "on", "2023-01-12", "body", "青浦区人民政府")))
                .isEqualTo(302);
        assertThat(post(code, "results", Map.of("result", result, "on", "2023-01-12", "documentNo", "复决宣1号")))
                .isEqualTo(302);
    }

    private int post(String code, String change, Map<String, String> fields) {
        return Client.of("xujingDecide1", port)
                .form("/cases/" + code + "/performance/" + change, fields)
                .status();
    }

    private Optional<String> due(String item) {
        return jdbc.sql("""
                        select (due_at at time zone 'Asia/Shanghai')::date || ' ' || array_to_string(holders, '+')
                        from deadline
                        where subject = ? and reference like 'withdrawal:%' and met_at is null
                        """).param(item).query(String.class).optional();
    }
}
