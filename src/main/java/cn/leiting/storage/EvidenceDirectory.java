package cn.leiting.storage;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * 证据目录：{@code ab/cd/<sha256>} holds a photo and {@code ab/cd/<sha256>.jpg} its small picture, {@code partial/} what
 * is not whole. A file is written in {@code partial/}, forced to the disk and renamed, which both file systems and
 * shared ones do at once or not at all.
 */
@Component
class EvidenceDirectory implements EvidenceStore {

    private final Path root;
    private final Path partials;
    private final Clock clock;
    private final ConcurrentHashMap<String, Receiving> open = new ConcurrentHashMap<>();

    EvidenceDirectory(@Value("${leiting.evidence:}") String own, @Value("${leiting.data}") String data, Clock clock)
            throws IOException {
        this.root = own.isBlank() ? Path.of(data, "evidence") : Path.of(own.strip());
        this.partials = root.resolve("partial");
        this.clock = clock;
        Files.createDirectories(partials);
    }

    @Override
    public boolean has(String sha256) {
        return Files.exists(place(sha256));
    }

    @Override
    public InputStream read(String sha256) throws IOException {
        return Files.newInputStream(place(sha256));
    }

    @Override
    public long received(String sha256) throws IOException {
        try {
            return Files.size(partials.resolve(sha256));
        } catch (NoSuchFileException nothing) {
            return 0;
        }
    }

    @Override
    public Partial open(String sha256) throws IOException {
        Receiving now = new Receiving(sha256);
        Receiving earlier = open.put(sha256, now);
        if (earlier != null) {
            earlier.close();
        }
        now.begin();
        return now;
    }

    @Override
    public InputStream readThumbnail(String sha256) throws IOException {
        return Files.newInputStream(place(sha256 + ".jpg"));
    }

    @Override
    public void keepThumbnail(String sha256, byte[] jpeg) throws IOException {
        Path made = partials.resolve(sha256 + "." + UUID.randomUUID());
        try (FileChannel file = FileChannel.open(made, CREATE, WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(jpeg);
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(true);
        }
        rename(made, sha256 + ".jpg");
    }

    @Override
    public List<String> deleteLeftOvers(Instant before) throws IOException {
        List<String> deleted = new ArrayList<>();
        try (Stream<Path> files = Files.list(partials)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (!open.containsKey(name) && isOlder(file, before) && Files.deleteIfExists(file)) {
                    deleted.add(name);
                }
            }
        }
        return deleted;
    }

    private static boolean isOlder(Path file, Instant moment) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(moment);
        } catch (NoSuchFileException finishedMeanwhile) {
            return false;
        }
    }

    private Path outer(String name) {
        return root.resolve(name.substring(0, 2));
    }

    private Path place(String name) {
        return outer(name).resolve(name.substring(2, 4)).resolve(name);
    }

    private void rename(Path file, String name) throws IOException {
        Path outer = outer(name);
        Path folder = outer.resolve(name.substring(2, 4));
        boolean created = !Files.isDirectory(folder);
        Files.createDirectories(folder);
        Files.move(file, place(name), ATOMIC_MOVE, REPLACE_EXISTING);
        force(folder);
        if (created) {
            force(outer);
            force(root);
        }
    }

    /** A new name is on the disk only when its folder is. */
    private static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, READ)) {
            channel.force(true);
        } catch (AccessDeniedException unknownThere) {
            // not every system lets a folder be opened; those keep the order of renames by themselves
        }
    }

    /** One request's hold on a partial file. */
    private final class Receiving implements Partial {

        private final String sha256;
        private final Path path;
        private @Nullable FileChannel channel;
        private boolean closed;

        Receiving(String sha256) {
            this.sha256 = sha256;
            this.path = partials.resolve(sha256);
        }

        /** Another node may have finished the very file between its opening and its locking. */
        synchronized void begin() throws IOException {
            if (closed) {
                throw new Busy();
            }
            try {
                channel = FileChannel.open(path, CREATE, READ, WRITE);
                if (channel.tryLock() == null || !Files.exists(path)) {
                    throw new Busy();
                }
            } catch (OverlappingFileLockException taken) {
                release();
                throw new Busy();
            } catch (IOException failed) {
                release();
                throw failed;
            }
        }

        private FileChannel file() throws IOException {
            if (closed || channel == null) {
                throw new Busy();
            }
            return channel;
        }

        @Override
        public synchronized long length() throws IOException {
            return file().size();
        }

        @Override
        public synchronized void append(byte[] bytes, int count) throws IOException {
            FileChannel file = file();
            ByteBuffer more = ByteBuffer.wrap(bytes, 0, count);
            file.position(file.size());
            while (more.hasRemaining()) {
                file.write(more);
            }
        }

        @Override
        public synchronized InputStream read() throws IOException {
            return new FilterInputStream(Channels.newInputStream(file().position(0))) {
                @Override
                public void close() {
                    // the hold outlives whoever reads
                }
            };
        }

        @Override
        public synchronized void finish() throws IOException {
            file().force(true);
            rename(path, sha256);
            release();
        }

        @Override
        public synchronized void empty() throws IOException {
            file().truncate(0);
        }

        @Override
        public synchronized void close() throws IOException {
            if (!closed && channel != null) {
                if (channel.size() == 0) {
                    Files.deleteIfExists(path);
                } else {
                    Files.setLastModifiedTime(path, FileTime.from(clock.instant()));
                }
            }
            release();
        }

        private void release() throws IOException {
            closed = true;
            open.remove(sha256, this);
            if (channel != null) {
                channel.close();
            }
        }
    }
}
