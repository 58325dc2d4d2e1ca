package cn.leiting.guidance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Guidance replaces neither the statutory review nor the decision, and says so wherever it is met. */
class NoticeTests {

    private static final Path MODEL = Path.of("bpmn/hardCaseGuidance.bpmn");

    static List<Path> formsOfGuidance() {
        return Pattern.compile("formRef=\"(\\w+)\"")
                .matcher(read(MODEL))
                .results()
                .map(found -> Path.of("bpmn/forms/" + found.group(1) + ".form"))
                .toList();
    }

    static List<Path> formsThatAsk() {
        return files("bpmn/forms", "\"key\": \"question\"");
    }

    static List<Path> pagesOfCases() {
        return files("src/main/resources/templates", "/hard-cases/{code}").stream()
                .toList();
    }

    @ParameterizedTest
    @MethodSource({"formsOfGuidance", "formsThatAsk", "pagesOfCases"})
    void standsOnIt(Path file) {
        assertThat(read(file)).contains(Opinion.NOTICE);
    }

    @Test
    void standsInTheModelToo() {
        assertThat(read(MODEL)).contains(Opinion.NOTICE);
    }

    @Test
    void findsAllOfThem() {
        assertThat(formsOfGuidance()).hasSize(5);
        assertThat(formsThatAsk()).hasSize(6);
        assertThat(pagesOfCases()).hasSize(4);
        assertThat(files("src/main/resources/templates", Opinion.NOTICE)).hasSize(6);
    }

    private static List<Path> files(String folder, String text) {
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            return files.filter(file -> read(file).contains(text)).sorted().toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
