package cn.leiting.guidance;

import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import cn.leiting.Statements;
import cn.leiting.guidance.HardCase.Triage;
import cn.leiting.guidance.Question.DueKind;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@LeitingTest
class HardCasePageTests {

    private static final String QUESTION = "占道设摊的经营者拒不提供身份信息，如何确定当事人？<b>";
    private static final Opinion OPINION = new Opinion(
            "可以先以实际经营者为当事人立案，并继续查明其身份；查明以前不作出处罚决定，先责令改正并固定现场证据，防止灭失。",
            List.of("行政处罚法第四十条", "行政处罚法第五十六条"),
            "也可以请公安机关协助查明身份。");

    @Autowired
    private HardCases hardCases;

    @LocalServerPort
    private int port;

    @Test
    void showsTheQuestionTheOpinionAndThatItReplacesNoReview() {
        String code = drafted("TH-2073-31:310118105", "310118105");

        Client.Answer page = Client.of("legal2", port).get("/hard-cases/" + code);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains(
                        "指导意见不替代法制审核和处理决定。",
                        "&lt;b&gt;",
                        OPINION.answer(),
                        "行政处罚法第五十六条",
                        "也可以请公安机关",
                        "约束力：无",
                        "赵巷镇城管中队",
                        "待审签");
    }

    @Test
    void asksTheSameForOneVersionAndForMany() {
        String few = drafted("TH-2073-32", null);
        String many = drafted("TH-2073-33", null);
        for (int i = 0; i < 5; i++) {
            hardCases.giveBack(many, "请补充法律依据。", "legal2");
            hardCases.draft(many, OPINION, "legal1");
        }
        Client legal = Client.of("legal1", port);
        legal.get("/hard-cases/" + few);

        int one = Statements.during(() -> legal.get("/hard-cases/" + few));

        assertThat(Statements.during(() -> legal.get("/hard-cases/" + many)))
                .isEqualTo(one)
                .isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "coordination1, 200",
        "office1, 403",
        "bureau1, 200",
        "lead1, 200",
        "viceHead1, 200",
        "supervision1, 200",
        "legal1, 200",
        "zhaoxiang1, 200",
        "zhaoxiangTown1, 200",
        "xujing1, 403",
        "xujingTown1, 403",
        "police1, 403"
    })
    void opensToWhoDealsWithItToLeadersAndToTheSquadThatAsked(String person, int status) {
        String code = drafted("TH-2073-34:310118105", "310118105");

        assertThat(Client.of(person, port).get("/hard-cases/" + code).status()).isEqualTo(status);
    }

    @Test
    void keepsAQuestionOfTheWholeCampaignFromTheSquads() {
        String code = drafted("TH-2073-35", null);

        assertThat(Client.of("zhaoxiang1", port).get("/hard-cases/" + code).status())
                .isEqualTo(403);
        assertThat(Client.of("legal1", port).get("/hard-cases/HC-2073-001").status())
                .isEqualTo(404);
    }

    private String drafted(String source, @Nullable String squad) {
        String code = hardCases.request(source, squad, QUESTION, "supervision1");
        if (hardCases.get(code).status() == HardCase.Status.REQUESTED) {
            hardCases.triage(code, Triage.ACCEPT, DueKind.NORMAL, null, "legal1");
            hardCases.draft(code, OPINION, "legal1");
        }
        return code;
    }
}
