package cn.leiting.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The colours of all pages against each other: level AA of WCAG 2.1, 1.4.3 for texts and 1.4.11 for the focus. */
class ContrastTests {

    private static final Pattern TOKEN = Pattern.compile("(?m)^ {2}--([a-z-]+): #([0-9a-f]{3}|[0-9a-f]{6});$");

    private static final Map<String, String> TOKENS = new HashMap<>();

    @BeforeAll
    static void read() throws IOException {
        TOKEN.matcher(Files.readString(Path.of("src/main/resources/static/assets/leiting.css")))
                .results()
                .forEach(found -> TOKENS.put(found.group(1), found.group(2)));
    }

    @ParameterizedTest
    @CsvSource({
        "ink, paper", "ink, ground", "ink, head", "ink, warn-ground", "ink, note-ground", "ink, done-ground",
        "soft, paper", "soft, ground", "soft, head", "link, paper", "link, ground", "link, warn-ground",
        "link, note-ground", "link, done-ground", "red, paper", "red, ground", "red, warn-ground", "green, paper",
        "green, ground", "amber, paper", "amber, ground", "amber-ink, amber-ground", "paper, red", "paper, red-dark"
    })
    void textsCanBeRead(String text, String ground) {
        assertThat(ratio(text, ground)).isGreaterThanOrEqualTo(4.5);
    }

    @ParameterizedTest
    @CsvSource({"focus, paper", "focus, ground", "focus, head", "focus-on-red, red", "focus-on-red, red-dark"})
    void theFocusIsSeen(String focus, String ground) {
        assertThat(ratio(focus, ground)).isGreaterThanOrEqualTo(3);
    }

    @Test
    void blackOnWhiteIsTheGreatestContrast() {
        assertThat(ratio(luminance("000"), luminance("ffffff"))).isEqualTo(21);
    }

    private static double ratio(String one, String other) {
        return ratio(luminance(TOKENS.get(one)), luminance(TOKENS.get(other)));
    }

    private static double ratio(double one, double other) {
        return (Math.max(one, other) + .05) / (Math.min(one, other) + .05);
    }

    private static double luminance(String colour) {
        String digits = colour.length() == 6 ? colour : colour.replaceAll(".", "$0$0");
        return .2126 * part(digits, 0) + .7152 * part(digits, 2) + .0722 * part(digits, 4);
    }

    private static double part(String digits, int at) {
        double part = Integer.parseInt(digits.substring(at, at + 2), 16) / 255.0;
        return part <= .03928 ? part / 12.92 : Math.pow((part + .055) / 1.055, 2.4);
    }
}
