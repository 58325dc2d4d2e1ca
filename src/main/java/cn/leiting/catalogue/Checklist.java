package cn.leiting.catalogue;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * 检查表：what is looked at in a campaign of one theme. A version is never changed, only followed by the
 * next one.
 *
 * @param key theme and version, e.g. THEME_DEBRIS-1
 * @param name e.g. 渣土运输专项整治检查表
 * @param from the first day on which it is the theme's current one
 * @param issuedBy the name of whoever brought it; null: it came with a release
 * @param items in the order in which they are looked at
 */
public record Checklist(
        String key,
        String theme,
        int version,
        String name,
        LocalDate from,
        @Nullable String issuedBy,
        List<Item> items) {

    /**
     * 检查项.
     *
     * @param code unique in its checklist, e.g. CA-01
     * @param violationCode what a problem here is, e.g. VIO_STALL
     * @param photoRequired whether a problem here needs photos
     * @param objectKinds of which points it is asked; empty: of all
     */
    public record Item(
            String code, String text, String violationCode, boolean photoRequired, Set<Point.Kind> objectKinds) {

        public Item {
            objectKinds = Collections.unmodifiableSet(new TreeSet<>(objectKinds));
        }

        public boolean appliesTo(Point.Kind kind) {
            return objectKinds.isEmpty() || objectKinds.contains(kind);
        }

        /** Whether the other asks the same and finds the same, of whichever points. */
        boolean means(Item other) {
            return text.equals(other.text) && violationCode.equals(other.violationCode);
        }
    }

    public Checklist {
        items = List.copyOf(items);
    }

    Checklist with(List<Item> items) {
        return new Checklist(key, theme, version, name, from, issuedBy, items);
    }

    public Optional<Item> item(String code) {
        return items.stream().filter(item -> item.code().equals(code)).findFirst();
    }

    /** What is asked of a point of this kind. */
    public List<Item> itemsFor(Point.Kind kind) {
        return items.stream().filter(item -> item.appliesTo(kind)).toList();
    }
}
