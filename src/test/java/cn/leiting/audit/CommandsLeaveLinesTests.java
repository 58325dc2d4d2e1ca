package cn.leiting.audit;

import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every address of the application that takes a command, whatever rooms are added. */
@LeitingTest
class CommandsLeaveLinesTests {

    private static final Set<RequestMethod> CHANGING =
            Set.of(RequestMethod.POST, RequestMethod.PUT, RequestMethod.DELETE, RequestMethod.PATCH);

    /** What may stand for a part of an address: the first that its rule takes. */
    private static final List<String> SAMPLES = List.of(
            "TH-2037-01",
            "LB-2037-01",
            "FI-2037-01",
            "INFO-2037-0001",
            "SR-2037-001",
            "JO-2037-001",
            "HC-2037-001",
            "ZG-310118106-2037-0001",
            "CASE-310118106-2037-000001",
            "TH-2037-01:310118106",
            "5f0c2c1e-0000-4000-8000-000000002037",
            "TICKET-2037",
            "2037",
            "2037-01-11",
            "310118106",
            "1",
            "A1",
            "0".repeat(64),
            "townXujing",
            "daily-bulletin",
            "ORDER");

    private static final Pattern PART = Pattern.compile("\\{(\\w+)(?::((?:[^{}]|\\{[^{}]*})+))?}");

    @LocalServerPort
    private int port;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    @Autowired
    private Verbs verbs;

    @Autowired
    private JdbcClient jdbc;

    private record Address(String method, String path) {}

    private record Left(String verb, String outcome) {}

    @Test
    void everyAddressThatTakesACommandHasAVerb() {
        List<Address> addresses = addresses();
        assertThat(addresses).hasSizeGreaterThan(100);

        List<Address> unnamed = addresses.stream()
                .filter(address -> {
                    Verbs.Matched matched = verbs.match(address.method(), address.path());
                    return matched == null || matched.verb().label().startsWith("提交 ");
                })
                .toList();

        assertThat(unnamed).as("to be named in audit-verbs.txt").isEmpty();
    }

    @Test
    void everyCommandLeavesOneLineAlsoWhenItIsRefused() {
        Client police = Client.of("police1", port);
        List<String> wrong = new ArrayList<>();

        for (Address address : addresses()) {
            long newest = newest();
            int status = police.send(address.method(), address.path(), "{}").status();
            List<Left> left = since(newest);
            String label = verbs.match(address.method(), address.path()).verb().label();
            boolean right = left.size() == 1
                    && left.get(0).verb().equals(label)
                    && left.get(0).outcome().equals(status < 400 ? "DONE" : status < 500 ? "REFUSED" : "FAILED");
            if (!right) {
                wrong.add(address + " answered " + status + " and left " + left);
            }
        }

        assertThat(wrong).isEmpty();
    }

    /** What leaves the house as a file, and what is kept apart. */
    private static final Pattern GUARDED = Pattern.compile(
            ".*\\.(xlsx|docx|zip|csv|pdf)|.*(/file|/proofs/\\{[^/]+|\\{sha256[^/]+|\\{version[^/]+|/verify)");

    @Test
    void everyDownloadAndEveryLookAtWhatIsKeptApartLeavesALine() {
        Client supervision = Client.of("supervision1", port);
        List<Address> guarded = addresses(
                Set.of(RequestMethod.GET),
                pattern -> !pattern.startsWith("/public/")
                        && GUARDED.matcher(pattern).matches());
        assertThat(guarded).hasSizeGreaterThan(30);
        List<String> wrong = new ArrayList<>();

        for (Address address : guarded) {
            Verbs.Matched matched = verbs.match("GET", address.path());
            if (matched == null) {
                wrong.add(address + " has no verb");
                continue;
            }
            long newest = newest();
            int status = supervision.get(address.path()).status();
            List<Left> left = status == 404 ? List.of() : since(newest, "supervision1");
            if (status != 404
                    && !left.equals(List.of(new Left(matched.verb().label(), status < 400 ? "DONE" : "REFUSED")))) {
                wrong.add(address + " answered " + status + " and left " + left);
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void everyTableAndColumnThatIsWatchedHasAName() {
        List<String> watched = jdbc.sql("""
                        select distinct part
                        from pg_trigger,
                             lateral (select tgrelid::regclass::text
                                      union
                                      select column_
                                      from unnest((string_to_array(encode(tgargs, 'escape'), '\\000'))[2 :]) as column_
                                      where column_ <> '') as told (part)
                        where tgfoid = 'audit_watch'::regproc
                        """).query(String.class).list();

        assertThat(watched).hasSizeGreaterThan(50);
        assertThat(watched).allMatch(part -> !verbs.nameOf(part).equals(part));
    }

    /** An answer may arrive before the line of what it refuses. */
    private List<Left> since(long newest) {
        return since(newest, "police1");
    }

    private List<Left> since(long newest, String person) {
        List<Left> left = List.of();
        for (int tried = 0; tried < 50 && left.isEmpty(); tried++) {
            left = jdbc.sql("select verb, outcome from audit_line where id > ? and actor = ?")
                    .params(newest, person)
                    .query(Left.class)
                    .list();
            if (left.isEmpty()) {
                LockSupport.parkNanos(100_000_000);
            }
        }
        return left;
    }

    private long newest() {
        return jdbc.sql("select coalesce(max(id), 0) from audit_line")
                .query(Long.class)
                .single();
    }

    private List<Address> addresses() {
        return addresses(CHANGING, pattern -> true);
    }

    private List<Address> addresses(Set<RequestMethod> methods, Predicate<String> patterns) {
        return mappings.getHandlerMethods().keySet().stream()
                .flatMap(mapping -> mapping.getMethodsCondition().getMethods().stream()
                        .filter(methods::contains)
                        .flatMap(method -> mapping.getPatternValues().stream()
                                .filter(patterns)
                                .flatMap(CommandsLeaveLinesTests::samples)
                                .map(path -> new Address(method.name(), path))))
                .distinct()
                .toList();
    }

    /** One address for each alternative, where a part of it is a choice of words. */
    private static Stream<String> samples(String pattern) {
        Matcher part = PART.matcher(pattern);
        if (!part.find()) {
            return Stream.of(pattern);
        }
        String rule = part.group(2);
        List<String> values = rule == null
                ? List.of(part.group(1).equals("clientId") ? "5f0c2c1e-0000-4000-8000-000000002037" : "TH-2037-01")
                : rule.matches("[a-z|-]+") ? Arrays.asList(rule.split("\\|")) : List.of(sample(rule));
        String head = pattern.substring(0, part.start());
        String tail = pattern.substring(part.end());
        return values.stream().flatMap(value -> samples(tail).map(rest -> head + value + rest));
    }

    private static String sample(String rule) {
        return SAMPLES.stream()
                .filter(value -> value.matches(rule))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no sample for " + rule));
    }
}
