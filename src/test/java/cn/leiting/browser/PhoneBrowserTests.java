package cn.leiting.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.LeitingTest;
import cn.leiting.catalogue.Point;
import cn.leiting.catalogue.Points;
import cn.leiting.process.Launches;
import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An officer's evening with the phone page: with a network, without one, and with one that comes back. */
@LeitingTest
class PhoneBrowserTests {

    private static final String XUJING = "310118106";
    private static final String COLLEAGUE = "队员2";

    private static Chromium chromium;
    private static String campaign;
    private static String task;

    @LocalServerPort
    private int port;

    @Autowired
    private Launches launches;

    @Autowired
    private Points points;

    @Autowired
    private JdbcClient jdbc;

    private List<Point> places;

    @BeforeAll
    static void open(@LocalServerPort int port) {
        chromium = Chromium.at(port);
    }

    @AfterAll
    static void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void inTheField() {
        if (task == null) {
            campaign = launches.dispatched(9, XUJING);
            task = Launches.taskOf(campaign, XUJING);
            launches.begun(task, "xujingLead");
        }
        places = points.ofSquad(XUJING);
    }

    @Test
    void threeRecordsMadeOfflineSurviveAReloadAndAreEachAcceptedOnce() {
        Phone phone = phone("xujing1").open().offline(true);

        phone.begin(task, name(0)).fillIn(COLLEAGUE).send();
        phone.begin(task, name(1)).fillIn(COLLEAGUE).shoot("CLOSE", 1000).problem("沿街商铺跨门经营一处，已当场劝导改正。");
        phone.send();
        phone.begin(task, name(2)).fillIn(COLLEAGUE).send();
        assertThat(phone.entries("QUEUED")).hasCount(3);
        phone.page().reload();

        assertThat(phone.entries("QUEUED")).hasCount(3);
        assertThat(phone.page().locator(".net")).containsText("离线");
        assertThat(stored()).isZero();

        phone.offline(false);
        assertThat(phone.entries("ACCEPTED")).hasCount(3);
        phone.page().reload();
        assertThat(phone.entries("ACCEPTED")).hasCount(3);
        assertThat(stored()).isEqualTo(3);
        assertThat(chromium.requestsElsewhere()).isEmpty();
    }

    private Phone phone(String user) {
        Page page = chromium.phone(31.18, 121.27);
        chromium.logIn(page, user);
        return new Phone(page);
    }

    private String name(int at) {
        return places.get(at).name();
    }

    private int stored() {
        return jdbc.sql("select count(*) from inspection_purpose where squad_task = ?")
                .param(task)
                .query(Integer.class)
                .single();
    }
}
