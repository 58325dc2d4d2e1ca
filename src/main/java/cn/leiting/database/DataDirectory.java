package cn.leiting.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import org.springframework.util.FileSystemUtils;

/**
 * 数据目录：the folder of the embedded database, locked for one running application. A first start that
 * was cut short leaves the marker {@code first-start} behind; then, and only then, the half-made
 * database is thrown away: nobody has ever been connected to it.
 */
class DataDirectory implements AutoCloseable {

    private static final String DATABASE = "postgresql";
    private static final String PASSWORD = "postgresql-password";
    private static final String FIRST_START = "first-start";

    private final Path path;
    private final FileChannel lock;

    private DataDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** Refuses a folder that cannot be written or that another running application holds. */
    static DataDirectory open(String wanted) {
        try {
            Path path = Files.createDirectories(Path.of(wanted)).toRealPath();
            FileChannel channel =
                    FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isLocked(channel)) {
                channel.close();
                throw new StartRefused("数据目录 " + path + " 正被另一个运行中的实例使用，请先停掉它，或用环境变量 LEITING_DATA 换一个目录。");
            }
            return new DataDirectory(path, channel);
        } catch (IOException | InvalidPathException notWritable) {
            throw new StartRefused("数据目录 " + wanted + " 不能写入，请检查路径和权限，或用环境变量 LEITING_DATA 换一个目录。", notWritable);
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException heldByThisJvm) {
            return false;
        }
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    Path database() {
        return path.resolve(DATABASE);
    }

    /** Made once and kept beside the database, readable by the owner only. */
    Path password() {
        return path.resolve(PASSWORD);
    }

    /** Makes room for a database where there is none that was ever finished. */
    void prepare() throws IOException {
        if (Files.exists(database()) && !Files.exists(path.resolve(FIRST_START))) {
            return;
        }
        sync(Files.writeString(
                path.resolve(FIRST_START), "The first start of this folder's database is not finished.\n"));
        FileSystemUtils.deleteRecursively(database());
        Files.deleteIfExists(password());
        Files.writeString(createForOwner(password()), UUID.randomUUID().toString());
    }

    void firstStartIsFinished() throws IOException {
        Files.deleteIfExists(path.resolve(FIRST_START));
    }

    private static Path createForOwner(Path file) throws IOException {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                : Files.createFile(file);
    }

    /** The marker must not come later to the disk than what it marks. */
    private static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
