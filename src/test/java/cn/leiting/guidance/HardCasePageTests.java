package cn.leiting.guidance;

import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import cn.leiting.Statements;
import cn.leiting.guidance.HardCase.DueKind;
import cn.leiting.guidance.HardCase.Opinion;
import cn.leiting.guidance.HardCase.Triage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@LeitingTest
class HardCasePageTests {

    private static final String QUESTION = "占道设摊的经营者拒不提供身份信息，如何确定当事人？<b>";
    private static final Opinion OPINION = new Opinion("可以先以实际经营者为当事人立案，并继续查明其身份。", "行政处罚法第四十条");

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
                .contains("指导意见不替代法制审核和处理决定。", "&lt;b&gt;", OPINION.answer(), OPINION.legalBasis(), "赵巷镇城管中队", "待审签");
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
        "office1, 200",
        "bureau1, 200",
        "lead1, 200",
        "zhaoxiang1, 200",
        "zhaoxiangTown1, 200",
        "xujing1, 403",
        "xujingTown1, 403",
        "police1, 403"
    })
    void opensToSectionsLeadersAndTheSquadThatAsked(String person, int status) {
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
