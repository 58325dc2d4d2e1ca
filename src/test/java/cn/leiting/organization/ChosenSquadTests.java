package cn.leiting.organization;

import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@LeitingTest
class ChosenSquadTests {

    @LocalServerPort
    private int port;

    /** A list of nothing would say that the squad has none. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/cases",
                "/cases.xlsx",
                "/charts/2023/coverage",
                "/complaints",
                "/evidence",
                "/hard-cases",
                "/orders",
                "/orders.xlsx",
                "/publicity",
                "/publicity.xlsx",
                "/review",
                "/supervision",
                "/supervision.xlsx",
                "/supervision/urgings",
                "/supervision/visits"
            })
    void everyListRefusesASquadThatIsNone(String list) {
        Client supervision = Client.of("supervision1", port);

        Client.Answer answer = supervision.get(list + "?squad=310118999");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).contains("没有代码为“310118999”的中队。");
        assertThat(supervision.get(list + "?squad=310118106").status()).isEqualTo(200);
    }
}
