package cn.leiting.database;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Refuses a start early, before a database is touched: a taken port, or a database of one's own without
 * the first administrator's password (design, section 6).
 */
class StartCheck implements ApplicationListener<ApplicationPreparedEvent> {

    @Override
    public void onApplicationEvent(ApplicationPreparedEvent event) {
        ConfigurableEnvironment environment = event.getApplicationContext().getEnvironment();
        checkAdministratorsPassword(environment);
        checkPort(
                environment.getProperty("server.port", Integer.class, 8080), environment.getProperty("server.address"));
    }

    private static void checkAdministratorsPassword(ConfigurableEnvironment environment) {
        boolean ownDatabase =
                !environment.getProperty("spring.datasource.url", "").isEmpty();

        if (ownDatabase && environment.getProperty("leiting.admin-password", "").isBlank()) {
            throw new StartRefused("使用外部数据库时必须用环境变量 LEITING_ADMIN_PASSWORD 设置首位管理员（admin）的密码。");
        }
    }

    private static void checkPort(int port, @Nullable String address) {
        if (port <= 0) {
            return; // any free one
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address == null ? new InetSocketAddress(port) : new InetSocketAddress(address, port));
        } catch (IOException taken) {
            throw new StartRefused("端口 " + port + " 已被占用，请先停掉占用它的程序，或用环境变量 SERVER_PORT 换一个端口。", taken);
        }
    }
}
