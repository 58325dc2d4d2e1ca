package cn.leiting;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A text file of the product, for the rules that bytecode does not show. */
record Source(Path path, String text) {

    private static final Path JAVA = Path.of("src/main/java/cn/leiting");
    static final Path RESOURCES = Path.of("src/main/resources");

    /** The classes of each room by its folder under {@code cn/leiting}; package descriptions do not count. */
    static Map<String, List<Source>> ofRooms() {
        return java().stream()
                .filter(file -> !file.path().getParent().equals(JAVA))
                .collect(Collectors.groupingBy(file ->
                        JAVA.relativize(file.path().getParent()).toString().replace('\\', '/')));
    }

    static List<Source> java() {
        return under(JAVA, ".java").stream()
                .filter(file -> !file.path().endsWith("package-info.java"))
                .toList();
    }

    static List<Source> under(Path folder, String ending) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .map(Source::read)
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Source read(Path file) {
        try {
            return new Source(file, Files.readString(file));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    List<String> lines() {
        return text.lines().toList();
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
