package cn.leiting.years;

import cn.leiting.Examples;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which patterns there are, and by what their copies differ: codes, days, and whose they are. */
final class Templates {

    private static final String[] TITLES = {
        "节前市容环境执法保障", "渣土运输专项整治", "创文迎复审保障", "垃圾分类专项检查", "建设工地文明施工", "市容环境保障", "进博会市容环境保障", "空气质量专项执法检查"
    };
    private static final String[] THEMES = {
        "PRE_HOLIDAY", "DEBRIS", "CIVILISED_CITY", "WASTE_SORTING", "CONSTRUCTION", "APPEARANCE", "CIIE", "AIR"
    };

    /** What is written of 徐泾, whose cases and items are everybody's pattern. */
    private static final List<String> XUJING = List.of("310118106", "xujing", "Xujing", "徐泾镇人民政府", "徐泾镇");

    private final JdbcClient jdbc;
    private final long seed;

    Templates(JdbcClient jdbc, long seed) {
        this.jdbc = jdbc;
        this.seed = seed;
    }

    /** The order in the plan of the year: the notice's first is the first here too. */
    static String title(int campaign) {
        return TITLES[campaign - 1];
    }

    static String theme(int campaign) {
        return "THEME_" + THEMES[campaign - 1];
    }

    Pattern campaign() {
        return new Pattern(
                jdbc,
                "campaign",
                List.of(
                        "TH-2023-01",
                        "LB-2023-01",
                        "SC-2023-01",
                        "HC-2023-001",
                        "SR-2023-001",
                        "SR-2023-002",
                        "INFO-2023-000",
                        TITLES[0]),
                Map.of(
                        "campaign.theme", "copy.texts[9]",
                        "assignment.theme", "copy.texts[9]",
                        "hard_case.no", "right(copy.texts[4], 3)::int",
                        "special_report.no", "right(copy.texts[5], 3)::int - 1 + made.no",
                        "special_report.issue_no", "right(copy.texts[5], 3)::int - 1 + made.issue_no",
                        "special_report.issue_year", "made.issue_year + copy.year - 2023",
                        "special_report.issue_total", "copy.no * 10 + made.issue_total",
                        "info_item.no", "right(copy.texts[7], 3)::int * 10 + made.no",
                        "rectification_order.order_no", ORDER_NO));
    }

    private static final String ORDER_NO =
            "'ZG-' || made.squad || '-' || copy.year || '-' || copy.no * 100000 + right(made.order_no, 5)::int";

    /** Six weeks apart; the first of 2023 is the example itself. */
    List<Copy> campaigns(int year, int count) {
        return IntStream.rangeClosed(1, count)
                .filter(no -> year > Years.PATTERN_YEAR || no > 1)
                .mapToObj(no -> new Copy(
                        10 * (year - Years.PATTERN_YEAR) + no,
                        year,
                        Copy.days(year, 6 * (no - 1)),
                        List.of(
                                "TH-%d-%02d".formatted(year, no),
                                "LB-%d-%02d".formatted(year, no),
                                "SC-%d-%02d".formatted(year, no),
                                "HC-%d-%03d".formatted(year, no),
                                "SR-%d-%03d".formatted(year, 2 * no - 1),
                                "SR-%d-%03d".formatted(year, 2 * no),
                                "INFO-%d-%03d".formatted(year, no),
                                title(no),
                                theme(no))))
                .toList();
    }

    Pattern improvement() {
        return new Pattern(
                jdbc, "improvement", List.of("FI-2023-01"), Map.of("rectification_order.order_no", ORDER_NO));
    }

    /** Between the campaigns: a day of a share never lies in a campaign of its squad. */
    List<Copy> improvements(int year, int count) {
        LocalDate first = jdbc.sql("select first_day from pattern_improvement.further_improvement")
                .query(LocalDate.class)
                .single();
        return IntStream.rangeClosed(1, count)
                .filter(no -> year > Years.PATTERN_YEAR || no > 1)
                .mapToObj(no -> {
                    int gap = (no - 1) * 8 / count;
                    boolean second = no > 1 && (no - 2) * 8 / count == gap;
                    LocalDate begins = LocalDate.of(Years.PATTERN_YEAR, 1, 13)
                            .plusDays(Copy.days(year, 6 * gap + (second ? 4 : 1)));
                    return new Copy(
                            100 + 20 * (year - Years.PATTERN_YEAR) + no,
                            year,
                            begins.toEpochDay() - first.toEpochDay(),
                            List.of("FI-%d-%02d".formatted(year, no)));
                })
                .toList();
    }

    Pattern information() {
        return new Pattern(
                jdbc,
                "information",
                Stream.concat(Stream.of("INFO-2023-0005", "TH-2023-01"), XUJING.stream())
                        .toList(),
                Map.of("info_item.no", "right(copy.texts[1], 4)::int"));
    }

    List<Copy> items(int year, int count) {
        LocalDate made = jdbc.sql(
                        "select (submitted_at at time zone 'Asia/Shanghai')::date from pattern_information.info_item")
                .query(LocalDate.class)
                .single();
        return IntStream.rangeClosed(1, count)
                .mapToObj(at -> {
                    int campaign = 1 + at * 8 / (count + 1);
                    LocalDate day = LocalDate.of(Years.PATTERN_YEAR, 1, 14)
                            .plusDays(Copy.days(year, 6 * (campaign - 1)) + hash("item", year, at) % 25);
                    return new Copy(
                            1000 + 500 * (year - Years.PATTERN_YEAR) + at,
                            year,
                            day.toEpochDay() - made.toEpochDay(),
                            of(at, "INFO-%d-%04d".formatted(year, 100 + at), "TH-%d-%02d".formatted(year, campaign)));
                })
                .toList();
    }

    Pattern closed(String end) {
        List<String> texts = new ArrayList<>();
        texts.add("CASE-310118106-2023-" + (isThere(end) ? number(end) : "000000"));
        texts.addAll(List.of("徐泾当罚一", "徐府罚〔2023〕一号"));
        texts.addAll(XUJING);
        return new Pattern(
                jdbc,
                "case_" + end,
                texts,
                Map.of(
                        "enforcement_case.campaign",
                        "case when copy.no % 10 < 7 then 'TH-' || copy.year || '-0' || 1 + copy.no / 10 % 8 end",
                        "on_the_spot_decision.reconsideration_first_stated",
                        "made.decided_on + copy.days >= date '2024-01-01'"));
    }

    private boolean isThere(String end) {
        return jdbc.sql("select to_regclass(?) is not null")
                .param("pattern_case_" + end + ".enforcement_case")
                .query(Boolean.class)
                .single();
    }

    private String number(String end) {
        return jdbc.sql("select right(code, 6) from pattern_case_" + end + ".enforcement_case")
                .query(String.class)
                .single();
    }

    /** @param first how many of other ends the year has already */
    List<Copy> cases(String end, int year, int first, int count) {
        LocalDate made = jdbc.sql("select discovered_on from pattern_case_" + end + ".enforcement_case")
                .query(LocalDate.class)
                .single();
        return IntStream.rangeClosed(first + 1, first + count)
                .mapToObj(at -> {
                    LocalDate day = LocalDate.of(year, 1, 5).plusDays(hash("case", year, at) % 320);
                    List<String> squad = squad(at);
                    return new Copy(
                            10_000 + 2_000 * (year - Years.PATTERN_YEAR) + at,
                            year,
                            day.toEpochDay() - made.toEpochDay(),
                            of(
                                    at,
                                    "CASE-%s-%d-%06d".formatted(squad.get(0), year, 1000 + at),
                                    squad.get(4) + "当罚" + year + at,
                                    squad.get(4) + "罚〔" + year + "〕" + at + "号"));
                })
                .toList();
    }

    private List<String> of(int at, String... own) {
        return Stream.concat(Stream.of(own), squad(at).stream()).toList();
    }

    /** For each word of {@link #XUJING} that of the squad. */
    private List<String> squad(int at) {
        List<Map.Entry<String, String>> all = List.copyOf(Examples.squads().entrySet());
        Map.Entry<String, String> one = all.get(at % all.size());
        String name = one.getKey();
        return jdbc.sql("""
                        select replace(squad_name.name, '城管中队', '') as town, authority.name as body
                        from squad_name
                                 join deciding_authority authority on authority.squad_code = squad_name.squad_code
                        where squad_name.squad_code = ? and style = 'NOTICE'
                        """)
                .param(one.getValue())
                .query((row, number) -> List.of(
                        one.getValue(),
                        name,
                        Character.toUpperCase(name.charAt(0)) + name.substring(1),
                        row.getString("body"),
                        row.getString("town")))
                .single();
    }

    private int hash(String what, int year, int at) {
        return jdbc.sql("select ('x' || substr(md5(?), 1, 7))::bit(28)::int")
                .param(seed + " " + what + " " + year + " " + at)
                .query(Integer.class)
                .single();
    }
}
