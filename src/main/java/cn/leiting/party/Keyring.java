package cn.leiting.party;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import cn.leiting.shared.Refusal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * 密钥串：the key in use and, while it is being replaced, the one before. {@code LEITING_PARTY_KEY} names the new one first;
 * without it the embedded default keeps one in its data folder. A key that is not the database's refuses the start, so
 * that all nodes and all starts use the same.
 */
@Component
@DependsOnDatabaseInitialization
class Keyring {

    private record Known(int version, String checkValue) {}

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Map<Integer, Seal> seals = new HashMap<>();
    private final int current;

    Keyring(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            Clock clock,
            @Value("${leiting.party-key:}") String configured,
            @Value("${leiting.data}") String data) {
        this.jdbc = jdbc;
        this.clock = clock;
        Path file = Path.of(data, "party-key");
        Integer version = new TransactionTemplate(transactions).execute(running -> agree(configured, file));
        this.current = version == null ? 0 : version;
    }

    /** Which version the first key is. Two that start at once on an empty database agree under the table's lock. */
    private int agree(String configured, Path file) {
        jdbc.sql("lock table party_key in exclusive mode").update();
        List<Known> known = jdbc.sql("select version, check_value from party_key order by version desc")
                .query(Known.class)
                .list();
        List<Seal> given =
                keys(configured, file, known.isEmpty()).stream().map(Seal::new).toList();
        for (Known one : known) {
            given.stream()
                    .filter(seal -> seal.checkValue().equals(one.checkValue()))
                    .forEach(seal -> seals.put(one.version(), seal));
        }
        int newest = known.isEmpty() ? 0 : known.get(0).version();
        if (newest > 0 && !seals.containsKey(newest)) {
            throw Refusal.invalid(
                    configured.isBlank()
                            ? "数据目录中的密钥文件 " + file + " 与数据库不符，请恢复与这个数据库一起备份的文件。"
                            : "环境变量 LEITING_PARTY_KEY 的密钥与数据库不符，请改用加密现有当事人信息的那一把；要换密钥的，写成“新密钥,原密钥”。");
        }
        Seal first = given.get(0);
        if (newest > 0 && first == seals.get(newest)) {
            return newest;
        }
        if (seals.containsValue(first)) {
            throw Refusal.invalid("环境变量 LEITING_PARTY_KEY 的第一把密钥已经停用，请改用现在的密钥或者一把新的。");
        }
        return begin(newest + 1, first);
    }

    private int begin(int version, Seal first) {
        jdbc.sql("insert into party_key (version, check_value, since) values (?, ?, ?)")
                .params(version, first.checkValue(), clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        seals.put(version, first);
        new Rotation(jdbc, seals, version).run();
        return version;
    }

    private static List<byte[]> keys(String configured, Path file, boolean none) {
        try {
            if (!configured.isBlank()) {
                return Arrays.stream(configured.split(",", -1))
                        .map(Keyring::key)
                        .toList();
            }
            if (none && !Files.exists(file)) {
                make(file);
            }
            return List.of(key(Files.readString(file)));
        } catch (IOException unreadable) {
            throw Refusal.invalid("数据目录中的密钥文件 " + file + " 读写不了，请恢复与这个数据库一起备份的文件，或者检查目录权限。");
        }
    }

    private static byte[] key(String text) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(text.strip());
        } catch (IllegalArgumentException other) {
            key = new byte[0];
        }
        if (key.length != Seal.KEY_BYTES) {
            throw Refusal.invalid("环境变量 LEITING_PARTY_KEY 或者密钥文件应是32字节的 Base64，例如 openssl rand -base64 32 的输出。");
        }
        return key;
    }

    /** Readable by the owner only from its first moment on, and on the disk before anything is encrypted with it. */
    private static void make(Path file) throws IOException {
        byte[] key = new byte[Seal.KEY_BYTES];
        new SecureRandom().nextBytes(key);
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] rights = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        try (FileChannel channel = FileChannel.open(file, Set.of(CREATE_NEW, WRITE), rights)) {
            channel.write(ByteBuffer.wrap(Base64.getEncoder().encode(key)));
            channel.force(true);
        }
    }

    int current() {
        return current;
    }

    /** What is written is written with the newest key, or not at all; refuses on a node that does not have it yet. */
    Seal writing() {
        int newest = jdbc.sql("select version from party_key order by version desc limit 1 for share")
                .query(Integer.class)
                .single();
        if (newest != current) {
            throw replaced();
        }
        return seal(current);
    }

    Seal seal(int version) {
        Seal seal = seals.get(version);
        if (seal == null) {
            throw replaced();
        }
        return seal;
    }

    private static Refusal replaced() {
        return Refusal.conflict("当事人信息的密钥已经更换，本节点须换用新密钥重新启动后才能办理。");
    }
}
