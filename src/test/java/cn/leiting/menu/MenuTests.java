package cn.leiting.menu;

import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import cn.leiting.menu.Menu.Entry;
import cn.leiting.shared.Actor;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@LeitingTest
class MenuTests {

    private static final Actor COORDINATION = new Actor("coordination1", Set.of("deptCoordination"));
    private static final Pattern NAVIGATION = Pattern.compile("(?s)<nav aria-label=\"主导航\">(.*?)</nav>");
    private static final Pattern ADDRESS = Pattern.compile("href=\"([^\"]+)\"");

    @LocalServerPort
    private int port;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "coordination1",
                "supervision1",
                "legal1",
                "office1",
                "lead1",
                "bureau1",
                "xujing1",
                "xujingLead",
                "xujingTown1",
                "police1",
                "admin"
            })
    void whatIsOfferedOpens(String person) {
        Client client = Client.of(person, port);

        List<String> addresses = offered(client.get("/").body());

        assertThat(addresses).contains("/", "/camunda/app/tasklist/default/").doesNotHaveDuplicates();
        for (String address : addresses) {
            assertThat(opened(client, address).status()).as(address).isEqualTo(200);
        }
    }

    /** Where a list of years is asked for, the year that it is. */
    private static Client.Answer opened(Client client, String address) {
        Client.Answer answer = client.get(address);
        return answer.status() == 302
                ? client.get(answer.raw()
                        .headers()
                        .firstValue("Location")
                        .orElseThrow()
                        .replaceFirst("https?://[^/]+", ""))
                : answer;
    }

    @Test
    void thePageThatIsShownIsMarkedWithItsGroup() {
        String page = Client.of("coordination1", port).get("/programmes/2023").body();

        assertThat(offered(page)).hasSizeGreaterThan(10);
        assertThat(page).containsOnlyOnce("aria-current=\"page\"").contains("class=\"current\"");
        assertThat(current("/programmes/2023")).isEqualTo("年度计划");
        assertThat(current("/campaigns")).isEqualTo("专项行动");
        assertThat(current("/campaignsx")).isEqualTo("");
        assertThat(current("/")).isEqualTo("首页");
    }

    @Test
    void nobodySeesTheMenuBeforeTheLogin() {
        assertThat(Client.anonymous(port).get("/login").body()).doesNotContain("主导航");
    }

    private static String current(String path) {
        return Menu.of(COORDINATION, path).stream()
                .flatMap(group -> group.entries().stream())
                .filter(Entry::current)
                .map(Entry::title)
                .findFirst()
                .orElse("");
    }

    private static List<String> offered(String page) {
        String navigation =
                NAVIGATION.matcher(page).results().findFirst().orElseThrow().group(1);
        return ADDRESS.matcher(navigation)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }
}
