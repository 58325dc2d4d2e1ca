package cn.leiting.penalty;

import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import cn.leiting.hearing.Statement;
import cn.leiting.proposal.Proposals;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The pages of the investigation and of the penalty, through HTTP. */
@LeitingTest
class PenaltyPageTests {

    private static final Map<String, String> PROPOSAL = Map.ofEntries(
            Map.entry("facts", CaseInHand.FACTS),
            Map.entry("factors", "当事人配合调查\n及时改正"),
            Map.entry("reasons", "事实清楚，证据确凿，程序合法。"),
            Map.entry("established", "true"),
            Map.entry("age", "ADULT"),
            Map.entry("harm", "MINOR"),
            Map.entry("mitigation", "NONE"),
            Map.entry("verdict", "PENALTY"),
            Map.entry("kind", "FINE"),
            Map.entry("amount", "3000"));

    @Autowired
    private CaseInHand hand;

    @Autowired
    private Proposals proposals;

    @LocalServerPort
    private int port;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "xujing3",
                "xujingLead",
                "xujingDecide1",
                "xujingReview1",
                "xujingTown1",
                "legal1",
                "supervision1"
            })
    void showsACaseToItsTownAndToTheSectionsOfTheLaw(String person) {
        String code = hand.filed();
        hand.told(code, "3000", false);
        hand.said(code, Statement.Kind.STATEMENT);
        Client client = Client.of(person, port);

        assertThat(client.get("/cases/" + code + "/penalty").status()).isEqualTo(200);
        assertThat(client.get("/cases/" + code + "/penalty").body()).contains("罚款3000元", "当事人的意见。", "2023年1月10日");
        assertThat(client.get("/cases/" + code + "/inquiry").body()).contains("现场照片四张", "现场检查笔录");
        assertThat(client.get("/measures").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"baihe1", "baiheDecide1", "coordination1", "office1", "bureau1", "police1", "admin"})
    void showsItToNobodyElse(String person) {
        String code = hand.filed();
        Client client = Client.of(person, port);

        assertThat(client.get("/cases/" + code + "/penalty").status()).isEqualTo(403);
        assertThat(client.get("/cases/" + code + "/inquiry").status()).isEqualTo(403);
        assertThat(client.form("/cases/" + code + "/penalty/proposal", PROPOSAL).status())
                .isEqualTo(403);
    }

    @Test
    void keepsWhatAHandlerTypesAndRefusesTheRestWithItsArticle() {
        String code = hand.filed();
        Client handler = Client.of("xujing1", port);
        Map<String, String> tooMuch = new HashMap<>(PROPOSAL);
        tooMuch.put("amount", "20001");

        Client.Answer refused = handler.form("/cases/" + code + "/penalty/proposal", tooMuch);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("罚款不能超过20000元");
        assertThat(proposals.latest(code)).isEmpty();
        assertThat(handler.form("/cases/" + code + "/penalty/proposal", PROPOSAL)
                        .status())
                .isEqualTo(302);
        assertThat(handler.get("/cases/" + code + "/penalty").body()).contains("及时改正", "予以处罚", "第1版，草稿");
        assertThat(Client.of("xujing3", port)
                        .form("/cases/" + code + "/penalty/proposal", PROPOSAL)
                        .status())
                .isEqualTo(403);
        assertThat(handler.form("/cases/" + code + "/penalty/decision", Map.of("decisionNo", "文号"))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void takesTheWholeInvestigationByItsForms() {
        String code = hand.filed();
        Client handler = Client.of("xujing2", port);
        String page = "/cases/" + code + "/inquiry";

        assertThat(handler.form(
                                page + "/evidence",
                                Map.of("kind", "MATERIAL", "title", "砂石样品", "gatheredOn", "2023-01-04"))
                        .status())
                .isEqualTo(302);
        assertThat(handler.form(
                                page + "/documents",
                                Map.of(
                                        "kind", "INTERVIEW",
                                        "title", "询问笔录",
                                        "madeOn", "2023-01-04",
                                        "signed", "REFUSED"))
                        .status())
                .isEqualTo(422);
        assertThat(handler.form(
                                page + "/measures",
                                Map.of(
                                        "kind", "SEIZURE",
                                        "items", "货车一辆",
                                        "decisionNo", "徐城管扣〔2023〕1号",
                                        "approvedBy", "xujingDecide1",
                                        "on", "2023-01-04"))
                        .status())
                .isEqualTo(302);
        assertThat(handler.form(page + "/hard-signs", Map.of("sign", "MEDIA")).status())
                .isEqualTo(302);
        assertThat(handler.get(page).body()).contains("砂石样品", "货车一辆", "2023年2月3日", "媒体关注或者可能引发舆情");
        assertThat(handler.get("/measures").body()).contains(code);
        assertThat(Client.of("baihe1", port).get("/measures").body()).doesNotContain(code);
        assertThat(Client.of("office1", port).get("/measures").status()).isEqualTo(403);
    }
}
