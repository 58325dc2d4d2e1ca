package cn.leiting.catalogue;

import cn.leiting.shared.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * 各主题检查表 (domain §4.13). Only migrations bring a version, so all are read once, when the application
 * starts, and no question costs a statement.
 */
@Component
@DependsOnDatabaseInitialization
public class Checklists {

    private record Row(String theme, int version, Checklist.Item item) {

        private static Row of(ResultSet row, int number) throws SQLException {
            return new Row(
                    row.getString("theme"),
                    row.getInt("version"),
                    new Checklist.Item(
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

    /** By theme, the newest version first. */
    private final List<Checklist> checklists;

    Checklists(JdbcClient jdbc) {
        List<Row> rows = jdbc.sql("select * from checklist_item order by theme, version, place")
                .query(Row::of)
                .list();
        this.checklists = List.copyOf(jdbc.sql("select * from checklist_version order by theme, valid_from desc")
                .query((row, number) -> checklist(row, rows))
                .list());
    }

    private static Checklist checklist(ResultSet row, List<Row> rows) throws SQLException {
        String theme = row.getString("theme");
        int version = row.getInt("version");
        return new Checklist(
                theme + "-" + version,
                theme,
                version,
                row.getString("name"),
                row.getObject("valid_from", LocalDate.class),
                rows.stream()
                        .filter(item -> item.theme().equals(theme) && item.version() == version)
                        .map(Row::item)
                        .toList());
    }

    /** The theme's newest version of that day; refuses a theme without one. */
    public Checklist current(String theme, LocalDate on) {
        return checklists.stream()
                .filter(checklist ->
                        checklist.theme().equals(theme) && !checklist.from().isAfter(on))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("theme", "主题“" + theme + "”在该日没有检查表。"));
    }

    /** A certain version, e.g. THEME_DEBRIS-1; refuses an unknown one. */
    public Checklist get(String key) {
        return checklists.stream()
                .filter(checklist -> checklist.key().equals(key))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("没有编号为“" + key + "”的检查表。"));
    }

    /** Each theme's current one of that day. */
    public List<Checklist> all(LocalDate on) {
        return checklists.stream()
                .filter(checklist -> !checklist.from().isAfter(on))
                .collect(Collectors.groupingBy(Checklist::theme, TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(versions -> versions.get(0))
                .toList();
    }
}
