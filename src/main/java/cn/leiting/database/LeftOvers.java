package cn.leiting.database;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Processes of PostgreSQL that outlive their application: {@code kill -9} ends the JVM, but neither the
 * server nor an {@code initdb} at work, and a start that is broken off has nothing yet to close. They are
 * asked to stop and waited for. Only a process that names this very folder is touched.
 */
class LeftOvers {

    private static final Logger log = LoggerFactory.getLogger(LeftOvers.class);
    private static final long LONGEST_SHUTDOWN_SECONDS = 60;

    private final Path database;

    LeftOvers(Path database) {
        this.database = database;
    }

    void end() {
        List<ProcessHandle> leftOvers = find();
        if (leftOvers.isEmpty()) {
            return;
        }
        log.info("ending the database server that was left behind: {}", leftOvers);
        CompletableFuture<?> ended = CompletableFuture.allOf(leftOvers.stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .map(ProcessHandle::onExit)
                .toArray(CompletableFuture<?>[]::new));
        leftOvers.forEach(LeftOvers::interrupt);
        await(ended);
    }

    private List<ProcessHandle> find() {
        return ProcessHandle.allProcesses().filter(this::worksOnTheDatabase).toList();
    }

    private boolean worksOnTheDatabase(ProcessHandle process) {
        List<String> arguments = process.info().arguments().map(Arrays::asList).orElse(List.of());
        int folder = arguments.indexOf("-D") + 1;
        return folder > 0 && folder < arguments.size() && arguments.get(folder).equals(database.toString());
    }

    /** PostgreSQL's fast shutdown; what Java sends would wait until the last client has gone. */
    private static void interrupt(ProcessHandle process) {
        try {
            new ProcessBuilder("sh", "-c", "kill -INT " + process.pid()).start().waitFor();
        } catch (IOException noShell) {
            process.destroy();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(CompletableFuture<?> ended) {
        try {
            ended.get(LONGEST_SHUTDOWN_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException stubborn) {
            throw new IllegalStateException("a left-over database server does not stop", stubborn);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
