package cn.leiting.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.util.HtmlUtils;

/** The webapps speak Chinese: our locale has each text of the distributor's, and no other. */
class LocalesTests {

    private static final String APPS = "META-INF/resources/webjars/camunda/app/";
    private static final JsonMapper JSON = new JsonMapper();

    /** What stands in a text for something else: a value that is put in, or an element of HTML. */
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{.*?}}|\\{}|%[sd]|</?[a-z]+( [^<>]*|/)?>");

    /** Texts of the distributor's own, which link to its pages; ours say who we are and link to nothing. */
    private static final Set<String> LINKLESS = Set.of("BANNER_CE_EOL_TEXT", "FIRST_LOGIN_INFO");

    private static final Set<String> NOT_ELEMENTS = Set.of("<null>", "<undefined>", "<version>", "<definition>");
    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "cockpit", "admin", "welcome"})
    void translatesEveryText(String app) throws IOException {
        assertThat(texts(app, "zh").keySet())
                .hasSizeGreaterThan(100)
                .containsAll(texts(app, "en").keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "cockpit", "admin", "welcome"})
    void addsOnlyWhatTheApplicationAsksForWithoutATextOfItsOwn(String app) throws IOException {
        Set<String> added = new HashSet<>(texts(app, "zh").keySet());
        added.removeAll(texts(app, "en").keySet());
        String code = read(app + "/camunda-" + app + "-bootstrap.js");

        assertThat(added).allSatisfy(text -> assertThat(code).contains('"' + text + '"'));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "cockpit", "admin", "welcome"})
    void writesEveryTextInChinese(String app) throws IOException {
        assertThat(texts(app, "zh")).allSatisfy((key, text) -> assertThat(text).containsPattern(CHINESE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "cockpit", "admin", "welcome"})
    void putsInWhatTheDistributorsTextPutsIn(String app) throws IOException {
        Map<String, String> english = texts(app, "en");

        assertThat(texts(app, "zh"))
                .allSatisfy((key, text) -> assertThat(placeholders(text))
                        .isEqualTo(placeholders(expected(key, english.getOrDefault(key, key)))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "cockpit", "admin", "welcome"})
    void linksToNoPageElsewhere(String app) throws IOException {
        assertThat(texts(app, "zh")).allSatisfy((key, text) -> assertThat(text).doesNotContain("//"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "cockpit", "admin"})
    void writesDatesAsWeDo(String app) throws IOException {
        JsonNode dates = locale(app, "zh").path("dateLocales");

        assertThat(fields(dates)).isEqualTo(fields(locale(app, "en").path("dateLocales")));
        assertThat(dates.path("longDateFormat").path("LLL").textValue()).isEqualTo("YYYY年M月D日 HH:mm");
        assertThat(dates.path("months")).hasSize(12);
        assertThat(dates.path("weekdays")).hasSize(7);
        assertThat(dates.findValuesAsText("past")).containsExactly("%s前");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "cockpit", "admin", "welcome"})
    void offersNoLanguageButChinese(String app) throws IOException {
        assertThat(read(app + "/scripts/config.js"))
                .contains("locales: { availableLocales: ['zh'], fallbackLocale: 'zh' }")
                .contains("app: { vendor: '雷霆 8+365', name: '")
                .contains("await speakChinese('" + app + "', '");
    }

    /** The page is the distributor's but for what it says before any script runs; its filter writes no Chinese. */
    @ParameterizedTest
    @CsvSource({"tasklist, 任务", "cockpit, 流程监控", "admin, 系统管理", "welcome, 个人中心"})
    void isCalledAsOursFromTheStart(String app, String name) throws IOException {
        List<URL> pages =
                Collections.list(LocalesTests.class.getClassLoader().getResources(APPS + app + "/index.html"));
        assertThat(pages).hasSize(2);

        assertThat(text(pages.get(0))).matches("\\p{ASCII}+");
        String ours = HtmlUtils.htmlUnescape(text(pages.get(0)));
        assertThat(ours).contains("<html lang=\"zh-CN\">", "<title>雷霆 8+365 " + name + "</title>");
        assertThat(ours)
                .isEqualTo(HtmlUtils.htmlUnescape(text(pages.get(1)))
                        .replace("lang=\"en\"", "lang=\"zh-CN\"")
                        .replaceAll("(?i)(<title>|content=\")camunda " + app, "$1雷霆 8+365 " + name));
    }

    private static String text(URL page) throws IOException {
        try (InputStream in = page.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String expected(String key, String english) {
        return LINKLESS.contains(key) ? "" : english;
    }

    private static List<String> placeholders(String text) {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .filter(found -> !NOT_ELEMENTS.contains(found))
                .map(found -> found.replace(" ", ""))
                .sorted()
                .toList();
    }

    private static Map<String, String> texts(String app, String language) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        locale(app, language)
                .path("labels")
                .properties()
                .forEach(label -> texts.put(label.getKey(), label.getValue().textValue()));
        return texts;
    }

    private static Set<String> fields(JsonNode node) {
        Set<String> names = new HashSet<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static JsonNode locale(String app, String language) throws IOException {
        return JSON.readTree(read(app + "/locales/" + language + ".json").replaceFirst("^\uFEFF", ""));
    }

    /** What the browser gets: ours, where we have one. */
    private static String read(String path) throws IOException {
        try (InputStream in = LocalesTests.class.getClassLoader().getResourceAsStream(APPS + path)) {
            return new String(Objects.requireNonNull(in, path).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
