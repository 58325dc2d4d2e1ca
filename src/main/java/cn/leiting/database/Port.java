package cn.leiting.database;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.jspecify.annotations.Nullable;

/** 端口：where the web pages are to be served, tried before anything else is started. */
record Port(String number, @Nullable String address) {

    void check() {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(place());
        } catch (IOException refused) {
            String reason = String.valueOf(refused.getMessage());
            if (reason.contains("Permission denied")) {
                throw new StartRefused("没有使用端口 " + number + " 的权限，请用环境变量 SERVER_PORT 换一个 1024 以上的端口。", refused);
            }
            if (reason.contains("assign")) {
                throw new StartRefused("地址 " + address + " 不是本机的地址，请检查环境变量 SERVER_ADDRESS。", refused);
            }
            throw new StartRefused(taken(Integer.parseInt(number)), refused);
        }
    }

    static String taken(int port) {
        return "端口 " + port + " 已被占用，请先停掉占用它的程序，或用环境变量 SERVER_PORT 换一个端口。";
    }

    private InetSocketAddress place() {
        try {
            int port = Integer.parseInt(number);
            InetSocketAddress place =
                    address == null ? new InetSocketAddress(port) : new InetSocketAddress(address, port);
            if (place.isUnresolved()) {
                throw new StartRefused("找不到地址 " + address + "，请检查环境变量 SERVER_ADDRESS。");
            }
            return place;
        } catch (IllegalArgumentException noPort) {
            throw new StartRefused("端口 " + number + " 无效，环境变量 SERVER_PORT 必须是 0 到 65535 的整数。", noPort);
        }
    }
}
