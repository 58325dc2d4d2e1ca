package cn.leiting.database;

import cn.leiting.shared.Trial;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.stereotype.Component;

/**
 * The PostgreSQL that comes with the application, in the data directory, durable: the library's own
 * defaults are made for tests and switch durability off, so they are switched on again here. One
 * directory serves one running application; a postmaster left over from a killed run is ended first.
 */
@Trial
@Component
class EmbeddedDatabase implements JdbcConnectionDetails, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final Duration LONGEST_RECOVERY = Duration.ofMinutes(2);

    private final Path directory;
    private final FileChannel lockFile;
    private final FileLock lock;
    private final String password;
    private final EmbeddedPostgres server;

    EmbeddedDatabase(@Value("${leiting.data}") Path data) {
        try {
            Files.createDirectories(data);
            directory = data.toRealPath();
            lockFile = FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException notWritable) {
            throw new StartRefused(
                    "数据目录 " + data.toAbsolutePath() + " 不能写入，请检查权限，或用环境变量 LEITING_DATA 换一个目录。", notWritable);
        }
        lock = lock(directory, lockFile);
        try {
            new LeftOverPostmaster(directory.resolve("postgresql")).end();
            password = password();
            server = start();
        } catch (IOException | RuntimeException failed) {
            throw new StartRefused("数据目录 " + directory + " 里的数据库不能启动：" + failed.getMessage() + "。请查看上面的日志。", failed);
        }
    }

    private static FileLock lock(Path directory, FileChannel file) {
        try {
            FileLock lock = file.tryLock();
            if (lock != null) {
                return lock;
            }
        } catch (IOException | OverlappingFileLockException held) {
            log.debug("lock", held);
        }
        throw new StartRefused("数据目录 " + directory + " 正被另一个运行中的实例使用，请先停掉它，或用环境变量 LEITING_DATA 换一个目录。");
    }

    /** Made once and kept beside the database, readable by the owner only. */
    private String password() throws IOException {
        Path file = directory.resolve("postgresql-password");
        if (!Files.exists(file)) {
            Files.writeString(file, UUID.randomUUID().toString());
            File owned = file.toFile();
            if (!owned.setReadable(false, false) || !owned.setReadable(true, true)) {
                log.warn("{} may be readable by others", file);
            }
        }
        return Files.readString(file).strip();
    }

    private EmbeddedPostgres start() throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(directory.resolve("postgresql"))
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(LONGEST_RECOVERY)
                .setLocaleConfig("locale", "C.UTF-8")
                .setLocaleConfig(
                        "pwfile", directory.resolve("postgresql-password").toString())
                .setConnectConfig("password", password)
                .setDataDirectoryCustomizer(EmbeddedDatabase::askForThePassword)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("jit", "off")
                .setServerConfig("max_connections", "100")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .start();
    }

    private static void askForThePassword(File directory) {
        try {
            Files.write(directory.toPath().resolve("pg_hba.conf"), List.of("host all all 127.0.0.1/32 scram-sha-256"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public String getJdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres";
    }

    @Override
    public String getUsername() {
        return "postgres";
    }

    @Override
    public @Nullable String getPassword() {
        return password;
    }

    @Override
    public void destroy() throws IOException {
        server.close();
        lock.release();
        lockFile.close();
    }
}
