package cn.leiting.database;

import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/** The application in JVMs of their own: killed, doubled, refused (contract, section 1). */
@LeitingTest
class StartTests {

    private static final String PASSWORD = "Leiting-2023-guanli";

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private JdbcConnectionDetails server;

    @LocalServerPort
    private int takenPort;

    @Test
    void theEmbeddedDatabaseIsDurable() {
        assertThat(setting("fsync")).isEqualTo("on");
        assertThat(setting("synchronous_commit")).isEqualTo("on");
        assertThat(setting("full_page_writes")).isEqualTo("on");
    }

    @Test
    void theEmbeddedDatabaseAsksForItsPasswordAndListensToThisMachineOnly() {
        assertThat(setting("listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(jdbc.sql("select distinct auth_method from pg_hba_file_rules")
                        .query(String.class)
                        .list())
                .containsExactly("scram-sha-256");
    }

    @Test
    void keepsWhatWasCommittedWhenTheJvmIsKilled() throws Exception {
        Path data = empty(Path.of("target", "crash-data"));
        leaveTheFirstStartHalfDone(data);
        Map<String, String> environment = Map.of("LEITING_DATA", data.toString());
        int port = Node.freePort();

        Client admin;
        try (Node first = Node.start(port, environment)) {
            first.awaitUp();
            admin = Client.of("admin", port);
            assertThat(admin.put("/api/demo/clock", "{\"now\":\"2023-01-12T15:30\"}")
                            .status())
                    .isEqualTo(200);
            first.kill();
        }
        try (Node second = Node.start(port, environment)) {
            second.awaitUp();

            Client.Answer clock = admin.get("/api/demo/clock");
            assertThat(clock.status()).as("the login goes on").isEqualTo(200);
            assertThat(clock.json().get("now").asText()).as("the clock goes on").startsWith("2023-01-12T15:");
            assertThat(second.said()).contains("left behind");
            second.close();
            assertThat(second.said()).doesNotContain(" ERROR ");
        }
        assertThat(data.resolve("postgresql/postmaster.pid"))
                .as("the server has ended with its application")
                .doesNotExist();
    }

    @Test
    void twoNodesStartedAtOnceOnOneEmptyDatabaseBothComeUp() throws Exception {
        Map<String, String> environment = environment("two_nodes");

        try (Node one = Node.start(Node.freePort(), environment);
                Node other = Node.start(Node.freePort(), environment)) {
            one.awaitUp();
            other.awaitUp();

            assertThat(Client.anonymous(one.port()).login("admin", PASSWORD).status())
                    .isEqualTo(302);
            assertThat(Client.anonymous(other.port()).get("/api/demo/clock").status())
                    .as("no movable clock, no demo accounts")
                    .isIn(401, 404);
            JdbcClient both = client("two_nodes");
            assertThat(count(both, "select count(*) from flyway_schema_history where not success"))
                    .isZero();
            assertThat(count(both, "select count(*) from act_re_deployment")).isEqualTo(1);
            assertThat(count(both, "select count(*) from act_re_procdef where version_ > 1"))
                    .isZero();
            assertThat(both.sql("select id_ from act_id_user")
                            .query(String.class)
                            .list())
                    .containsExactly("admin");
        }
    }

    @Test
    void refusesToStartOnWeightsThatDoNotAddUpToAHundred() throws Exception {
        Path table = Files.createDirectories(empty(Path.of("target", "rubric"))).resolve("scoreWeights.dmn");
        Files.writeString(
                table,
                Files.readString(Path.of("bpmn", "scoreWeights.dmn")).replace("<text>18</text>", "<text>19</text>"));
        Map<String, String> environment = environment("rubric");
        environment.put("CAMUNDA_BPM_DEPLOYMENTRESOURCEPATTERN", table.toUri().toString());

        Node refused = Node.start(Node.freePort(), environment);

        assertThat(refused.awaitEnd()).isNotZero();
        assertThat(refused.said())
                .contains("不能启动：评分标准在2022年1月1日的指标权重之和为101，应为100。")
                .doesNotContain("\tat ");
        assertThat(count(client("rubric"), "select count(*) from act_re_deployment"))
                .isZero();
    }

    @Test
    void refusesInOneSentenceWithoutAStackTrace() throws Exception {
        Node refused = Node.start(takenPort, Map.of("LEITING_DATA", "target/never-made"));

        assertThat(refused.awaitEnd()).isNotZero();
        assertThat(refused.said().lines().filter(line -> !line.contains(" INFO ")))
                .containsExactly("端口 " + takenPort + " 已被占用，请先停掉占用它的程序，或用环境变量 SERVER_PORT 换一个端口。");
        assertThat(Path.of("target/never-made")).doesNotExist();
    }

    @Test
    void aNodeWhoseClockIsWrongIsNotHealthy() {
        Clock right = Clock.systemUTC();

        assertThat(status(right)).isEqualTo("UP");
        assertThat(status(Clock.offset(right, Duration.ofSeconds(7)))).isEqualTo("DOWN");
        assertThat(status(Clock.offset(right, Duration.ofSeconds(-7)))).isEqualTo("DOWN");
    }

    private String status(Clock clock) {
        return new DatabaseClock(jdbc, clock).health().getStatus().getCode();
    }

    /** As {@code kill -9} during {@code initdb} leaves it. */
    private static void leaveTheFirstStartHalfDone(Path data) throws IOException {
        Files.createDirectories(data.resolve("postgresql/global"));
        Files.writeString(data.resolve("postgresql/postgresql.conf"), "port = ");
        Files.createFile(data.resolve("postgresql-password"));
        Files.createFile(data.resolve("first-start"));
    }

    private static Path empty(Path folder) throws IOException {
        FileSystemUtils.deleteRecursively(folder);
        return folder.toAbsolutePath();
    }

    private Map<String, String> environment(String database) {
        return new HashMap<>(Map.of(
                "SPRING_DATASOURCE_URL",
                newDatabase(database),
                "SPRING_DATASOURCE_USERNAME",
                server.getUsername(),
                "SPRING_DATASOURCE_PASSWORD",
                server.getPassword(),
                "LEITING_ADMIN_PASSWORD",
                PASSWORD,
                "LEITING_EVIDENCE",
                "target/" + database + "-evidence",
                "LEITING_PARTY_KEY",
                "bGVpdGluZyB0d28gbm9kZXMgYW5kIHRoZWlyIGtleSE="));
    }

    private String newDatabase(String name) {
        jdbc.sql("drop database if exists " + name + " with (force)").update();
        jdbc.sql("create database " + name).update();
        return url(name);
    }

    private String url(String name) {
        return server.getJdbcUrl().replaceFirst("[^/]+$", name);
    }

    private JdbcClient client(String name) {
        return JdbcClient.create(DataSourceBuilder.create()
                .type(org.springframework.jdbc.datasource.SimpleDriverDataSource.class)
                .driverClassName("org.postgresql.Driver")
                .url(url(name))
                .username(server.getUsername())
                .password(server.getPassword())
                .build());
    }

    private String setting(String name) {
        return jdbc.sql("show " + name).query(String.class).single();
    }

    private static long count(JdbcClient jdbc, String question) {
        return jdbc.sql(question).query(Long.class).single();
    }
}
