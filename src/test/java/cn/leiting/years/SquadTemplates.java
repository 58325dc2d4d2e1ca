package cn.leiting.years;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The patterns of what one squad does, 徐泾's; each copy is another squad's: items, cases and joint operations. */
final class SquadTemplates {

    private static final List<String> LEVELS = List.of("DISTRICT", "DISTRICT", "DISTRICT", "CITY", "CITY", "NATIONAL");

    private static final Map<String, String> MATTERS = Map.of(
            "DEBRIS", "渣土车夜间未密闭运输，涉及道路交通和运输许可。",
            "SITE", "建设工地出入口带泥上路，涉及文明施工管理。",
            "FUMES", "餐饮油烟扰民，涉及环境保护和餐饮管理。",
            "RIVER", "河道沿线倾倒垃圾，涉及水务管理。",
            "FOOD_STALL", "夜间食品摊贩聚集，涉及食品安全和道路交通。",
            "BURNING", "露天焚烧秸秆，涉及大气污染防治。",
            "OTHER", "占用公共绿地堆物，涉及绿化管理。");

    private final JdbcClient jdbc;
    private final Draw draw;
    private final Squads squads;

    SquadTemplates(JdbcClient jdbc, Draw draw, Squads squads) {
        this.jdbc = jdbc;
        this.draw = draw;
        this.squads = squads;
    }

    Pattern information() {
        return new Pattern(
                jdbc,
                "information",
                texts("information", "TH-2023-01"),
                List.of(),
                Map.of(
                        "info_item.no", "right(<<code>>, 4)::int",
                        "publication.level", after("information", "TH-2023-01", 1),
                        "publication_count.readers", "50 + (copy.no * 7919) % 3000"));
    }

    List<Copy> items(int year, int count) {
        LocalDate made = day("(submitted_at at time zone 'Asia/Shanghai')::date", "information", "info_item");
        return IntStream.rangeClosed(1, count)
                .mapToObj(at -> {
                    int campaign = 1 + at * Templates.CAMPAIGNS / (count + 1);
                    LocalDate on = during(year, campaign, draw.below(30, "item", year, at));
                    return new Copy(
                            1000 + 500 * (year - Years.PATTERN_YEAR) + at,
                            year,
                            on.toEpochDay() - made.toEpochDay(),
                            of(
                                    draw.below(squads.count(), "item of", year, at),
                                    List.of(
                                            "INFO-%d-%04d".formatted(year, 100 + at),
                                            "TH-%d-%02d".formatted(year, campaign)),
                                    LEVELS.get(draw.below(LEVELS.size(), "level", year, at))),
                            List.of());
                })
                .toList();
    }

    Pattern closed(String end) {
        List<String> texts = new ArrayList<>(codes("case_" + end));
        texts.addAll(List.of("徐泾当罚一", end.equals("reviewed") ? "徐府罚〔2023〕二号" : "徐府罚〔2023〕一号"));
        texts.addAll(squads.wordsOfThePattern());
        return new Pattern(
                jdbc,
                "case_" + end,
                texts,
                List.of(),
                Map.of(
                        "enforcement_case.campaign", "nullif(copy.texts[%d], '')".formatted(texts.size() + 1),
                        "hard_case.no", "right(<<code>>, 3)::int",
                        "case_file_review.score", "100 - (copy.no * 7919) % 31",
                        "on_the_spot_decision.reconsideration_first_stated",
                                "made.decided_on + copy.days >= date '2024-01-01'"));
    }

    /**
     * Seven of ten in a campaign and the weeks after it.
     *
     * @param first how many of other ends the year has already
     */
    List<Copy> cases(String end, int year, int first, int count) {
        LocalDate made = day("discovered_on", "case_" + end, "enforcement_case");
        boolean guided = codes("case_" + end).size() > 1;
        return IntStream.rangeClosed(first + 1, first + count)
                .mapToObj(at -> {
                    int campaign = 1 + draw.below(Templates.CAMPAIGNS, "campaign", year, at);
                    boolean found = draw.below(10, "found", year, at) < 7;
                    LocalDate on = found
                            ? during(year, campaign, draw.below(12, "case", year, at))
                            : LocalDate.of(year, 1, 5).plusDays(draw.below(320, "case", year, at));
                    int squad = draw.below(squads.count(), "case of", year, at);
                    return new Copy(
                            10_000 + 2_000 * (year - Years.PATTERN_YEAR) + at,
                            year,
                            on.toEpochDay() - made.toEpochDay(),
                            of(
                                    squad,
                                    Stream.of(
                                                    "CASE-%s-%d-%06d".formatted(squads.code(squad), year, 1000 + at),
                                                    guided ? "HC-%d-%03d".formatted(year, 100 + at - first) : "",
                                                    squads.town(squad) + "当罚" + year + at,
                                                    squads.town(squad) + "罚〔" + year + "〕" + at + "号")
                                            .filter(text -> !text.isEmpty())
                                            .toList(),
                                    found ? "TH-%d-%02d".formatted(year, campaign) : ""),
                            List.of());
                })
                .toList();
    }

    Pattern joint(String end) {
        String schema = "joint_" + end;
        return new Pattern(
                jdbc,
                schema,
                texts(schema, "TH-2023-01"),
                List.of(),
                Map.of(
                        "joint_operation.no",
                        "right(<<code>>, 3)::int",
                        "joint_operation.kind",
                        after(schema, "TH-2023-01", 1),
                        "joint_operation.matter",
                        after(schema, "TH-2023-01", 2),
                        "joint_letter.matter",
                        after(schema, "TH-2023-01", 2),
                        "joint_letter.no",
                        after(schema, "TH-2023-01", 3) + "::int * 10 + made.no",
                        "joint_result.cases",
                        "made.cases * (copy.no % 4)"));
    }

    /** @param first how many of another end the year has already */
    List<Copy> joints(String end, int year, int first, int count) {
        LocalDate made = day("(proposed_at at time zone 'Asia/Shanghai')::date", "joint_" + end, "joint_operation");
        List<String> kinds = MATTERS.keySet().stream().sorted().toList();
        return IntStream.rangeClosed(first + 1, first + count)
                .mapToObj(at -> {
                    int campaign = 1 + draw.below(Templates.CAMPAIGNS, "joint in", year, at);
                    LocalDate begins = during(year, campaign, 7 * draw.below(3, "joint", year, at));
                    String kind = kinds.get(draw.below(kinds.size(), "joint kind", year, at));
                    return new Copy(
                            500 + 40 * (year - Years.PATTERN_YEAR) + at,
                            year,
                            Math.floorDiv(begins.toEpochDay() - made.toEpochDay(), 7) * 7,
                            of(
                                    draw.below(squads.count(), "joint of", year, at),
                                    List.of(
                                            "JO-%d-%03d".formatted(year, 10 + at),
                                            "TH-%d-%02d".formatted(year, campaign)),
                                    kind,
                                    MATTERS.get(kind),
                                    Integer.toString(10 + at)),
                            List.of());
                })
                .toList();
    }

    private LocalDate during(int year, int campaign, int day) {
        return LocalDate.of(Years.PATTERN_YEAR, 1, 13)
                .plusDays(Copy.days(year, Templates.week(draw, year, campaign)) + day);
    }

    private List<String> texts(String schema, String... others) {
        return Stream.of(codes(schema), List.of(others), squads.wordsOfThePattern())
                .flatMap(List::stream)
                .toList();
    }

    /** What a copy brings beside what stands for the pattern's texts: the first, the second… */
    private String after(String schema, String other, int place) {
        return "copy.texts[%d]".formatted(texts(schema, other).size() + place);
    }

    private List<String> of(int squad, List<String> own, String... more) {
        return Stream.of(own, squads.words(squad), List.of(more))
                .flatMap(List::stream)
                .toList();
    }

    /** Those that the example has named, once it is kept. */
    private List<String> codes(String schema) {
        return jdbc.sql("select coalesce(obj_description(to_regnamespace(?), 'pg_namespace'), 'unknown')")
                .param("pattern_" + schema)
                .query((row, number) -> List.of(row.getString(1).split(" ")))
                .single();
    }

    private LocalDate day(String expression, String schema, String table) {
        return jdbc.sql("select %s from pattern_%s.%s".formatted(expression, schema, table))
                .query(LocalDate.class)
                .single();
    }
}
