package cn.leiting.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.util.FileSystemUtils;

/**
 * The PostgreSQL that comes with the application, in the data directory, durable: the library's own
 * defaults are made for tests and switch durability off, so they are switched on again here.
 */
class EmbeddedDatabase implements JdbcConnectionDetails, DisposableBean {

    /** The major version of the binaries; a folder of another one cannot be opened by them. */
    static final String VERSION = "17";

    private static final Duration LONGEST_RECOVERY = Duration.ofMinutes(2);

    private final DataDirectory directory;
    private final FutureTask<Running> server;

    private record Running(EmbeddedPostgres postgres, String password) {}

    private EmbeddedDatabase(DataDirectory directory, Path binaries) {
        this.directory = directory;
        this.server = new FutureTask<>(() -> run(directory, binaries));
    }

    /**
     * Begins to start the server of this directory, beside the application that will soon ask for it. A
     * start that fails refuses whoever asks.
     *
     * @param binaries where the server's programs are unpacked to; not the machine's temporary folder,
     *     which others may write to and which is swept under a running server
     */
    static EmbeddedDatabase start(DataDirectory directory, Path binaries) {
        EmbeddedDatabase database = new EmbeddedDatabase(directory, binaries);
        new Thread(database.server, "embedded-database").start();
        return database;
    }

    private static Running run(DataDirectory directory, Path binaries) {
        Path log = directory.resolve("postgresql-start.log");
        LeftOvers leftOvers = new LeftOvers(directory.database());
        try {
            leftOvers.end();
            directory.prepare();
            checkVersion(directory.database().resolve("PG_VERSION"));
            removeHalfUnpacked(binaries);
            Files.deleteIfExists(log);
            String password = Files.readString(directory.password()).strip();

            SpringApplication.getShutdownHandlers().add(leftOvers::end);
            EmbeddedPostgres postgres = postgres(directory, binaries, password, log);
            keepForOwner(binaries.toFile());
            directory.firstStartIsFinished();
            return new Running(postgres, password);
        } catch (StartRefused refused) {
            throw refused;
        } catch (IOException | RuntimeException | ExceptionInInitializerError failed) {
            String reason = Files.exists(log)
                    ? "原因见 " + log
                    : "原因是 " + NestedExceptionUtils.getMostSpecificCause(failed).getMessage();
            throw new StartRefused("数据目录 " + directory + " 里的数据库不能启动，" + reason + "，请检查磁盘空间和目录权限。", failed);
        }
    }

    private Running running() {
        try {
            return server.get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof StartRefused refused ? refused : new IllegalStateException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static void checkVersion(Path file) throws IOException {
        if (Files.exists(file) && !Files.readString(file).strip().equals(VERSION)) {
            throw new StartRefused("数据目录 " + file.getParent() + " 属于 PostgreSQL "
                    + Files.readString(file).strip() + "，本程序自带的是 " + VERSION + "，请按运维手册先用原版本导出数据。");
        }
    }

    /** The library takes a file that is there for one that is whole. */
    private static void removeHalfUnpacked(Path binaries) throws IOException {
        if (!Files.isDirectory(binaries)) {
            return;
        }
        try (Stream<Path> versions = Files.list(binaries)) {
            for (Path version : versions.toList()) {
                if (!Files.exists(version.resolve(".exists"))) {
                    FileSystemUtils.deleteRecursively(version);
                }
            }
        }
    }

    /** The library opens the folder to everybody. */
    private static void keepForOwner(File folder) throws IOException {
        if (!folder.setWritable(false, false) || !folder.setWritable(true, true)) {
            throw new IOException("cannot be kept for its owner: " + folder);
        }
    }

    private static EmbeddedPostgres postgres(DataDirectory directory, Path binaries, String password, Path log)
            throws IOException {
        return EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(binaries.toAbsolutePath().toFile())
                .setDataDirectory(directory.database())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(LONGEST_RECOVERY)
                .setOutputRedirector(Redirect.appendTo(log.toFile()))
                .setLocaleConfig("locale", "C.UTF-8")
                .setLocaleConfig("pwfile", directory.password().toString())
                .setConnectConfig("password", password)
                .setDataDirectoryCustomizer(EmbeddedDatabase::askForThePassword)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("jit", "off")
                .setServerConfig("max_connections", "100")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("logging_collector", "on")
                .setServerConfig("log_filename", "postgresql-%a.log")
                .setServerConfig("log_truncate_on_rotation", "on")
                .setServerConfig("log_error_verbosity", "terse") // a refused row holds a party's name
                .setServerConfig("log_parameter_max_length", "0")
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
        return "jdbc:postgresql://127.0.0.1:" + running().postgres().getPort() + "/postgres";
    }

    @Override
    public String getUsername() {
        return "postgres";
    }

    @Override
    public String getPassword() {
        return running().password();
    }

    @Override
    public void destroy() throws IOException {
        try {
            running().postgres().close();
        } catch (StartRefused neverStarted) {
            // has been said to whoever asked for it
        } finally {
            directory.close();
        }
    }
}
