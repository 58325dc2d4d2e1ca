package cn.leiting.years;

import cn.leiting.Examples;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is written of each squad wherever it is named: by it a copy becomes another squad's. */
final class Squads {

    /** The deciding body holds the town's name, so it is looked for first. */
    private record Words(String body, String town, String code, String account, String group) {

        List<String> all() {
            return List.of(body, town, code, account, group);
        }
    }

    /** 徐泾, whose cases and items are everybody's pattern. */
    static final String OF_THE_PATTERN = "310118106";

    private final List<Words> squads;

    Squads(JdbcClient jdbc) {
        this.squads = Examples.squads().entrySet().stream()
                .map(squad -> jdbc.sql("""
                                select replace(squad_name.name, '城管中队', '') as town, authority.name as body
                                from squad_name
                                         join deciding_authority authority on authority.squad_code = squad_name.squad_code
                                where squad_name.squad_code = ? and style = 'NOTICE'
                                """)
                        .param(squad.getValue())
                        .query((row, number) -> new Words(
                                row.getString("body"),
                                row.getString("town"),
                                squad.getValue(),
                                squad.getKey(),
                                Character.toUpperCase(squad.getKey().charAt(0))
                                        + squad.getKey().substring(1)))
                        .single())
                .toList();
    }

    int count() {
        return squads.size();
    }

    String code(int at) {
        return squads.get(at).code();
    }

    String town(int at) {
        return squads.get(at).town();
    }

    List<String> words(int at) {
        return squads.get(at).all();
    }

    List<String> wordsOfThePattern() {
        return IntStream.range(0, count())
                .filter(at -> code(at).equals(OF_THE_PATTERN))
                .mapToObj(this::words)
                .findFirst()
                .orElseThrow();
    }

    /** All words of all squads, kind by kind. */
    List<String> inOrder() {
        return kindByKind(squads);
    }

    /** The same words in the order in which the squads take each other's places this time. */
    List<String> shuffled(Draw draw, String occasion) {
        return kindByKind(squads.stream()
                .sorted(Comparator.comparing(squad -> draw.hash(occasion + " " + squad.code())))
                .toList());
    }

    private static List<String> kindByKind(List<Words> squads) {
        List<String> words = new ArrayList<>();
        for (int kind = 0; kind < 5; kind++) {
            for (Words squad : squads) {
                words.add(squad.all().get(kind));
            }
        }
        return words;
    }
}
