package cn.leiting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** No page's number of SQL statements grows with its rows. */
@LeitingTest
class PageStatementsTests {

    @LocalServerPort
    private int port;

    @Test
    void homeAsksTheSameForOneTaskAndForMany() {
        Client coordination = Client.of("coordination2", port);
        start(coordination, 2081);
        int few = statements(coordination, "/");
        int open = open(coordination);

        Stream.of(2082, 2083, 2084, 2085, 2086, 2087).forEach(year -> start(coordination, year));

        assertThat(open(coordination)).isEqualTo(open + 6);
        assertThat(statements(coordination, "/")).isEqualTo(few).isPositive();
    }

    @Test
    void theWallChartAsksTheSameForAnEmptyAndForAFullYear() {
        Client coordination = Client.of("coordination2", port);
        start(coordination, 2088);
        Client leader = Client.of("lead1", port);

        int empty = statements(leader, "/programmes/2088");
        int full = statements(leader, "/programmes/2023");

        assertThat(full).isEqualTo(empty).isPositive();
        assertThat(statements(leader, "/programmes/2023.xlsx")).isLessThanOrEqualTo(full);
    }

    @Test
    void theOrganizationAsksTheSameForOneUnitAndForAll() {
        Client coordination = Client.of("coordination2", port);

        int one = statements(coordination, "/organization?unit=deptLegal");
        int all = statements(coordination, "/organization");

        assertThat(all).isEqualTo(one).isPositive();
    }

    @Test
    void theCalendarAsksForAllYearsAtOnce() {
        assertThat(statements(Client.of("coordination2", port), "/calendar")).isBetween(1, 20);
    }

    private static int open(Client person) {
        Matcher count = Pattern.compile("(\\d+) 件<").matcher(person.get("/").body());
        assertThat(count.find()).isTrue();
        return Integer.parseInt(count.group(1));
    }

    /** The second call of two: the first may fill caches. */
    private static int statements(Client person, String path) {
        assertThat(person.get(path).status()).as(path).isEqualTo(200);
        return Statements.during(() -> person.get(path));
    }

    private static void start(Client person, int year) {
        Client.Answer answer = person.engine(
                "POST",
                "/process-definition/key/annualProgramme/submit-form",
                Map.of("variables", Client.variables(Map.of("year", year))));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }
}
