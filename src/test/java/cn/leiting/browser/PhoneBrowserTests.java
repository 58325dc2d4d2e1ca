package cn.leiting.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.Client;
import cn.leiting.LeitingStory;
import cn.leiting.catalogue.Point;
import cn.leiting.catalogue.Points;
import cn.leiting.evidence.Pictures;
import cn.leiting.fieldwork.Patrol;
import cn.leiting.process.Launches;
import cn.leiting.storage.EvidenceStore;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An officer's evening with the phone page: with a network, without one, and with one that comes back. */
@LeitingStory
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
    private Patrol patrol;

    @Autowired
    private EvidenceStore store;

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
        phone.begin(task, name(1)).fillIn(COLLEAGUE).shoot("CLOSE", 1000).problem("发现问题一处，已当场劝导改正。");
        phone.send();
        phone.begin(task, name(2)).fillIn(COLLEAGUE).send();
        assertThat(phone.entries("QUEUED")).hasCount(3);
        phone.page().reload();

        assertThat(phone.entries("QUEUED")).hasCount(3);
        assertThat(phone.page().locator(".net")).containsText("离线");
        assertThat(stored(0, 1, 2)).isZero();

        phone.offline(false);
        assertThat(phone.entries("ACCEPTED")).hasCount(3);
        assertThat(phone.page().locator(".photos-sent")).containsText(new String[] {"1/1", "2/2", "1/1"});
        phone.page().reload();
        assertThat(phone.entries("ACCEPTED")).hasCount(3);
        assertThat(stored(0, 1, 2)).isEqualTo(3);
        assertThat(photosStored(0, 1, 2)).isEqualTo(4);
        assertThat(chromium.requestsElsewhere()).isEmpty();
    }

    @Test
    void aRecordWhoseAnswerWasLostIsSentAgainAndStoredOnce() {
        Phone phone = phone("xujing1").open();
        AtomicInteger posts = new AtomicInteger();
        phone.page().route("**/api/field/inspections", route -> {
            if (route.request().method().equals("POST") && posts.incrementAndGet() == 1) {
                assertThat(route.fetch().status()).isEqualTo(201);
                route.abort();
            } else {
                route.resume();
            }
        });

        phone.begin(task, name(3)).fillIn(COLLEAGUE).send();
        assertThat(phone.page().getByText("会自动再试")).isVisible();
        phone.tap("立即发送");

        assertThat(phone.entries("ACCEPTED")).hasCount(1);
        assertThat(posts.get()).isGreaterThan(1);
        assertThat(stored(3)).isOne();
    }

    @Test
    void aDraftWithItsPhotoSurvivesAReloadWithoutANetwork() {
        Phone phone = phone("xujing1").open().offline(true);
        phone.begin(task, name(4)).shoot("WIDE", 200).problem("路口占道堆物一处，已当场清理。");
        phone.page().getByLabel("备注").fill("雨天路滑。");
        assertThat(phone.page().locator(".saved")).hasText("草稿已保存");

        phone.page().reload();

        assertThat(phone.page().getByLabel("问题描述")).hasValue("路口占道堆物一处，已当场清理。");
        assertThat(phone.page().getByLabel("备注")).hasValue("雨天路滑。");
        assertThat(phone.page().locator("#part-photos figure")).hasCount(1);
        assertThat(phone.page().locator("#part-checklist input:checked")).hasCount(1);
    }

    @Test
    void whatTheServerRefusesIsShownMendedAndSentAgain() {
        Phone phone = phone("xujing1").open().offline(true);
        phone.begin(task, name(5)).fillIn(COLLEAGUE).send();
        Client leader = Client.of("bureau1", port);
        String steer = "/api/campaigns/" + campaign + "/";
        assertThat(leader.post(steer + "suspend", Map.of("reason", "防汛应急响应，暂停行动。"))
                        .status())
                .isEqualTo(204);

        phone.offline(false);
        assertThat(phone.entries("REFUSED")).containsText("中队任务“" + task + "”已暂停，恢复后再提交。");

        assertThat(leader.post(steer + "resume", Map.of()).status()).isEqualTo(204);
        phone.tap("修改后再发");
        phone.page().getByLabel("备注").fill("恢复后补交。");
        phone.send();
        assertThat(phone.entries("ACCEPTED")).hasCount(1);
        assertThat(stored(5)).isOne();
    }

    @Test
    void aPhotoThatSomebodyElseIsSendingOrThatStalledIsSentLater() {
        Phone phone = phone("xujing1").open();
        List<Route.FulfillOptions> answers =
                new ArrayList<>(List.of(allBytesAreThere(), answer(409), answer(400), answer(403)));
        phone.page().route("**/photos/*", route -> {
            if (answers.isEmpty()) {
                route.resume();
            } else {
                route.fulfill(answers.remove(0));
            }
        });

        phone.begin(task, name(8)).fillIn(COLLEAGUE).send();
        assertThat(phone.entries("ACCEPTED")).hasCount(1);
        while (!answers.isEmpty()) {
            int left = answers.size();
            phone.tap("立即发送");
            phone.page().waitForCondition(() -> answers.size() < left);
        }
        assertThat(phone.page().getByText("被退回")).hasCount(0);
        phone.tap("立即发送");

        assertThat(phone.page().locator(".photos-sent")).containsText("1/1");
        assertThat(photosStored(8)).isOne();
    }

    private static Route.FulfillOptions answer(int status) {
        return new Route.FulfillOptions()
                .setStatus(status)
                .setContentType("application/problem+json")
                .setBody("{\"detail\": \"这张照片正由另一次上传接收，请稍后再试。\"}");
    }

    /** As after a crash between the last byte and the row: not yet a stored photo. */
    private static Route.FulfillOptions allBytesAreThere() {
        return answer(409).setHeaders(Map.of("Upload-Offset", "10485760"));
    }

    @Test
    void whatWasSentDoesNotBecomeADraftAgainInAnotherTab() {
        Phone phone = phone("xujing1").open();
        phone.begin(task, name(9)).fillIn(COLLEAGUE);
        assertThat(phone.page().locator(".saved")).hasText("草稿已保存");
        Phone other = new Phone(phone.page().context().newPage());
        other.page().navigate(phone.page().url());
        assertThat(other.page().locator("#part-photos figure")).hasCount(1);

        phone.send();
        assertThat(phone.entries("ACCEPTED")).hasCount(1);
        other.page().getByLabel("备注").fill("另一页上的改动。");

        assertThat(other.page().locator("#verdict")).containsText("这条草稿已在别处发送或删除");
        assertThat(phone.entries("ACCEPTED")).hasCount(1);
        assertThat(phone.entries("DRAFT")).hasCount(0);
        assertThat(stored(9)).isOne();
    }

    @Test
    void aDraftIsKeptThoughThePhoneLostItsConnectionToTheStore() {
        Phone phone = phone("xujing1").open();
        phone.begin(task, name(10));
        phone.page().evaluate("""
                () => {
                  const start = IDBDatabase.prototype.transaction;
                  IDBDatabase.prototype.transaction = function (...args) {
                    IDBDatabase.prototype.transaction = start;
                    this.close();
                    return start.apply(this, args);
                  };
                }
                """);
        phone.page().getByLabel("备注").fill("夜间，雨。");
        assertThat(phone.page().locator(".saved")).hasText("草稿已保存");

        phone.page().reload();

        assertThat(phone.page().getByLabel("备注")).hasValue("夜间，雨。");
    }

    @Test
    void anOrderIsCheckedAgainBesideThePhotoOfBefore() throws IOException {
        Point corner = patrol.points(Point.Kind.ROAD).stream()
                .filter(road -> places.indexOf(road) > 10)
                .findFirst()
                .orElseThrow();
        order(corner);
        Phone phone = phone("xujing1").open();

        reCheck(phone, corner, "未改正")
                .shoot("CLOSE", 300)
                .problem("占道设摊仍未清理，摊位没有移动。")
                .send();
        assertThat(phone.entries("ACCEPTED")).hasCount(1);
        reCheck(phone, corner, "已改正").send();
        assertThat(phone.entries("ACCEPTED")).hasCount(2);

        assertThat(jdbc.sql("""
                                select string_agg(re_check.result, ' ' order by re_check.inspection)
                                from re_check join finding on finding.id = finding
                                    join inspection on inspection.id = finding.inspection
                                where point = ?
                                """).param(corner.code()).query(String.class).single())
                .isEqualTo("FAIL PASS");
        phone.page().evaluate("() => { location.hash = '#/orders'; }");
        assertThat(phone.page().getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("待复查的责令改正")))
                .isVisible();
        phone.page().getByLabel("立即同步").click();
        assertThat(phone.page().locator(".order").filter(new Locator.FilterOptions().setHasText(corner.name())))
                .hasCount(0);
    }

    /** Two days before and overdue since, with its photos and their small pictures. */
    private void order(Point corner) throws IOException {
        ObjectNode visit = patrol.stall(patrol.running("TH-2057-90", XUJING), corner);
        visit.put("startedAt", "2023-01-10T20:05:00+08:00").put("endedAt", "2023-01-10T20:12:00+08:00");
        ((ObjectNode) visit.get("findings").get(0))
                .put("disposition", "ORDERED")
                .put("orderDueOn", "2023-01-11");
        visit.putArray("photos");
        byte[] wide = Pictures.jpeg(320, 240);
        byte[] close = Pictures.jpeg(240, 320);
        Patrol.photo(visit, Pictures.hash(wide), "WIDE");
        Patrol.photo(visit, Pictures.hash(close), "CLOSE");
        Client officer = Client.of("xujing1", port);
        assertThat(officer.post("/api/field/inspections", visit).status()).isEqualTo(201);
        for (byte[] photo : List.of(wide, close)) {
            String address = "/api/field/inspections/" + visit.get("clientId").asText() + "/photos/";
            assertThat(officer.upload("PUT", address + Pictures.hash(photo), photo)
                            .status())
                    .isEqualTo(201);
            store.keepThumbnail(Pictures.hash(photo), photo);
            jdbc.sql("update photo_file set thumbnail = 'MADE', thumbnail_due = null where sha256 = ?")
                    .param(Pictures.hash(photo))
                    .update();
        }
    }

    private static Phone reCheck(Phone phone, Point corner, String result) {
        phone.page().evaluate("() => { location.hash = '#/orders'; }");
        Locator card = phone.page().locator(".order").filter(new Locator.FilterOptions().setHasText(corner.name()));
        assertThat(card.getByAltText("整改前的照片")).hasCount(2);
        assertThat(card.getByAltText("整改前的照片").first()).hasJSProperty("naturalWidth", 320);
        card.getByText("开始复查").click();
        assertThat(phone.page().getByAltText("整改前的照片").first()).isVisible();
        return phone.answer("复查结果", result).fillIn(COLLEAGUE);
    }

    @Test
    void anotherAccountOnThePhoneNeitherSeesNorSendsWhatWaits() {
        Phone phone = phone("xujing1").open().offline(true);
        phone.begin(task, name(6)).fillIn(COLLEAGUE).send();
        phone.page().navigate("about:blank");
        phone.page().context().clearCookies();
        phone.offline(false);

        chromium.logIn(phone.page(), "xujing2");
        phone.open().records();
        assertThat(phone.page().getByText("这台手机上还没有记录。")).isVisible();
        phone.tap("立即同步");
        assertThat(phone.entries("QUEUED")).hasCount(0);
        assertThat(stored(6)).isZero();

        phone.page().navigate("about:blank");
        phone.page().context().clearCookies();
        chromium.logIn(phone.page(), "xujing1");
        phone.open().records();
        assertThat(phone.entries("ACCEPTED")).hasCount(1);
        assertThat(stored(6)).isOne();
    }

    @Test
    void aLoginThatHasEndedKeepsEverythingAndIsTold() {
        Phone phone = phone("xujing1").open().offline(true);
        phone.begin(task, name(7)).fillIn(COLLEAGUE).send();
        phone.page().context().clearCookies();

        phone.offline(false);
        assertThat(phone.page().getByText("登录已过期")).isVisible();
        assertThat(phone.entries("QUEUED")).hasCount(1);

        phone.page().getByText("重新登录").last().click();
        phone.page().locator("input[name=username]").fill("xujing1");
        phone.page().locator("input[name=password]").fill("leiting-demo");
        phone.page().locator("button[type=submit]").click();
        phone.page().waitForURL("**/field");
        phone.records();
        assertThat(phone.entries("ACCEPTED")).hasCount(1);
        assertThat(stored(7)).isOne();
    }

    @Test
    @SuppressWarnings("unchecked")
    void thePhoneSaysWhatTheServerWouldSay() {
        Phone phone = phone("xujing1").open();

        var said = (List<Map<String, Object>>) phone.page().evaluate(script("rules"), task);

        assertThat(said).hasSizeGreaterThan(20).allSatisfy(one -> {
            assertThat(one.get("phone")).as("%s", one.get("name")).isEqualTo(one.get("server"));
            assertThat(one.get("status")).as("%s", one.get("name")).isEqualTo(422);
        });
    }

    @Test
    @SuppressWarnings("unchecked")
    void aPhotoThatTheServerWouldRefuseIsMadeSmallerOrRefusedWithAdvice() {
        var said = (Map<String, Object>) phone("xujing1").open().page().evaluate(script("camera"));

        assertThat(said)
                .containsEntry("text", "只能上传 JPEG 或 PNG 照片。")
                .containsEntry("broken", "照片文件已损坏，请重新拍摄。")
                .containsEntry("sound", "image/jpeg 5000 ")
                .containsEntry("changed", 0);
        assertThat(said.get("heic")).asString().contains("HEIC", "兼容性最佳");
        assertThat(said.get("large"))
                .asString()
                .startsWith("image/jpeg 4000 照片太大，已经缩小，")
                .contains("位置信息因此丢失");
    }

    private static String script(String name) {
        try {
            return new ClassPathResource("browser/" + name + ".js").getContentAsString(UTF_8);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private Phone phone(String user) {
        Page page = chromium.phone(31.18, 121.27);
        chromium.logIn(page, user);
        return new Phone(page);
    }

    private String name(int at) {
        return places.get(at).name();
    }

    private int stored(int... at) {
        return count("select count(*) from inspection where point = any (?)", at);
    }

    private int photosStored(int... at) {
        return count("""
                select count(*)
                from inspection_photo
                         join inspection on inspection.id = inspection
                         join photo_file using (sha256)
                where point = any (?)
                """, at);
    }

    private int count(String sql, int... at) {
        String[] codes =
                Arrays.stream(at).mapToObj(place -> places.get(place).code()).toArray(String[]::new);
        return jdbc.sql(sql)
                .params(List.of((Object) codes))
                .query(Integer.class)
                .single();
    }
}
