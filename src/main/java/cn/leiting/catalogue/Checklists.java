package cn.leiting.catalogue;

import cn.leiting.catalogue.Checklist.Item;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 各主题检查表 (domain §4.13). A version stays as it was issued, so a key is read once and costs no statement
 * afterwards. Which one is current is asked of the database: another server may have issued it.
 */
@Component
@DependsOnDatabaseInitialization
public class Checklists {

    private static final int LAST_YEAR = 2100;

    private record Row(Checklist version, Item item) {

        private static Row of(ResultSet row, int number) throws SQLException {
            String theme = row.getString("theme");
            int version = row.getInt("version");
            return new Row(
                    new Checklist(
                            theme + "-" + version,
                            theme,
                            version,
                            row.getString("name"),
                            row.getObject("valid_from", LocalDate.class),
                            row.getString("issued_by_name"),
                            List.of()),
                    new Item(
                            row.getString("code"),
                            row.getString("text"),
                            row.getString("violation_code"),
                            row.getBoolean("photo_required"),
                            kinds((String[]) row.getArray("object_kinds").getArray())));
        }

        private static Set<Point.Kind> kinds(String[] names) {
            return Arrays.stream(names).map(Point.Kind::valueOf).collect(Collectors.toSet());
        }
    }

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Map<String, Checklist> known = new ConcurrentHashMap<>();

    /** Whatever applies today was issued before today, so that one reading a day is enough for it. */
    private record Read(LocalDate day, List<Checklist> versions) {}

    private volatile Read read;

    Checklists(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.read = new Read(LocalDate.now(clock), versions());
    }

    private List<Checklist> versionsUntil(LocalDate on) {
        LocalDate today = LocalDate.now(clock);
        if (on.isAfter(today)) {
            return versions();
        }
        Read latest = read;
        if (!latest.day().equals(today)) {
            latest = new Read(today, versions());
            read = latest;
        }
        return latest.versions();
    }

    /** Every version of every theme, a theme's latest first. */
    public List<Checklist> versions() {
        Map<Checklist, List<Item>> versions = jdbc.sql("""
                        select *
                        from checklist_version
                                 join checklist_item using (theme, version)
                        order by theme, valid_from desc, place
                        """).query(Row::of).list().stream()
                .collect(Collectors.groupingBy(
                        Row::version, LinkedHashMap::new, Collectors.mapping(Row::item, Collectors.toList())));
        return versions.entrySet().stream()
                .map(version -> version.getKey().with(version.getValue()))
                .map(version -> known.computeIfAbsent(version.key(), key -> version))
                .toList();
    }

    /** The theme's newest version of that day; refuses a theme without one. */
    public Checklist current(String theme, LocalDate on) {
        return versionsUntil(on).stream()
                .filter(checklist ->
                        checklist.theme().equals(theme) && !checklist.from().isAfter(on))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("theme", "主题“" + theme + "”在该日没有检查表。"));
    }

    /** A certain version, e.g. THEME_DEBRIS-1; refuses an unknown one. */
    public Checklist get(String key) {
        Checklist found = known.get(key);
        return found != null
                ? found
                : versions().stream()
                        .filter(checklist -> checklist.key().equals(key))
                        .findFirst()
                        .orElseThrow(() -> Refusal.notFound("没有编号为“" + key + "”的检查表。"));
    }

    /** Each theme's current one of that day. */
    public List<Checklist> all(LocalDate on) {
        return versionsUntil(on).stream()
                .filter(checklist -> !checklist.from().isAfter(on))
                .collect(Collectors.groupingBy(Checklist::theme, TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(versions -> versions.get(0))
                .toList();
    }

    /**
     * Issues the theme's next version. Refuses an unknown theme, a first day that is not to come or is another
     * version's, items of which none is asked of some kind of point, and an item whose code means another one
     * already: a visit may serve two tasks with different lists, and its record names items by their codes.
     *
     * @return its key
     */
    @Transactional
    public String issue(String theme, String name, LocalDate from, List<Item> items, String by) {
        jdbc.sql("lock table checklist_version in share row exclusive mode").update();
        List<Checklist> earlier = versions();
        int version = 1 + refuseUnlessNext(theme, from, earlier);
        refuseGaps(items);
        refuseOtherMeanings(items, earlier);
        jdbc.sql("""
                        insert into checklist_version (theme, version, name, valid_from, issued_by, issued_by_name,
                                                       issued_at)
                        values (:theme, :version, :name, :from, :by,
                                coalesce((select name from person where user_id = :by), :by),
                                :now::timestamptz)
                        """)
                .param("theme", theme)
                .param("version", version)
                .param("name", Limits.required("名称", name, 2, 60))
                .param("from", from)
                .param("by", by)
                .param("now", clock.instant().toString())
                .update();
        jdbc.sql("""
                        insert into checklist_item (theme, version, place, code, text, violation_code, photo_required,
                                                    object_kinds)
                        select :theme, :version, place, code, text, violation, photo, string_to_array(kinds, ',')
                        from unnest(:codes, :texts, :violations, :photos, :kinds)
                                 with ordinality as item (code, text, violation, photo, kinds, place)
                        """)
                .param("theme", theme)
                .param("version", version)
                .param("codes", column(items, Item::code))
                .param("texts", column(items, Item::text))
                .param("violations", column(items, Item::violationCode))
                .param("photos", items.stream().map(Item::photoRequired).toArray(Boolean[]::new))
                .param(
                        "kinds",
                        column(
                                items,
                                item -> item.objectKinds().stream()
                                        .map(Point.Kind::name)
                                        .collect(Collectors.joining(","))))
                .update();
        return theme + "-" + version;
    }

    private int refuseUnlessNext(String theme, LocalDate from, List<Checklist> earlier) {
        List<Checklist> ofTheme = earlier.stream()
                .filter(checklist -> checklist.theme().equals(theme))
                .toList();
        if (ofTheme.isEmpty()) {
            throw Refusal.notFound("没有代码为“" + theme + "”的主题。");
        }
        if (!from.isAfter(LocalDate.now(clock)) || from.getYear() > LAST_YEAR) {
            throw Refusal.invalid("from", "检查表最早从明天起适用，最晚不超过" + LAST_YEAR + "年。");
        }
        if (ofTheme.stream().anyMatch(checklist -> checklist.from().equals(from))) {
            throw Refusal.conflict("该主题已有从同一天起适用的检查表，请另选日期。");
        }
        return ofTheme.stream().mapToInt(Checklist::version).max().orElseThrow();
    }

    private static void refuseGaps(List<Item> items) {
        for (Point.Kind kind : Point.Kind.values()) {
            if (items.stream().noneMatch(item -> item.appliesTo(kind))) {
                throw Refusal.invalid("file", "检查表中没有一项适用于“" + kind.label() + "”的点位。");
            }
        }
    }

    private static void refuseOtherMeanings(List<Item> items, List<Checklist> earlier) {
        for (Item item : items) {
            earlier.stream()
                    .flatMap(checklist -> checklist.item(item.code()).stream())
                    .filter(meant -> !meant.means(item))
                    .findFirst()
                    .ifPresent(meant -> {
                        throw Refusal.invalid(
                                "file", "编号“" + item.code() + "”已用于检查项“" + meant.text() + "”，内容或者违法行为不同的请另编号。");
                    });
        }
    }

    private static String[] column(List<Item> items, Function<Item, String> cell) {
        return items.stream().map(cell).toArray(String[]::new);
    }
}
