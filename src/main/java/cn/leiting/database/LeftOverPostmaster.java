package cn.leiting.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server that outlived its application: {@code kill -9} ends the JVM, not its postmaster.
 * It is asked to stop and waited for, so that the next start finds a quiet directory. Only a process
 * that says itself that it serves this directory is touched: process ids are used again.
 */
class LeftOverPostmaster {

    private static final Logger log = LoggerFactory.getLogger(LeftOverPostmaster.class);

    private final Path directory;

    LeftOverPostmaster(Path directory) {
        this.directory = directory;
    }

    void end() throws IOException {
        Optional<ProcessHandle> postmaster = find();
        if (postmaster.isEmpty()) {
            return;
        }

        log.info(
                "ending the database server {} that a killed run left behind",
                postmaster.get().pid());
        postmaster.get().destroy();
        try {
            postmaster.get().onExit().get(30, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException stubborn) {
            throw new IOException("a left-over database server does not stop", stubborn);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }

    private Optional<ProcessHandle> find() throws IOException {
        Path pidFile = directory.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        long pid = Long.parseLong(Files.readAllLines(pidFile).get(0).strip());
        return ProcessHandle.of(pid).filter(this::servesThisDirectory);
    }

    private boolean servesThisDirectory(ProcessHandle process) {
        String commandLine = process.info().command().orElse("")
                + " "
                + String.join(" ", process.info().arguments().orElse(new String[0]));
        return commandLine.contains("postgres") && commandLine.contains(directory.toString());
    }
}
