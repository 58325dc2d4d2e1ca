package cn.leiting.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/**
 * Refuses a start that cannot work before anything of the application exists, and starts the embedded
 * database, whose failures would otherwise be buried in those of the beans that need it.
 */
class StartCheck implements ApplicationListener<ApplicationPreparedEvent> {

    @Override
    public void onApplicationEvent(ApplicationPreparedEvent event) {
        Environment environment = event.getApplicationContext().getEnvironment();
        new Port(environment.getProperty("server.port", "8080"), environment.getProperty("server.address")).check();

        String url = environment.getProperty("spring.datasource.url", "");
        if (url.isEmpty()) {
            checkClock(environment.getProperty("leiting.clock", ""));
            var beans =
                    (DefaultSingletonBeanRegistry) event.getApplicationContext().getBeanFactory();
            start(environment, beans);
        } else {
            checkAdministratorsPassword(environment.getProperty("leiting.admin-password", ""));
            checkEvidence(environment.getProperty("leiting.evidence", ""));
            checkPartyKey(environment.getProperty("leiting.party-key", ""));
            new ExternalDatabase(
                            url,
                            environment.getProperty("spring.datasource.username", ""),
                            environment.getProperty("spring.datasource.password", ""))
                    .check();
        }
    }

    /** Registered before all beans and depended upon by the pool, so it is the last one to be closed. */
    private static void start(Environment environment, DefaultSingletonBeanRegistry beans) {
        DataDirectory directory = DataDirectory.open(environment.getRequiredProperty("leiting.data"));
        String binaries = environment.getProperty("leiting.binaries", "");
        EmbeddedDatabase database = EmbeddedDatabase.start(
                directory, binaries.isEmpty() ? directory.resolve("binaries") : Path.of(binaries));
        beans.registerSingleton("embeddedDatabase", database);
        beans.registerDisposableBean("embeddedDatabase", database);
    }

    static void checkAdministratorsPassword(String password) {
        if (password.isBlank()) {
            throw new StartRefused("使用外部数据库时必须用环境变量 LEITING_ADMIN_PASSWORD 设置首位管理员（admin）的密码。");
        }
        if (password.strip().length() < 10) {
            throw new StartRefused("环境变量 LEITING_ADMIN_PASSWORD 太短：首位管理员（admin）的密码至少要有10个字符。");
        }
    }

    /** The photos belong to the database: where that is one's own, all its nodes must see the same folder. */
    static void checkEvidence(String folder) {
        if (folder.isBlank()) {
            throw new StartRefused("使用外部数据库时必须用环境变量 LEITING_EVIDENCE 指定存放照片的目录，多个节点应使用同一个共享目录。");
        }
        try {
            Path path = Files.createDirectories(Path.of(folder.strip()));
            Files.delete(Files.createTempFile(path, "start", null));
        } catch (IOException | InvalidPathException notWritable) {
            throw new StartRefused("照片目录 " + folder + " 不能写入，请检查路径和权限，或用环境变量 LEITING_EVIDENCE 换一个目录。", notWritable);
        }
    }

    /** All nodes and all starts need the same one; whether it is the database's, the room of the parties finds out. */
    static void checkPartyKey(String key) {
        if (key.isBlank()) {
            throw new StartRefused(
                    "使用外部数据库时必须用环境变量 LEITING_PARTY_KEY 设置加密当事人信息的密钥（32字节的 Base64，例如 openssl rand -base64 32 的输出），各节点用同一把并妥善备份。");
        }
    }

    static void checkClock(String start) {
        if (start.isEmpty() || start.equals("real")) {
            return;
        }
        try {
            LocalDateTime.parse(start);
        } catch (DateTimeParseException noMoment) {
            throw new StartRefused(
                    "环境变量 LEITING_CLOCK 的值 " + start + " 无效，请写成 2023-06-01T09:00 这样的时刻，或写 real 使用真实时间。", noMoment);
        }
    }
}
