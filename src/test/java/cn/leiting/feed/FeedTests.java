package cn.leiting.feed;

import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.Client;
import cn.leiting.Client.Answer;
import cn.leiting.LeitingTest;
import cn.leiting.Statements;
import cn.leiting.overview.Rounds;
import cn.leiting.publicity.InfoItems;
import cn.leiting.publicity.Publication;
import cn.leiting.publicity.Publication.Channel;
import cn.leiting.publicity.Publications;
import cn.leiting.publicity.Publications.Reason;
import cn.leiting.shared.Actor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.w3c.dom.Element;

/** What everybody may read, asked for by nobody in particular. */
@LeitingTest
class FeedTests {

    private static final Actor LEGAL = new Actor("legal1", Set.of("deptLegal"));
    private static final String FEED = "/public/feed.atom";

    @Autowired
    private Released released;

    @Autowired
    private InfoItems items;

    @Autowired
    private Publications publications;

    @Autowired
    private Rounds rounds;

    @LocalServerPort
    private int port;

    private Client anybody() {
        return Client.anonymous(port);
    }

    @Test
    void showsWhatWasReleasedForTheSiteAndNothingElse() {
        String shown = released.onTheSite("公开的整治消息甲");
        String elsewhere = released.onWechat("只在公众号的消息");
        String waiting = released.approved("还没有发布的消息");

        assertThat(entry(shown)).isPresent();
        assertThat(entry(elsewhere)).isEmpty();
        assertThat(entry(waiting)).isEmpty();
        assertThat(anybody().get("/public/").body()).contains("公开的整治消息甲").doesNotContain("只在公众号的消息", "还没有发布的消息");
        assertThat(anybody().get("/public/items/" + shown).status()).isEqualTo(200);
        assertThat(anybody().get("/public/" + shown).body()).contains("公开的整治消息甲", "政务网站原文", "这是第");
        for (String hidden : List.of(elsewhere, waiting, "INFO-2023-9999")) {
            Answer answer = anybody().get("/public/items/" + hidden);
            assertThat(answer.status()).as(hidden).isEqualTo(404);
            assertThat(answer.body()).contains("没有这条公开信息。");
        }
    }

    @Test
    void namesNobody() {
        String code = released.onTheSite("不署名的整治消息");

        for (String page : List.of(
                anybody().get(FEED).body(),
                anybody().get("/public/").body(),
                anybody().get("/public/items/" + code).body())) {
            assertThat(page)
                    .contains("不署名的整治消息")
                    .doesNotContain(Released.AUTHOR, "xujing1", "office1", "办公室科员", "徐泾镇城管中队", "/publicity");
        }
    }

    @Test
    void writesWhatWasReleasedOfACampaignUnderItsCode() {
        String campaign = rounds.dispatched("TH-2045-71", Rounds.XUJING);
        publications.publish(
                campaign,
                new Publication.Form(Channel.WECHAT, "公众号上的成效", "文".repeat(50), "https://www.shqp.gov.cn/1", null),
                "office1");
        assertThat(anybody().get("/public/items/" + campaign).status()).isEqualTo(404);

        publications.publish(
                campaign,
                new Publication.Form(Channel.GOV_SITE, "渣土整治公开成效", "文".repeat(50), "https://www.shqp.gov.cn/1", null),
                "office1");

        assertThat(entry(campaign))
                .hasValueSatisfying(
                        entry -> assertThat(AtomDocument.text(entry, "title")).isEqualTo("渣土整治公开成效"));
        assertThat(anybody().get("/public/" + campaign).body()).contains("渣土整治公开成效");
    }

    @Test
    void keepsTheIdAndChangesTheFeedWhenSomethingIsWithdrawn() {
        String code = released.onTheSite("数字有误的整治消息");
        String before = AtomDocument.of(anybody().get(FEED).body()).updated();
        Element entry = entry(code).orElseThrow();
        assertThat(AtomDocument.text(entry, "id")).isEqualTo("tag:leiting.cn,2023:" + code);
        assertThat(AtomDocument.link(entry, "alternate")).isEqualTo("/public/items/" + code);
        assertThat(AtomDocument.link(entry, "related")).isEqualTo("https://www.shqp.gov.cn/news?a=1&b=2");
        String tag = header(anybody().get(FEED), "ETag");

        publications.withdraw(code, Reason.WRONG_FACTS, "报道中的数字有误。", LEGAL);

        assertThat(entry(code)).isEmpty();
        Answer gone = anybody().get("/public/items/" + code);
        assertThat(gone.status()).isEqualTo(410);
        assertThat(gone.body()).contains("这条信息已经撤下。").doesNotContain("数字有误", "legal1");
        assertThat(header(gone, "X-Robots-Tag")).isEqualTo("noindex");
        assertThat(anybody().get("/public/" + code).status()).isEqualTo(410);
        assertThat(anybody().get("/public/").body()).doesNotContain("数字有误的整治消息");
        Answer after = anybody().upload("GET", FEED, new byte[0], "If-None-Match", tag);
        assertThat(after.status()).isEqualTo(200);
        assertThat(AtomDocument.of(after.body()).updated()).isGreaterThan(before);
    }

    @Test
    void sendsWhatIsKnownOnlyOnce() {
        String code = released.onTheSite("只送一次的整治消息");

        for (String path : List.of(FEED, "/public/", "/public/items/" + code)) {
            Answer first = anybody().get(path);
            assertThat(first.status()).isEqualTo(200);
            assertThat(header(first, "Cache-Control")).contains("max-age=60", "public", "must-revalidate");
            assertThat(header(first, "Last-Modified")).isNotEmpty();
            String tag = header(first, "ETag");
            assertThat(tag).startsWith("W/\"");

            Answer known = anybody().upload("GET", path, new byte[0], "If-None-Match", tag);
            assertThat(known.status()).as(path).isEqualTo(304);
            assertThat(known.body()).isEmpty();
            assertThat(header(known, "ETag")).isEqualTo(tag);
            assertThat(anybody()
                            .upload("GET", path, new byte[0], "If-Modified-Since", header(first, "Last-Modified"))
                            .status())
                    .isEqualTo(304);
            assertThat(anybody()
                            .upload("GET", path, new byte[0], "If-None-Match", "W/\"other\"")
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void turnsPagesWithoutLosingOrRepeatingAnything() {
        Set<String> made = new HashSet<>();
        for (int i = 1; i <= 21; i++) {
            made.add("tag:leiting.cn,2023:" + released.onTheSite("分页的整治消息第" + i + "条"));
        }

        List<String> ids = new ArrayList<>();
        String next = FEED;
        String last = "";
        while (!next.isEmpty()) {
            Answer answer = anybody().get(next);
            AtomDocument page = AtomDocument.of(answer.body());
            assertThat(page.link("self")).isEqualTo(next);
            assertThat(page.link("first")).isEqualTo(FEED);
            assertThat(page.link("previous").isEmpty()).isEqualTo(next.equals(FEED));
            page.entries().forEach(entry -> ids.add(AtomDocument.text(entry, "id")));
            last = page.link("last");
            next = page.link("next").isEmpty() ? "" : page.link("next");
            assertThat(next.isEmpty()).isEqualTo(page.link("self").equals(last));
        }

        assertThat(ids).doesNotHaveDuplicates().containsAll(made);
        assertThat(last).startsWith(FEED + "?page=");
        assertThat(anybody().get("/public/?page=2").body()).contains("第2页", "上一页");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "9999", "99999999999", "x", "1%20or%201=1", "%3Cscript%3E", ""})
    void knowsNoOtherPages(String page) {
        for (String path : List.of(FEED, "/public/")) {
            Answer answer = anybody().get(path + "?page=" + page);

            assertThat(answer.status()).isEqualTo(page.isEmpty() ? 200 : 404);
            assertThat(answer.body()).doesNotContain("<script");
        }
    }

    @Test
    void letsNoTextOutOfItsPlace() {
        String title = "<script>alert(1)</script>]]>&amp;\"'";
        String code = released.onTheSite(
                title,
                "</p></div></content><entry>&xxe;<![CDATA[x]]>\u0001\u000b\uFFFE第一段文字，说明整治情况和成效，足足五十个字以上。\n\n第二段<b>粗</b>");

        Element entry = entry(code).orElseThrow();
        assertThat(AtomDocument.text(entry, "title")).isEqualTo(title);
        assertThat(AtomDocument.text(entry, "content"))
                .startsWith("</p></div></content><entry>&xxe;<![CDATA[x]]>\uFFFD\uFFFD\uFFFD第一段")
                .contains("第二段<b>粗</b>");
        for (String path : List.of("/public/", "/public/items/" + code)) {
            assertThat(anybody().get(path).body())
                    .contains("&lt;script&gt;alert(1)")
                    .doesNotContain("<script>alert", "<entry>", "<b>粗");
        }
    }

    @Test
    void givesNobodyACookieAndEverybodyTheSame() {
        String code = released.onTheSite("对谁都一样的整治消息");
        Client person = Client.of("xujing1", port);

        for (String path : List.of(
                "/public",
                "/public/",
                FEED,
                "/public/items/" + code,
                "/public/" + code,
                "/public/items/INFO-2023-9998",
                "/public/nowhere/at/all",
                "/public/%00",
                "/public/assets/leiting.css",
                "/public/assets/leiting.svg",
                "/robots.txt")) {
            Answer answer = anybody().get(path);
            assertThat(answer.raw().headers().map()).as(path).doesNotContainKey("set-cookie");
            assertThat(answer.status()).as(path).isNotEqualTo(302);
            if (!path.contains("%00")) {
                assertThat(header(answer, "X-Content-Type-Options")).as(path).isEqualTo("nosniff");
                assertThat(header(answer, "Content-Security-Policy"))
                        .as(path)
                        .contains("default-src 'none'", "frame-ancestors 'none'")
                        .doesNotContain("unsafe");
                assertThat(header(answer, "X-Frame-Options")).isEqualTo("DENY");
                assertThat(header(answer, "Referrer-Policy")).isEqualTo("no-referrer");
            }
            assertThat(person.get(path).body()).as(path).isEqualTo(answer.body());
        }
        assertThat(anybody().get("/public/assets/phone/field.js").status()).isEqualTo(404);
        assertThat(anybody().get("/robots.txt").body()).contains("Allow: /public/\nDisallow: /\n");
        assertThat(anybody().get("/public/").body()).doesNotContain("试用环境", "退出");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS"})
    void isOnlyRead(String method) {
        for (String path : List.of("/public/", FEED, "/public/items/INFO-2023-0001", "/robots.txt")) {
            for (Client client : List.of(anybody(), Client.of("office1", port))) {
                Answer answer = client.upload(method, path, new byte[0]);

                assertThat(answer.status()).as(path).isEqualTo(405);
                assertThat(header(answer, "Allow")).isEqualTo("GET, HEAD");
                assertThat(answer.body()).isEqualTo("公开信息只能阅读。");
                assertThat(answer.raw().headers().map()).doesNotContainKey("set-cookie");
            }
        }
        assertThat(anybody().upload("HEAD", FEED, new byte[0]).status()).isEqualTo(200);
    }

    @Test
    void opensNothingBesideIt() {
        for (String path : List.of("/publicity", "/public.xlsx", "/publicity/delays", "/participations")) {
            assertThat(anybody().get(path).status()).as(path).isIn(302, 401);
        }
        assertThat(anybody().get("/public/../publicity").status()).isNotEqualTo(200);
        assertThat(anybody().get("/public/..%2fpublicity").status()).isIn(400, 404);
    }

    @Test
    void asksTheDatabaseOnce() {
        String code = released.onTheSite("便宜的整治消息");
        Client client = anybody();
        List<String> paths = List.of("/public/", FEED, "/public/items/" + code, "/public/items/INFO-2023-9997");
        paths.forEach(client::get);

        assertThat(paths)
                .allSatisfy(path -> assertThat(Statements.during(() -> client.get(path)))
                        .as(path)
                        .isEqualTo(1));
        assertThat(Statements.during(() -> client.get("/public/?page=x"))).isZero();
        assertThat(Statements.during(() -> client.get("/public/assets/leiting.css")))
                .isZero();
        Client person = Client.of("office1", port);
        assertThat(Statements.during(() -> person.get("/public/"))).isEqualTo(1);
    }

    /** Wherever it stands. */
    private Optional<Element> entry(String code) {
        for (String next = FEED; !next.isEmpty(); ) {
            Answer answer = anybody().get(next);
            assertThat(header(answer, "Content-Type")).isEqualTo("application/atom+xml;charset=UTF-8");
            AtomDocument page = AtomDocument.of(answer.body());
            Optional<Element> found = page.entries().stream()
                    .filter(entry -> AtomDocument.text(entry, "id").endsWith(":" + code))
                    .findFirst();
            if (found.isPresent()) {
                return found;
            }
            next = page.link("next");
        }
        return Optional.empty();
    }

    private static String header(Answer answer, String name) {
        return answer.raw().headers().firstValue(name).orElse("");
    }
}
