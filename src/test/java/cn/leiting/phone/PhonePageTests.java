package cn.leiting.phone;

import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import cn.leiting.Statements;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@LeitingTest
class PhonePageTests {

    private static final Pattern FILE = Pattern.compile("'(/assets/phone/[^']+)'");

    @LocalServerPort
    private int port;

    @Test
    void theShellSaysNothingOfAnybody() {
        String one = Client.of("xujing1", port).get("/field").body();
        String other = Client.of("zhaoxiang1", port).get("/field").body();

        assertThat(one).contains("/assets/phone/main.js", "/field/plain").isEqualTo(other);
    }

    @Test
    void theShellIsForSquadsOnly() {
        assertThat(Client.of("coordination1", port).get("/field").status()).isEqualTo(403);
        assertThat(Client.of("bureau1", port).get("/api/field/kit").status()).isEqualTo(403);
        assertThat(Client.anonymous(port).get("/api/field/kit").status()).isEqualTo(401);
        assertThat(Client.anonymous(port).get("/field").status()).isEqualTo(302);
    }

    @Test
    void onlyThePhonePageShowsPicturesOfItsOwn() {
        Client officer = Client.of("xujing1", port);

        assertThat(policy(officer.get("/field"))).contains("img-src 'self' blob:", "default-src 'self'");
        assertThat(policy(officer.get("/field/plain")))
                .contains("default-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("blob:");
    }

    @Test
    void theWorkerMayKeepTheShellAndIsAskedForAnewEachTime() {
        for (String path : new String[] {"/field/worker.js", "/field/worker-module.js"}) {
            Client.Answer worker = Client.anonymous(port).get(path);

            assertThat(worker.status()).isEqualTo(200);
            assertThat(worker.raw().headers().firstValue("Service-Worker-Allowed"))
                    .contains("/field");
            assertThat(worker.raw().headers().firstValue("Cache-Control")).contains("no-cache");
            assertThat(worker.raw().headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("text/javascript");
        }
    }

    @Test
    void everyFileThatTheWorkerKeepsIsThere() {
        Client anybody = Client.anonymous(port);
        Matcher files = FILE.matcher(anybody.get("/field/worker.js").body());

        int found = 0;
        while (files.find()) {
            found++;
            assertThat(anybody.get(files.group(1)).status()).as(files.group(1)).isEqualTo(200);
        }
        assertThat(found).isGreaterThan(20);
    }

    @Test
    void theKitTellsWhatTheServerWouldRefuse() {
        JsonNode kit = Client.of("xujing1", port).get("/api/field/kit").json();

        assertThat(kit.at("/account").asText()).isEqualTo("xujing1");
        assertThat(kit.at("/squad/code").asText()).isEqualTo("310118106");
        assertThat(kit.at("/serverTime").asText()).startsWith("2023-01-12T");
        assertThat(kit.at("/limits/photos").asInt()).isEqualTo(9);
        assertThat(kit.at("/box/latMin").decimalValue())
                .isLessThan(kit.at("/box/latMax").decimalValue());
        assertThat(kit.path("officers").findValuesAsText("userId"))
                .contains("xujing1", "xujing2", "xujing3")
                .doesNotContain("xujing4", "zhaoxiang1");
        assertThat(kit.path("officers"))
                .filteredOn(officer -> officer.path("userId").asText().equals("xujing3"))
                .extracting(officer -> officer.path("to").asText())
                .containsExactly("2023-03-31");
        assertThat(kit.path("law"))
                .filteredOn(law -> law.path("code").asText().equals("VIO_STALL"))
                .isNotEmpty()
                .allSatisfy(law -> {
                    assertThat(law.path("days").asInt()).isPositive();
                    assertThat(law.path("proposed").asText()).isNotEmpty();
                });
    }

    @Test
    void theKitAsksAConstantNumberOfStatements() {
        Client officer = Client.of("xujing1", port);
        officer.get("/api/field/kit");

        assertThat(Statements.during(() -> officer.get("/api/field/kit"))).isBetween(1, 16);
    }

    @Test
    void afterTheLoginThePersonIsBackOnThePhonePage() {
        Client.Answer back = Client.of("xujing1", port).get("/field/login");

        assertThat(back.status()).isEqualTo(302);
        assertThat(back.raw().headers().firstValue("Location").orElseThrow()).endsWith("/field");
    }

    private static String policy(Client.Answer page) {
        return page.raw().headers().firstValue("Content-Security-Policy").orElseThrow();
    }
}
