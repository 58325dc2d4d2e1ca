package cn.leiting.mail;

import cn.leiting.organization.Organization;
import cn.leiting.organization.People;
import cn.leiting.shared.CsvFile.Line;
import cn.leiting.shared.Refusal;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 邮箱地址：of a unit, by its group, or of a person, by the account. Refuses (422) what is no address and (404) a holder
 * that there is not.
 */
@Component
@Transactional
public class Addresses {

    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@"
            + "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*");

    /** @param address null: none is known */
    record Holder(
            String holder,
            String name,
            boolean unit,
            @Nullable String address) {}

    private final JdbcClient jdbc;
    private final Organization organization;
    private final People people;
    private final Clock clock;

    Addresses(JdbcClient jdbc, Organization organization, People people, Clock clock) {
        this.jdbc = jdbc;
        this.organization = organization;
        this.people = people;
        this.clock = clock;
    }

    static String checked(String address) {
        String plain = address.strip();
        if (plain.length() > 200 || !ADDRESS.matcher(plain).matches()) {
            throw Refusal.invalid("address", "“" + plain + "”不是邮箱地址。");
        }
        return plain;
    }

    /** Where a unit's mail goes: its own address, or while it has none those of its people; empty where nobody has one. */
    @Transactional(readOnly = true)
    public List<String> of(String group) {
        return jdbc.sql("""
                        select address from mail_address where holder = :group
                        union
                        select address
                        from person
                                 join mail_address on holder = user_id
                        where :group = any (groups)
                          and not exists (select from mail_address where holder = :group)
                        order by address
                        """).param("group", group).query(String.class).list();
    }

    /** @param address blank: it has none from now on */
    public void record(String holder, String address, String by) {
        refuseUnknown(List.of(holder));
        keep(Map.of(holder, address.isBlank() ? "" : checked(address)), by);
    }

    /** All rows or none, in the same few statements; answers how many. Refuses (422) a holder that is there twice. */
    int record(List<Line> rows, String by) {
        Map<String, String> typed = new LinkedHashMap<>();
        for (Line row : rows) {
            String holder = row.cells().get(0).strip();
            if (typed.put(holder, checked(row)) != null) {
                throw Refusal.invalid("file", "第" + row.number() + "行：“" + holder + "”在文件中不止一行。");
            }
        }
        refuseUnknown(typed.keySet());
        keep(typed, by);
        return rows.size();
    }

    private static String checked(Line row) {
        try {
            return row.cells().get(1).isBlank() ? "" : checked(row.cells().get(1));
        } catch (Refusal refused) {
            throw Refusal.invalid("file", "第" + row.number() + "行：" + refused.sentence());
        }
    }

    private void refuseUnknown(Collection<String> holders) {
        List<String> unknown = new ArrayList<>(holders);
        unknown.removeAll(jdbc.sql("""
                        select group_id from unit where group_id = any (:holders)
                        union
                        select user_id from person where user_id = any (:holders)
                        """)
                .param("holders", holders.toArray(String[]::new))
                .query(String.class)
                .list());
        if (!unknown.isEmpty()) {
            throw Refusal.notFound("没有单位或者账号“" + unknown.get(0) + "”。");
        }
    }

    private void keep(Map<String, String> addresses, String by) {
        jdbc.sql("""
                        with typed as (
                            select holder, address
                            from unnest(:holders, :addresses) as typed (holder, address)),
                        gone as (
                            delete from mail_address
                            where holder in (select holder from typed where address = ''))
                        insert into mail_address (holder, address, changed_by, changed_by_name, changed_at)
                        select holder, address, :by, :byName, :at
                        from typed
                        where address <> ''
                        order by holder
                        on conflict (holder) do update
                            set address = excluded.address, changed_by = excluded.changed_by,
                                changed_by_name = excluded.changed_by_name, changed_at = excluded.changed_at
                        """)
                .param("holders", addresses.keySet().toArray(String[]::new))
                .param("addresses", addresses.values().toArray(String[]::new))
                .param("by", by)
                .param("byName", people.nameOf(by))
                .param("at", Timestamp.from(clock.instant()))
                .update();
    }

    /** The units in their order, then the people. */
    @Transactional(readOnly = true)
    List<Holder> all() {
        List<Holder> units = new ArrayList<>();
        var known = jdbc
                .sql("select holder, address from mail_address")
                .query((row, number) -> Map.entry(row.getString("holder"), row.getString("address")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        organization
                .units()
                .forEach(unit -> units.add(new Holder(unit.group(), unit.name(), true, known.get(unit.group()))));
        jdbc.sql("select user_id, name from person order by unit_code, user_id")
                .query((row, number) -> new Holder(
                        row.getString("user_id"), row.getString("name"), false, known.get(row.getString("user_id"))))
                .list()
                .forEach(units::add);
        return units;
    }
}
