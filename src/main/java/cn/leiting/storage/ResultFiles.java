package cn.leiting.storage;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * 结果文件：what long work hands out for some days, beside the photos, where all nodes see it. A file is whole or not
 * there; whoever keeps the list of them deletes them.
 */
@Component
public class ResultFiles {

    /** Writes the content, and leaves the stream open. */
    @FunctionalInterface
    public interface Writing {

        void to(OutputStream stream) throws IOException;
    }

    private final Path folder;

    ResultFiles(@Value("${leiting.evidence:}") String own, @Value("${leiting.data}") String data) throws IOException {
        this.folder = (own.isBlank() ? Path.of(data, "evidence") : Path.of(own.strip())).resolve("results");
        Files.createDirectories(folder);
    }

    /**
     * Answers how many bytes it has.
     *
     * @param name digits and hyphens
     */
    public long keep(String name, Writing writing) throws IOException {
        Path partial = partial(name);
        try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(partial), 1 << 16)) {
            writing.to(stream);
        } catch (IOException | RuntimeException broken) {
            Files.deleteIfExists(partial);
            throw broken;
        }
        try (FileChannel file = FileChannel.open(partial, StandardOpenOption.WRITE)) {
            file.force(true);
        }
        Files.move(partial, place(name), ATOMIC_MOVE, REPLACE_EXISTING);
        return Files.size(place(name));
    }

    /** Fails where there is none. */
    public InputStream read(String name) throws IOException {
        return Files.newInputStream(place(name));
    }

    /** Also what was begun and never finished. */
    public void delete(String name) throws IOException {
        Files.deleteIfExists(place(name));
        Files.deleteIfExists(partial(name));
    }

    private Path place(String name) {
        if (!name.matches("[0-9-]+")) {
            throw new IllegalArgumentException(name);
        }
        return folder.resolve(name);
    }

    private Path partial(String name) {
        Path place = place(name);
        return place.resolveSibling(place.getFileName() + ".part");
    }
}
