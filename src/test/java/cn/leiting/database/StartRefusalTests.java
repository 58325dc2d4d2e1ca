package cn.leiting.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each way in which a start is refused, and the sentence that says so. */
class StartRefusalTests {

    @TempDir
    private Path folder;

    @Test
    void refusesATakenPort() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Port port = new Port(String.valueOf(taken.getLocalPort()), "127.0.0.1");

            assertThatThrownBy(port::check).isInstanceOf(StartRefused.class).hasMessageContaining("已被占用");
        }
    }

    @Test
    void refusesWhatIsNoPort() {
        assertThatThrownBy(new Port("abc", null)::check).hasMessageContaining("端口 abc 无效");
        assertThatThrownBy(new Port("65536", null)::check).hasMessageContaining("端口 65536 无效");
    }

    @Test
    void refusesAnAddressOfAnotherMachine() {
        assertThatThrownBy(new Port("0", "192.0.2.1")::check).hasMessageContaining("192.0.2.1 不是本机的地址");
        assertThatThrownBy(new Port("0", "no.such.host.invalid")::check).hasMessageContaining("找不到地址");
    }

    @Test
    void refusesADataDirectoryBelowAFile() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> DataDirectory.open(file.resolve("data").toString()))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("不能写入");
    }

    @Test
    void refusesADataDirectoryThatAnotherOneHolds() {
        try (DataDirectory held = DataDirectory.open(folder.toString())) {
            assertThatThrownBy(() -> DataDirectory.open(folder.toString()))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining(held.toString())
                    .hasMessageContaining("正被另一个运行中的实例使用");
        }
        DataDirectory.open(folder.toString()).close();
    }

    @Test
    void refusesADatabaseOfAnotherVersionAndLeavesItAlone() throws IOException {
        Files.createDirectories(folder.resolve("postgresql"));
        Path version = Files.writeString(folder.resolve("postgresql/PG_VERSION"), "16\n");
        DataDirectory directory = DataDirectory.open(folder.toString());
        EmbeddedDatabase database = EmbeddedDatabase.start(directory, folder.resolve("binaries"));

        assertThatThrownBy(database::getJdbcUrl)
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("属于 PostgreSQL 16");
        database.destroy();
        assertThat(version).exists();
        DataDirectory.open(folder.toString()).close();
    }

    @Test
    void throwsAwayOnlyADatabaseWhoseFirstStartWasNeverFinished() throws IOException {
        try (DataDirectory directory = DataDirectory.open(folder.toString())) {
            directory.prepare();
            Path half = Files.createDirectories(directory.database().resolve("base"));
            String password = Files.readString(directory.password());

            directory.prepare();
            assertThat(half).doesNotExist();
            assertThat(Files.readString(directory.password())).isNotEqualTo(password);

            Path whole = Files.createDirectories(directory.database().resolve("base"));
            directory.firstStartIsFinished();
            directory.prepare();
            assertThat(whole).exists();
        }
    }

    @Test
    void refusesAnExternalDatabaseWithoutTheFirstAdministratorsPassword() {
        assertThatThrownBy(() -> StartCheck.checkAdministratorsPassword(" "))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("LEITING_ADMIN_PASSWORD");
        assertThatThrownBy(() -> StartCheck.checkAdministratorsPassword("nine-sign"))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("至少要有10个字符");
        StartCheck.checkAdministratorsPassword("long-enough");
    }

    @Test
    void refusesAnExternalDatabaseWithoutAFolderForItsPhotos() throws IOException {
        Path file = Files.createFile(folder.resolve("no-folder"));

        assertThatThrownBy(() -> StartCheck.checkEvidence(" "))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("LEITING_EVIDENCE");
        assertThatThrownBy(() -> StartCheck.checkEvidence(file.resolve("photos").toString()))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("不能写入");
        StartCheck.checkEvidence(folder.resolve("photos").toString());
        assertThat(folder.resolve("photos")).isEmptyDirectory();
    }

    @Test
    void refusesAnExternalDatabaseWithoutTheKeyOfItsParties() {
        assertThatThrownBy(() -> StartCheck.checkPartyKey(" "))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("LEITING_PARTY_KEY")
                .hasMessageEndingWith("。");
        StartCheck.checkPartyKey("whether it is the right one is asked later");
    }

    @Test
    void refusesAClockThatIsNoMoment() {
        assertThatThrownBy(() -> StartCheck.checkClock("2023-06-01"))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("LEITING_CLOCK 的值 2023-06-01 无效");
        StartCheck.checkClock("");
        StartCheck.checkClock("real");
        StartCheck.checkClock("2023-06-01T09:00");
    }

    @Test
    void refusesADatabaseThatIsNotPostgresql() {
        assertThatThrownBy(new ExternalDatabase("jdbc:mysql://localhost/leiting", "", "")::check)
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("必须是 PostgreSQL 的地址");
    }

    @Test
    void refusesADatabaseThatDoesNotAnswerAndKeepsItsParametersToItself() throws IOException {
        int nobody = Node.freePort();
        String url = "jdbc:postgresql://127.0.0.1:" + nobody + "/leiting?password=secret";

        assertThatThrownBy(new ExternalDatabase(url, "leiting", "secret")::check)
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("127.0.0.1:" + nobody + "/leiting 连接不上")
                .hasMessageNotContaining("secret");
    }

    @Test
    void everyRefusalIsOneSentence() {
        assertThatThrownBy(() -> StartCheck.checkClock("x"))
                .message()
                .endsWith("。")
                .doesNotContain("\n");
    }
}
