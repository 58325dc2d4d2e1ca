package cn.leiting.audit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * 事项: what each address is called in the audit. The list is {@code audit-verbs.txt}: a method, an address as the
 * controllers write it but without rules for its parts, a verb. An address that is not on it is told by its method and itself. GET stands only for
 * looks at what is kept apart.
 */
@Component
class Verbs {

    private static final Set<String> CHANGING = Set.of("POST", "PUT", "DELETE", "PATCH");

    /** What the engine's web interface posts because it is long: a question, no command. */
    private static final Pattern QUESTION = Pattern.compile("/camunda/api/(cockpit/plugin/.*|engine/engine/default/"
            + "(?!message$|signal$|condition$)([a-z-]+|history/[a-z-]+)(/count)?"
            + "|.*/filter/[^/]+/(list|count|singleResult)|.*/identity/(password-policy|verify|group-info))");

    /** In place of a method: what a table, a column or a property of the engine is called. */
    private static final String NAME = "NAME";

    private static final List<String> TASKS = List.of("engineTask", "taskId");

    /** @param route the method and the address without what stands for one thing */
    record Verb(String route, String label) {

        boolean isLook() {
            return route.startsWith("GET ");
        }

        boolean isLogin() {
            return route.equals("POST /login");
        }
    }

    /** @param task of the engine, when the address names one */
    record Matched(
            Verb verb, @Nullable String subject, @Nullable String task) {}

    private record Known(PathPattern path, Verb verb) {}

    private final Map<String, List<Known>> known;
    private final Map<String, String> names;

    Verbs() {
        Map<Boolean, List<String[]>> listed = listed().lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.strip().split("\\s+", 3))
                .collect(Collectors.partitioningBy(part -> part[0].equals(NAME)));
        this.known = listed.getOrDefault(false, List.of()).stream()
                .collect(Collectors.groupingBy(
                        part -> part[0],
                        Collectors.collectingAndThen(
                                Collectors.mapping(
                                        part -> known(part[0] + " " + part[1], part[2]), Collectors.toList()),
                                Verbs::mostSpecialFirst)));
        this.names = listed.getOrDefault(true, List.of()).stream()
                .collect(Collectors.toMap(part -> part[1], part -> part[2]));
    }

    private static String listed() {
        try (InputStream file = Verbs.class.getResourceAsStream("/audit-verbs.txt")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Known known(String route, String label) {
        String path = route.substring(route.indexOf(' ') + 1);
        return new Known(PathPatternParser.defaultInstance.parse(path), new Verb(route, label));
    }

    private static List<Known> mostSpecialFirst(List<Known> all) {
        return all.stream().sorted(Comparator.comparing(Known::path)).toList();
    }

    /** The verbs as they may be searched for. */
    List<String> labels() {
        return known.values().stream()
                .flatMap(List::stream)
                .map(one -> one.verb().label())
                .distinct()
                .sorted()
                .toList();
    }

    /** Itself where it is not on the list. */
    String nameOf(String part) {
        return names.getOrDefault(part, part);
    }

    /** Null for what leaves no line: pages, and questions that are posted. */
    @Nullable
    Matched match(String method, String path) {
        PathContainer asked = PathContainer.parsePath(path);
        for (Known one : known.getOrDefault(method, List.of())) {
            PathPattern.PathMatchInfo found = one.path().matchAndExtract(asked);
            if (found != null) {
                return matched(one.verb(), found.getUriVariables());
            }
        }
        boolean command = CHANGING.contains(method)
                && !(method.equals("POST") && QUESTION.matcher(path).matches());
        return command
                ? new Matched(new Verb(shortened(method + " " + path), shortened("提交 " + path, 200)), null, null)
                : null;
    }

    private static Matched matched(Verb verb, Map<String, String> variables) {
        List<String> names = variables.keySet().stream()
                .sorted(Comparator.comparingInt(name -> verb.route().indexOf("{" + name)))
                .toList();
        String task = names.stream()
                .filter(TASKS::contains)
                .map(variables::get)
                .findFirst()
                .orElse(null);
        String subject = task == null && !names.isEmpty()
                ? shortened(names.stream().map(variables::get).collect(Collectors.joining(":")))
                : null;
        return new Matched(verb, subject, task);
    }

    private static String shortened(String text) {
        return shortened(text, 300);
    }

    private static String shortened(String text, int most) {
        return text.length() > most ? text.substring(0, most) : text;
    }
}
