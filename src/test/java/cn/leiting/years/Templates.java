package cn.leiting.years;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The patterns in which all squads take part, and by what their copies differ: codes, weeks, and who was good at it. */
final class Templates {

    static final int CAMPAIGNS = 8;
    private static final int IMPROVEMENTS = 12;

    /** 36 with the two of each campaign. */
    private static final int REPORTS = 20;

    private static final String[] TITLES = {
        "节前市容环境执法保障", "渣土运输专项整治", "创文迎复审保障", "垃圾分类专项检查", "建设工地文明施工", "市容环境保障", "进博会市容环境保障", "空气质量专项执法检查"
    };
    private static final String[] THEMES = {
        "PRE_HOLIDAY", "DEBRIS", "CIVILISED_CITY", "WASTE_SORTING", "CONSTRUCTION", "APPEARANCE", "CIIE", "AIR"
    };

    private final JdbcClient jdbc;
    private final Draw draw;
    private final Squads squads;

    Templates(JdbcClient jdbc, Draw draw, Squads squads) {
        this.jdbc = jdbc;
        this.draw = draw;
        this.squads = squads;
    }

    /** The order in the plan of the year: the notice's first is the first here too. */
    static String title(int campaign) {
        return TITLES[campaign - 1];
    }

    static String theme(int campaign) {
        return "THEME_" + THEMES[campaign - 1];
    }

    /** Weeks from the first campaign of the year: six apart, or seven where there was no hurry. */
    static int week(Draw draw, int year, int campaign) {
        return 6 * (campaign - 1) + (campaign == 1 ? 0 : draw.below(2, "week", year, campaign));
    }

    /** @param first the campaign's number of the plan, 1 or 2: one went well, the other did not */
    Pattern campaign(int first) {
        List<String> texts = texts(first);
        String theme = "copy.texts[%d]".formatted(texts.size() + 1);
        return new Pattern(
                jdbc,
                schema(first),
                texts,
                squads.inOrder(),
                Map.of(
                        "campaign.theme", theme,
                        "assignment.theme", theme,
                        "hard_case.no", "right(<<code>>, 3)::int",
                        "special_report.no", "right(<<code>>, 3)::int",
                        "special_report.issue_no", "right(<<code>>, 3)::int",
                        "special_report.issue_year", "made.issue_year + copy.year - 2023",
                        "special_report.issue_total", "copy.no * 10 + made.issue_total",
                        "info_item.no", "right(<<code>>, 4)::int"));
    }

    private static String schema(int first) {
        return first == 1 ? "campaign" : "hard_campaign";
    }

    private List<String> texts(int first) {
        List<String> texts = new ArrayList<>();
        for (String kind : List.of("TH", "LB", "SC")) {
            texts.add("%s-2023-%02d".formatted(kind, first));
        }
        texts.addAll(codes(schema(first), "hard_case"));
        texts.addAll(codes(schema(first), "special_report"));
        texts.addAll(codes(schema(first), "info_item"));
        texts.add(title(first));
        return texts;
    }

    private List<String> codes(String schema, String table) {
        String kept = "pattern_" + schema + "." + table;
        return jdbc.sql("select to_regclass(?) is not null")
                        .param(kept)
                        .query(Boolean.class)
                        .single()
                ? jdbc.sql("select code from " + kept + " order by code")
                        .query(String.class)
                        .list()
                : List.of();
    }

    /** The first two of 2023 are the examples themselves; of the others two in five did not go well. */
    List<Copy> campaigns(int first, int year) {
        int hard = codes(schema(first), "hard_case").size();
        int reports = codes(schema(first), "special_report").size();
        int items = codes(schema(first), "info_item").size();
        return IntStream.rangeClosed(1, CAMPAIGNS)
                .filter(no -> year > Years.PATTERN_YEAR || no > 2)
                .filter(no -> first == (draw.below(5, "hard", year, no) < 2 ? 2 : 1))
                .mapToObj(no -> {
                    List<String> own = new ArrayList<>();
                    for (String kind : List.of("TH", "LB", "SC")) {
                        own.add("%s-%d-%02d".formatted(kind, year, no));
                    }
                    for (int at = 0; at < hard; at++) {
                        own.add("HC-%d-%03d".formatted(year, 10 + no + at * CAMPAIGNS));
                    }
                    for (int at = 1; at <= reports; at++) {
                        own.add("SR-%d-%03d".formatted(year, 10 + 2 * (no - 1) + at));
                    }
                    for (int at = 0; at < items; at++) {
                        own.add("INFO-%d-%04d".formatted(year, 10 * no + at));
                    }
                    own.add(title(no));
                    own.add(theme(no));
                    int weeks = week(draw, year, no) - (first == 1 ? 0 : weekOfTheHardOne());
                    return new Copy(
                            10 * (year - Years.PATTERN_YEAR) + no,
                            year,
                            Copy.days(year, weeks),
                            own,
                            squads.shuffled(draw, "campaign " + year + " " + no));
                })
                .toList();
    }

    private int weekOfTheHardOne() {
        return jdbc.sql("""
                        select (hard.starts_on - first.starts_on) / 7
                        from pattern_hard_campaign.campaign hard
                                 cross join pattern_campaign.campaign first
                        """).query(Integer.class).single();
    }

    Pattern improvement() {
        return new Pattern(jdbc, "improvement", List.of("FI-2023-01"), squads.inOrder(), Map.of());
    }

    /** Between the campaigns: a day of a share never lies in a campaign of its squad. */
    List<Copy> improvements(int year) {
        LocalDate first = jdbc.sql("select first_day from pattern_improvement.further_improvement")
                .query(LocalDate.class)
                .single();
        return IntStream.rangeClosed(1, IMPROVEMENTS)
                .filter(no -> year > Years.PATTERN_YEAR || no > 1)
                .mapToObj(no -> {
                    int gap = (no - 1) * CAMPAIGNS / IMPROVEMENTS;
                    boolean second = no > 1 && (no - 2) * CAMPAIGNS / IMPROVEMENTS == gap;
                    LocalDate begins = LocalDate.of(Years.PATTERN_YEAR, 1, 13)
                            .plusDays(Copy.days(year, week(draw, year, gap + 1) + (second ? 4 : 1)));
                    return new Copy(
                            100 + 20 * (year - Years.PATTERN_YEAR) + no,
                            year,
                            begins.toEpochDay() - first.toEpochDay(),
                            List.of("FI-%d-%02d".formatted(year, no)),
                            squads.shuffled(draw, "improvement " + year + " " + no));
                })
                .toList();
    }

    /** Reports beside those that close a campaign or a look-back: while it runs, and on what was noticed. */
    Pattern report() {
        List<String> texts = new ArrayList<>(codes("report", "special_report"));
        texts.add("TH-2023-01");
        return new Pattern(
                jdbc,
                "report",
                texts,
                List.of(),
                Map.of(
                        "special_report.no", "right(<<code>>, 3)::int",
                        "special_report.issue_no", "right(<<code>>, 3)::int",
                        "special_report.issue_year", "made.issue_year + copy.year - 2023",
                        "special_report.issue_total", "copy.no * 10 + made.issue_total"));
    }

    List<Copy> reports(int year) {
        LocalDate made = jdbc.sql("select signed_on from pattern_report.special_report")
                .query(LocalDate.class)
                .single();
        return IntStream.rangeClosed(1, REPORTS)
                .mapToObj(at -> {
                    int campaign = 1 + (at - 1) * CAMPAIGNS / REPORTS;
                    LocalDate signed = LocalDate.of(Years.PATTERN_YEAR, 1, 13)
                            .plusDays(Copy.days(year, week(draw, year, campaign) + draw.below(3, "report", year, at)));
                    return new Copy(
                            700 + 40 * (year - Years.PATTERN_YEAR) + at,
                            year,
                            Math.floorDiv(signed.toEpochDay() - made.toEpochDay(), 7) * 7,
                            List.of("SR-%d-%03d".formatted(year, 30 + at), "TH-%d-%02d".formatted(year, campaign)),
                            List.of());
                })
                .toList();
    }
}
