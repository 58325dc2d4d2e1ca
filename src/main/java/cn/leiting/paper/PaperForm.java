package cn.leiting.paper;

import cn.leiting.office.Word;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * 文书样式：one kind of paper that the product writes, with what its templates may and must hold.
 *
 * @param kind as in the address of its page, e.g. {@code special-report}
 * @param keeper the group that changes its templates
 * @param editions that come with the product, in the order of their days
 * @param placeholders that a template may hold, with what they mean; one that begins with # is a table
 * @param required those of them that it must hold
 */
public record PaperForm(
        String kind,
        String title,
        String keeper,
        List<Edition> editions,
        Map<String, String> placeholders,
        Set<String> required) {

    private static final int POINTS = 9;

    /**
     * 随系统提供的一版.
     *
     * @param from its first day; of the first edition only nominally, since it serves all days before
     * @param mustSay words that the law demands from that day on, of an uploaded template too
     */
    public record Edition(
            LocalDate from, String resource, @Nullable String mustSay) {}

    /** The edition of a day. */
    int edition(LocalDate on) {
        int found = 0;
        for (int at = 1; at < editions.size(); at++) {
            if (!editions.get(at).from().isAfter(on)) {
                found = at;
            }
        }
        return found;
    }

    /** With every placeholder filled, to try a template. */
    Word.Content sample() {
        Map<String, String> texts = new HashMap<>();
        Map<String, Word.Table> tables = new HashMap<>();
        for (String name : placeholders.keySet()) {
            if (name.startsWith("#")) {
                tables.put(name.substring(1), new Word.Table(List.of("栏目", "内容"), List.of(List.of("试样", 1)), POINTS));
            } else {
                texts.put(name, "试样");
            }
        }
        return new Word.Content(texts, tables);
    }
}
