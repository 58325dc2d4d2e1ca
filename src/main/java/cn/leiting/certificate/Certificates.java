package cn.leiting.certificate;

import static java.util.stream.Collectors.toMap;

import cn.leiting.shared.Refusal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 执法证：who held one on a day (行政处罚法第四十二条). What counts is the day of the act, never today. */
@Component
public class Certificates {

    /**
     * 持证执法人员.
     *
     * @param userId the account
     * @param certNo the certificate that is valid longest
     * @param lastDay its last day
     */
    public record Officer(String userId, String name, String certNo, LocalDate lastDay) {}

    private record Person(
            String userId,
            String name,
            String kind,
            @Nullable String certNo) {}

    private final JdbcClient jdbc;

    Certificates(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The officers of a squad who hold one on that day, by account. */
    public List<Officer> held(String squad, LocalDate on) {
        return jdbc.sql("""
                        select distinct on (user_id) user_id, name, no as cert_no, expires_on as last_day
                        from person
                                 join officer_certificate using (user_id)
                        where unit_code = ?
                          and kind = 'OFFICER'
                          and ? between issued_on and expires_on
                        order by user_id, expires_on desc, no
                        """).params(squad, on).query(Officer.class).list();
    }

    /**
     * The certificates of these accounts on that day. Refuses who is unknown, who only assists (国办发〔2024〕54号),
     * and who held none that day.
     */
    public SortedMap<String, String> numbers(Collection<String> accounts, LocalDate on) {
        Map<String, Person> known = people(accounts, on).stream().collect(toMap(Person::userId, person -> person));
        SortedMap<String, String> numbers = new TreeMap<>();
        for (String account : accounts) {
            if (!known.containsKey(account)) {
                throw Refusal.invalid("officers", "没有账号为“" + account + "”的人员。");
            }
            numbers.put(account, number(Objects.requireNonNull(known.get(account)), on));
        }
        return numbers;
    }

    private static String number(Person person, LocalDate on) {
        if (person.kind().equals("AUXILIARY")) {
            throw Refusal.invalid("officers", person.name() + "是执法辅助人员，不能作为执法人员，请计入辅助人员数。");
        }
        if (person.certNo() == null) {
            throw Refusal.invalid(
                    "officers",
                    "%s在%d年%d月%d日没有有效的执法证。"
                            .formatted(person.name(), on.getYear(), on.getMonthValue(), on.getDayOfMonth()));
        }
        return person.certNo();
    }

    private List<Person> people(Collection<String> accounts, LocalDate on) {
        return jdbc.sql("""
                        select user_id, name, kind,
                               (select no
                                from officer_certificate held
                                where held.user_id = person.user_id
                                  and :day between issued_on and expires_on
                                order by expires_on desc
                                limit 1) as cert_no
                        from person
                        where user_id = any(:accounts)
                        """)
                .param("day", on)
                .param("accounts", accounts.toArray(String[]::new))
                .query(Person.class)
                .list();
    }
}
