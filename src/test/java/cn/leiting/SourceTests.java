package cn.leiting;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What holds in every text file and does not show in the bytecode (design, sections 3 and 7; style). */
class SourceTests {

    private static final Pattern INLINE = Pattern.compile(
            "<style|<script(?![^>]*\\ssrc=)|\\s(th:)?(style|on[a-z]+)=|javascript:", Pattern.CASE_INSENSITIVE);
    private static final Pattern NOT_CODE = Pattern.compile("--[^\\n]*|'[^']*'");

    @Test
    void noClassIsLongerThan250Lines() {
        assertThat(Source.java())
                .isNotEmpty()
                .allSatisfy(file -> assertThat(file.lines()).as(file.toString()).hasSizeLessThanOrEqualTo(250));
    }

    @Test
    void templatesEscapeWhatTheyShow() {
        assertThat(templates())
                .allSatisfy(template -> assertThat(template.text())
                        .as(template.toString())
                        .doesNotContain("utext")
                        .doesNotContain("[("));
    }

    @Test
    void templatesHaveNoInlineScriptOrStyle() {
        assertThat(templates())
                .allSatisfy(template ->
                        assertThat(template.text()).as(template.toString()).doesNotContainPattern(INLINE));
    }

    @Test
    void pagesAskNothingFromElsewhere() {
        assertThat(templates())
                .allSatisfy(template -> assertThat(template.text())
                        .as(template.toString())
                        .doesNotContainPattern("(src|href|action)=\"(https?:)?//"));
    }

    @Test
    void migrationsAreWrittenInLowerCase() {
        List<Source> migrations = Source.under(Source.RESOURCES.resolve("db/migration"), ".sql");

        assertThat(migrations)
                .isNotEmpty()
                .allSatisfy(migration -> assertThat(
                                NOT_CODE.matcher(migration.text()).replaceAll(""))
                        .as(migration.toString())
                        .doesNotContainPattern("[A-Z]"));
    }

    private static List<Source> templates() {
        Path folder = Source.RESOURCES.resolve("templates");
        return folder.toFile().isDirectory() ? Source.under(folder, ".html") : List.of();
    }
}
