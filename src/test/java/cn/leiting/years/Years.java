package cn.leiting.years;

import cn.leiting.Examples;
import cn.leiting.LeitingApplication;
import cn.leiting.calendar.TrialClock;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Years of a district's records (domain, section 8.2, nominal) in a folder of the trial that others can start on
 * afterwards: what is done once through the product is the {@link Pattern} of all the others. Options are system
 * properties: {@code years} (3: 2023 to 2025), {@code years.seed} (8365), {@code years.data} (the folder, empty or made by
 * this program, {@code target/years}), {@code years.part} (100; of a hundred visits and cases, so many are made).
 */
public final class Years {

    static final int PATTERN_YEAR = 2023;

    private static final ZoneId BUREAU = ZoneId.of("Asia/Shanghai");

    private static final int CAMPAIGNS = 8;
    private static final int IMPROVEMENTS = 12;
    private static final int INFORMATION = 318; // 350 with those of the campaigns
    private static final int COMPLAINTS = 600;
    private static final int VISITS = 230; // and the twenty of the example
    private static final int LOOKED_BACK = 142; // and some eight samples
    private static final int IMPROVED = 60;

    /** Steps of the bar: of all examples, and of a year. */
    private static final int EXAMPLES = 20;

    private static final int PARTS = 8;

    /** A year's cases as they end; 1,150 in all, 53 of a hundred simplified. */
    private static final Map<String, Integer> CASES = cases();

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Consumer<Instant> clock;
    private final Examples examples;
    private final Visits visits;
    private final int years = Integer.getInteger("years", 3);
    private final int part = Integer.getInteger("years.part", 100);
    private final long seed = Long.getLong("years.seed", 8365);
    private Bar bar = new Bar(1);

    Years(JdbcClient jdbc, TransactionTemplate transaction, String url, Consumer<Instant> clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
        this.examples = new Examples(url, step -> bar.done(step));
        this.visits = new Visits(jdbc, transaction, seed);
    }

    private static Map<String, Integer> cases() {
        Map<String, Integer> cases = new LinkedHashMap<>();
        cases.put("educated", 250);
        cases.put("corrected", 140);
        cases.put("simplified", 610);
        cases.put("ordinary", 150);
        return cases;
    }

    public static void main(String... none) {
        try (ConfigurableApplicationContext context = start()) {
            new Years(
                            context.getBean(JdbcClient.class),
                            new TransactionTemplate(context.getBean(PlatformTransactionManager.class)),
                            "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port"),
                            context.getBean(TrialClock.class)::advanceTo)
                    .write();
        }
    }

    /** On the folder of the option, with nothing that runs by itself. */
    static ConfigurableApplicationContext start() {
        TimeZone.setDefault(TimeZone.getTimeZone(BUREAU)); // the engine's times have none of their own
        return new SpringApplicationBuilder(LeitingApplication.class)
                .run(
                        "--leiting.data=" + Path.of(System.getProperty("years.data", "target/years")),
                        "--leiting.binaries=target/postgresql",
                        "--server.address=127.0.0.1",
                        "--server.port=0",
                        "--camunda.bpm.job-execution.enabled=false",
                        "--leiting.sweep=PT24H",
                        "--logging.level.root=error");
    }

    void write() {
        Templates templates = new Templates(jdbc, seed);
        int last = last();
        bar = new Bar((templates.campaign().isThere() ? 0 : EXAMPLES) + (PATTERN_YEAR + years - 1 - last) * PARTS);
        bar.begin("patterns");
        keep(templates.campaign(), () -> {
            examples.campaign(assignment -> visit(
                    assignment,
                    assignment.startsWith("LB") ? LOOKED_BACK : VISITS,
                    assignment.startsWith("LB") ? 17 : 21));
            return "TH-2023-01";
        });
        keep(templates.improvement(), () -> examples.improvement(assignment -> visit(assignment, IMPROVED, 20)));
        keep(templates.information(), examples::information);
        for (String end : CASES.keySet()) {
            keep(templates.closed(end), () -> switch (end) {
                case "educated" -> examples.educated();
                case "corrected" -> examples.corrected();
                case "simplified" -> examples.simplified();
                default -> examples.ordinary();
            });
        }
        turnTheClock(PATTERN_YEAR + years);
        for (int year = last + 1; year < PATTERN_YEAR + years; year++) {
            int written = year;
            transaction.executeWithoutResult(alone -> write(templates, written));
            jdbc.sql("insert into years_written values (?)").param(year).update();
        }
        bar.begin("analyze");
        jdbc.sql("vacuum analyze").update();
        jdbc.sql("checkpoint").update(); // the database has five seconds to stop
        bar.end();
        System.out.println(new Volume(jdbc).table());
    }

    /** Of an earlier run, which more years can be added to. */
    private int last() {
        jdbc.sql("create table if not exists years_written (year int primary key)")
                .update();
        return jdbc.sql("select coalesce(max(year), ?) from years_written")
                .param(PATTERN_YEAR - 1)
                .query(Integer.class)
                .single();
    }

    private void visit(String assignment, int each, int problems) {
        visits.write(assignment, examples.today().toString(), Math.max(1, each * part / 100), problems);
    }

    private void keep(Pattern pattern, Supplier<String> example) {
        if (!pattern.isThere()) {
            long since = Pattern.now(jdbc);
            String code = example.get();
            transaction.executeWithoutResult(alone -> pattern.keep(since, code));
        }
    }

    /** To the second week of January; what falls due on the way falls due when somebody starts the product. */
    private void turnTheClock(int year) {
        LocalDate day = LocalDate.of(year, 1, 12);
        if (examples.today().isBefore(day)) {
            clock.accept(day.atTime(9, 0).atZone(BUREAU).toInstant());
        }
    }

    private void write(Templates templates, int year) {
        bar.done(year + ": programme");
        Programmes programmes = new Programmes(jdbc);
        programmes.write(year);
        copy(templates.campaign(), year, "campaigns", templates.campaigns(year, CAMPAIGNS));
        programmes.link(year);
        copy(templates.improvement(), year, "improvements", templates.improvements(year, IMPROVEMENTS));
        copy(templates.information(), year, "information", templates.items(year, INFORMATION));
        int first = 0;
        for (Map.Entry<String, Integer> kind : CASES.entrySet()) {
            int some = Math.max(1, kind.getValue() * part / 100);
            copy(
                    templates.closed(kind.getKey()),
                    year,
                    "cases " + kind.getKey(),
                    templates.cases(kind.getKey(), year, first, some));
            first += some;
        }
        if (Boolean.TRUE.equals(jdbc.sql("select to_regclass('audit_change') is not null")
                .query(Boolean.class)
                .single())) {
            jdbc.sql("delete from audit_change").update(); // nobody has done this
        }
        programmes.complain(year, COMPLAINTS * part / 100, seed);
    }

    private void copy(Pattern pattern, int year, String what, List<Copy> copies) {
        bar.done(year + ": " + what);
        pattern.copy(new ArrayList<>(copies), table -> bar.begin(year + ": " + what + ": " + table));
    }
}
