package cn.leiting.organization;

import cn.leiting.shared.Refusal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * 机构：units, squads and agencies, with names and deciding authorities as of a day. Only migrations
 * change them, so they are read once, when the application starts, and no question costs a statement.
 */
@Component
@DependsOnDatabaseInitialization
public class Organization {

    private record Place(String code, String id, String townName, Squad.Kind kind) {}

    /** What a squad, or its deciding authority, is called from one day to another; open where unknown. */
    public record Naming(
            String squadCode,
            String style,
            String name,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validTo) {

        private boolean applies(String wanted, LocalDate on) {
            return style.equals(wanted)
                    && (validFrom == null || !on.isBefore(validFrom))
                    && (validTo == null || !on.isAfter(validTo));
        }
    }

    private final Clock clock;
    private final List<Unit> units;
    private final Map<String, Place> places;
    private final Map<String, List<Naming>> namings;

    Organization(JdbcClient jdbc, Clock clock) {
        this.clock = clock;
        this.units = List.copyOf(jdbc.sql("select *, group_id as \"group\" from unit order by place")
                .query(Unit.class)
                .list());
        this.places = new LinkedHashMap<>();
        jdbc.sql("select * from squad order by kind = 'MOBILE', code")
                .query(Place.class)
                .list()
                .forEach(place -> places.put(place.code(), place));
        this.namings =
                jdbc.sql("""
                        select squad_code, style, name, valid_from, valid_to from squad_name
                        union all
                        select squad_code, 'AUTHORITY', name, valid_from, valid_to from deciding_authority
                        order by 1, 2, 4
                        """).query(Naming.class).list().stream().collect(Collectors.groupingBy(Naming::squadCode));
    }

    /** The eleven of the towns by code, then the mobile squad. */
    public List<Squad> squads(LocalDate on) {
        return places.values().stream().map(place -> squad(place, on)).toList();
    }

    /** 各街镇城管中队：the eleven. */
    public List<Squad> townSquads(LocalDate on) {
        return squads(on).stream().filter(Squad::competes).toList();
    }

    /** The squad as it is called today; refuses an unknown code. */
    public Squad squad(String code) {
        return Optional.ofNullable(places.get(code))
                .map(place -> squad(place, LocalDate.now(clock)))
                .orElseThrow(() -> Refusal.notFound("没有代码为“" + code + "”的中队。"));
    }

    /** The code of the squad that somebody chose; null or blank is none of them, and answers null. Refuses an unknown code. */
    public @Nullable String chosen(@Nullable String code) {
        return code == null || code.isBlank() ? null : squad(code.strip()).code();
    }

    /** The squad to which one of a person's groups belongs, be it the squad's, its lead's or its town's. */
    public Optional<Squad> squadOf(Set<String> groups) {
        return today().stream()
                .filter(squad -> !Collections.disjoint(squad.groups(), groups))
                .findFirst();
    }

    /** 局机关各科室. */
    public List<Unit> sections() {
        return units(Unit.Kind.SECTION);
    }

    public List<Unit> units() {
        return units;
    }

    /** 相关委办局. */
    public List<Unit> agencies() {
        return units(Unit.Kind.AGENCY);
    }

    /** What people call a group, e.g. 执法协调科 or 赵巷镇城管中队（负责人）; an unknown group is its own name. */
    public String nameOfGroup(String group) {
        if (group.equals("camunda-admin")) {
            return "系统管理员";
        }
        return units.stream()
                .filter(unit -> unit.group().equals(group))
                .map(Unit::name)
                .findFirst()
                .or(() -> today().stream()
                        .filter(squad -> squad.leadGroup().equals(group))
                        .map(squad -> squad.name() + "（负责人）")
                        .findFirst())
                .orElse(group);
    }

    /** Refuses an unknown code. */
    public Unit unit(String code) {
        return units.stream()
                .filter(unit -> unit.code().equals(code))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("没有代码为“" + code + "”的单位。"));
    }

    /** By what people write: the code, the name, or a name that the squad bears today. */
    public Optional<Unit> unitCalled(String text) {
        return units.stream()
                .filter(unit -> unit.code().equals(text)
                        || unit.name().equals(text)
                        || text.equals(naming(unit.code(), "NOTICE", LocalDate.now(clock)))
                        || text.equals(naming(unit.code(), "PRESENT", LocalDate.now(clock))))
                .findFirst();
    }

    /** Every name (style NOTICE, PRESENT) and deciding authority (AUTHORITY) of a squad, with its validity. */
    public List<Naming> namings(String squadCode) {
        return namings.getOrDefault(squadCode, List.of()).stream()
                .sorted(Comparator.comparing(Naming::style))
                .toList();
    }

    private List<Unit> units(Unit.Kind kind) {
        return units.stream().filter(unit -> unit.kind() == kind).toList();
    }

    private List<Squad> today() {
        return squads(LocalDate.now(clock));
    }

    private Squad squad(Place place, LocalDate on) {
        String name = naming(place.code(), "NOTICE", on);
        String authority = naming(place.code(), "AUTHORITY", on);
        return new Squad(
                place.code(),
                place.id(),
                name == null ? unit(place.code()).name() : name,
                place.townName(),
                authority == null ? "待明确" : authority,
                place.kind());
    }

    private @Nullable String naming(String squadCode, String style, LocalDate on) {
        return namings.getOrDefault(squadCode, List.of()).stream()
                .filter(naming -> naming.applies(style, on))
                .map(Naming::name)
                .findFirst()
                .orElse(null);
    }
}
