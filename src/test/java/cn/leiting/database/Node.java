package cn.leiting.database;

import cn.leiting.Client;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The application in a JVM of its own, as {@code java -jar} starts it, on a port of its own. */
public record Node(int port, Process process, Path output) implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofMinutes(4);

    private static final List<String> SMALL_AND_QUICK =
            List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    public static Node start(int port, Map<String, String> environment) {
        return start(port, environment, SMALL_AND_QUICK);
    }

    /** @param options of its Java */
    public static Node start(int port, Map<String, String> environment, List<String> options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath(), "cn.leiting.LeitingApplication"));
        try {
            Path output = Files.createTempFile(Path.of("target"), "node-" + port + "-", ".log");
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().keySet().removeIf(name -> name.matches("(SPRING|LEITING|SERVER)_.*"));
            builder.environment().putAll(environment);
            builder.environment().put("LEITING_BINARIES", "target/postgresql");
            builder.environment().put("SERVER_ADDRESS", "127.0.0.1");
            builder.environment().put("SERVER_PORT", String.valueOf(port));
            return new Node(port, builder.redirectOutput(output.toFile()).start(), output);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /**
     * Surefire ends it with an empty entry, which is the working directory with its {@code bpmn/}; Maven's exec has a
     * loader of its own.
     */
    private static String classPath() {
        return Node.class.getClassLoader() instanceof URLClassLoader loader
                ? Arrays.stream(loader.getURLs()).map(URL::getPath).collect(Collectors.joining(File.pathSeparator))
                : System.getProperty("java.class.path").replaceFirst(File.pathSeparator + "$", "");
    }

    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public Node awaitUp() throws InterruptedException {
        long last = System.nanoTime() + LONGEST_START.toNanos();
        while (!isUp()) {
            if (!process.isAlive() || System.nanoTime() > last) {
                throw new AssertionError("not up:\n" + said());
            }
            Thread.sleep(200);
        }
        return this;
    }

    private boolean isUp() {
        try {
            Client.Answer health = Client.anonymous(port).get("/actuator/health");
            return health.status() == 200 && health.body().contains("UP");
        } catch (UncheckedIOException notListening) {
            return false;
        }
    }

    /** Its exit code, once it has ended by itself. */
    int awaitEnd() throws InterruptedException {
        if (!process.waitFor(LONGEST_START.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("still running:\n" + said());
        }
        return process.exitValue();
    }

    /** {@code kill -9} of the JVM, and of nothing else. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    String said() {
        try {
            return Files.readString(output);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Ctrl-C. */
    @Override
    public void close() {
        process.destroy();
        try {
            awaitEnd();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
