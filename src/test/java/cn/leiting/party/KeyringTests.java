package cn.leiting.party;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.LeitingTest;
import cn.leiting.identity.Citizens;
import cn.leiting.identity.Identity;
import cn.leiting.shared.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Each start is one that is taken back: the shared database keeps its key. */
@LeitingTest
class KeyringTests {

    private static final LocalDate BORN = LocalDate.of(1971, 7, 1);

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    Clock clock;

    @Autowired
    PartyRows rows;

    @Autowired
    Parties parties;

    @Value("${leiting.data}")
    String data;

    @TempDir
    Path folder;

    @Test
    void theDefaultsKeyIsTheOwnersOnly() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(Base64.getDecoder().decode(fileKey())).hasSize(32);
    }

    @Test
    void aSecondNodeAndARestartUseTheSameKey() {
        takenBack(() -> {
            long party = parties.enter(Citizens.called("钥匙一", BORN, 1), false, "xujing1");
            Keyring again = keyring("", data);
            Keyring configured = keyring(fileKey(), "/nowhere");

            assertThat(found(again, 1)).isEqualTo(party);
            assertThat(found(configured, 1)).isEqualTo(party);
        });
    }

    @Test
    void refusesAnotherKeyInOneSentence() {
        takenBack(() -> assertThatThrownBy(() -> keyring(key(7), data))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("LEITING_PARTY_KEY 的密钥与数据库不符")
                .hasMessageEndingWith("。")
                .hasMessageNotContaining(key(7)));
    }

    @Test
    void refusesALostKeyFileAndMakesNoNewOne() {
        takenBack(() -> assertThatThrownBy(() -> keyring("", folder.toString()))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("恢复与这个数据库一起备份的文件"));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void refusesWhatIsNoKey() {
        for (String none : new String[] {"abc", "c2hvcnQ=", fileKey() + ","}) {
            takenBack(() -> assertThatThrownBy(() -> keyring(none, data))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("32字节的 Base64"));
        }
    }

    /** 换密钥: the same people are found, under the new key only. */
    @Test
    void aNewKeyEncryptsEverythingAnew() {
        takenBack(() -> {
            long party = parties.enter(Citizens.called("钥匙二", BORN, 2), false, "xujing1");
            long firm = parties.enter(
                    Identity.organisation("钥匙公司", "91350100M000100Y43", "13811112222", null, null), true, "xujing1");

            Keyring renewed = keyring(key(7) + "," + fileKey(), "/nowhere");

            assertThat(renewed.current()).isEqualTo(2);
            assertThat(jdbc.sql("select count(*) from party where key <> 2")
                            .query(Integer.class)
                            .single())
                    .isZero();
            assertThat(found(renewed, 2)).isEqualTo(party);
            PartyRows now = new PartyRows(jdbc, renewed, clock);
            assertThat(now.get(party).party().birthOn()).isEqualTo(BORN);
            assertThat(now.get(firm).party().phone()).isEqualTo("13811112222");
            assertThat(found(keyring(key(7), "/nowhere"), 2)).isEqualTo(party);

            assertThatThrownBy(() -> rows.find(Citizens.called("钥匙二", BORN, 2)))
                    .as("a node that still has the old one")
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("本节点须换用新密钥");
            assertThatThrownBy(() -> parties.masked(party)).hasMessageContaining("本节点须换用新密钥");
            assertThatThrownBy(() -> keyring(fileKey(), "/nowhere")).hasMessageContaining("与数据库不符");
            assertThatThrownBy(() -> keyring(fileKey() + "," + key(7), "/nowhere"))
                    .hasMessageContaining("已经停用");
        });
    }

    private long found(Keyring keys, int no) {
        return new PartyRows(jdbc, keys, clock)
                .find(Citizens.called("任何人", BORN, no))
                .orElseThrow()
                .party()
                .id();
    }

    private void takenBack(Runnable starts) {
        new TransactionTemplate(transactions).executeWithoutResult(running -> {
            running.setRollbackOnly();
            starts.run();
        });
    }

    private Keyring keyring(String configured, String folder) {
        return new Keyring(jdbc, transactions, clock, configured, folder);
    }

    private Path file() {
        return Path.of(data, "party-key");
    }

    private String fileKey() {
        try {
            return Files.readString(file());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String key(int seed) {
        byte[] key = new byte[32];
        key[0] = (byte) seed;
        return Base64.getEncoder().encodeToString(key);
    }
}
