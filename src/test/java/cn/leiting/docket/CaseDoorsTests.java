package cn.leiting.docket;

import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import cn.leiting.casepaper.Steps;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every address of a case that there is, found as the web server finds it, so that no later one is forgotten. */
@LeitingTest
class CaseDoorsTests {

    private static final String CODE = "/cases/{code:CASE-\\d{9}-\\d{4}-\\d{6}}";
    private static final Map<String, String> FIELDS = Map.of(
            "reason", "核对当事人身份",
            "text", "核对当事人身份",
            "basis", "行政处罚法第六十条",
            "answer", "已收到并受理。",
            "accepted", "true",
            "days", "30",
            "from", "2023-01-12",
            "on", "2023-01-12");

    @LocalServerPort
    private int port;

    @Autowired
    private Steps steps;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    private record Door(RequestMethod method, String path) {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "baihe1",
                "baiheLead",
                "baiheDecide1",
                "baiheReview1",
                "baiheTown1",
                "mobile1",
                "coordination1",
                "office1",
                "bureau1",
                "lead1",
                "viceHead1",
                "police1",
                "admin"
            })
    void noDoorOfACaseIsOpenToStrangers(String person) {
        String code = steps.found();
        Client stranger = Client.of(person, port);

        assertThat(doors())
                .hasSizeGreaterThan(25)
                .allSatisfy(door -> assertThat(knock(stranger, door, code)).isEqualTo(403));
    }

    @Test
    void nobodyComesInWithoutALogin() {
        String code = steps.found();

        assertThat(doors())
                .allSatisfy(door ->
                        assertThat(knock(Client.anonymous(port), door, code)).isIn(302, 403));
    }

    @ParameterizedTest
    @ValueSource(strings = {"xujingTown1", "legal1", "supervision1"})
    void whoReadsChangesNothing(String person) {
        String code = steps.found();
        Client reader = Client.of(person, port);

        assertThat(doors())
                .filteredOn(door -> door.method() == RequestMethod.POST)
                .hasSizeGreaterThan(20)
                .allSatisfy(door -> assertThat(knock(reader, door, code)).isBetween(400, 499));
    }

    private List<Door> doors() {
        return mappings.getHandlerMethods().keySet().stream()
                .flatMap(mapping -> mapping.getPatternValues().stream()
                        .filter(path -> path.startsWith(CODE))
                        .flatMap(path -> paths(path.replace(CODE, "/cases/{code}")))
                        .flatMap(path -> mapping.getMethodsCondition().getMethods().stream()
                                .map(method -> new Door(method, path))))
                .toList();
    }

    private static Stream<String> paths(String path) {
        String plain = path.replace("{kind:[A-Z_]{3,40}}", "ORDER_TO_CORRECT")
                .replace("{no:\\d{1,6}}", "1")
                .replace("{version:\\d{1,6}}", "1");
        int from = plain.indexOf("{change:");
        return from < 0
                ? Stream.of(plain)
                : Arrays.stream(plain.substring(from + 8, plain.length() - 1).split("\\|"))
                        .map(change -> plain.substring(0, from) + change);
    }

    private static int knock(Client person, Door door, String code) {
        String path = door.path().replace("{code}", code);
        return door.method() == RequestMethod.GET
                ? person.get(path).status()
                : person.upload("POST", path, body(path), "Content-Type", "multipart/form-data; boundary=bd")
                        .status();
    }

    private static byte[] body(String path) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        FIELDS.forEach((name, value) -> write(body, "name=\"" + name + "\"", value));
        if (path.startsWith("/documents", path.indexOf('/', "/cases/".length()))) {
            write(body, "name=\"kind\"", "OTHER");
            write(body, "name=\"title\"", "说明");
            write(body, "name=\"madeOn\"", "2023-01-12");
            write(body, "name=\"signedOn\"", "2023-01-12");
            write(body, "name=\"score\"", "100");
            write(body, "name=\"file\"; filename=\"a.pdf\"", "%PDF-1.7 %%EOF");
        }
        body.writeBytes("--bd--\r\n".getBytes(StandardCharsets.UTF_8));
        return body.toByteArray();
    }

    private static void write(ByteArrayOutputStream body, String name, String value) {
        body.writeBytes(("--bd\r\nContent-Disposition: form-data; " + name + "\r\n\r\n" + value + "\r\n")
                .getBytes(StandardCharsets.UTF_8));
    }
}
