package cn.leiting.years;

import cn.leiting.Examples;
import cn.leiting.calendar.TrialClock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
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

    private static final int INFORMATION = 330; // 350 with those of the campaigns
    private static final int COMPLAINTS = 600;
    private static final int VISITS = 230; // and the twenty of the example
    private static final int LOOKED_BACK = 142; // and some eight samples
    private static final int IMPROVED = 60;
    private static final int JOINT = 17;
    private static final int JOINT_NOT_NEEDED = 3;

    /** Steps of the bar: of all examples, and of a year. */
    private static final int EXAMPLES = 32;

    private static final int PARTS = 15;

    /** A year's cases as they end; 1,150 in all, 53 of a hundred simplified. */
    private static final Map<String, Integer> CASES = cases();

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Consumer<Instant> clock;
    private final Examples examples;
    private final Visits visits;
    private final Runnable seals;
    private final int years = Integer.getInteger("years", 3);
    private final int part = Integer.getInteger("years.part", 100);
    private final long seed = Long.getLong("years.seed", 8365);
    private Bar bar = new Bar(1);

    Years(JdbcClient jdbc, TransactionTemplate transaction, String url, Consumer<Instant> clock, Runnable seals) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
        this.seals = seals;
        this.examples = new Examples(url, step -> bar.done(step));
        this.visits = new Visits(jdbc, transaction, seed);
    }

    private static Map<String, Integer> cases() {
        Map<String, Integer> cases = new LinkedHashMap<>();
        cases.put("educated", 250);
        cases.put("corrected", 140);
        cases.put("simplified", 610);
        cases.put("ordinary", 145);
        cases.put("reviewed", 5);
        return cases;
    }

    public static void main(String... none) {
        try (ConfigurableApplicationContext context = Trial.start()) {
            new Years(
                            context.getBean(JdbcClient.class),
                            new TransactionTemplate(context.getBean(PlatformTransactionManager.class)),
                            "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port"),
                            context.getBean(TrialClock.class)::advanceTo,
                            Trial.seals(context))
                    .write();
        }
    }

    void write() {
        Squads squads = new Squads(jdbc);
        Draw draw = new Draw(seed);
        Templates templates = new Templates(jdbc, draw, squads);
        SquadTemplates ofSquads = new SquadTemplates(jdbc, draw, squads);
        int last = last();
        bar = new Bar((templates.campaign(1).isThere() ? 0 : EXAMPLES) + (PATTERN_YEAR + years - 1 - last) * PARTS);
        bar.begin("patterns");
        keep(templates, ofSquads);
        seals.run(); // looks through all lines the first time
        for (int year = last + 1; year < PATTERN_YEAR + years; year++) {
            int written = year;
            transaction.executeWithoutResult(alone -> write(templates, ofSquads, written));
            jdbc.sql("insert into years_written values (?)").param(year).update();
            bar.done(year + ": analyze");
            jdbc.sql("vacuum analyze").update();
            end(year);
        }
        bar.begin("analyze");
        jdbc.sql("vacuum analyze").update();
        jdbc.sql("checkpoint").update(); // the database has five seconds to stop
        bar.end();
        System.out.println(new Volume(jdbc).table());
        System.out.println(examples.sections().auditState());
    }

    private void keep(Templates templates, SquadTemplates ofSquads) {
        keep(templates.campaign(1), () -> {
            examples.campaign(assignment -> visit(assignment, VISITS, 19));
            return "TH-2023-01";
        });
        keep(templates.campaign(2), () -> {
            examples.hardCampaign(assignment -> visit(assignment, VISITS + 20, 24));
            return "TH-2023-02";
        });
        keep(templates.report(), examples.sections()::report);
        keep(ofSquads.joint("held"), examples.sections()::joint);
        keep(ofSquads.joint("not_needed"), examples.sections()::jointNotNeeded);
        keep(templates.improvement(), () -> examples.improvement(assignment -> visit(assignment, IMPROVED, 20)));
        keep(ofSquads.information(), examples::information);
        for (String end : CASES.keySet()) {
            keep(ofSquads.closed(end), () -> switch (end) {
                case "educated" -> examples.cases().educated();
                case "corrected" -> examples.cases().corrected();
                case "simplified" -> examples.cases().simplified();
                case "reviewed" -> examples.cases().reviewed();
                default -> examples.cases().ordinary();
            });
        }
    }

    /** Its assessment, by the product itself; then the seals of all its lines. */
    private void end(int year) {
        bar.done(year + ": assessment");
        turnTheClock(year + 1);
        examples.sections().assess(year);
        bar.done(year + ": seals");
        seals.run();
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
        boolean lookBack = assignment.startsWith("LB");
        int of = lookBack ? LOOKED_BACK : each;
        visits.write(
                assignment,
                examples.today().toString(),
                Math.max(1, of * part / 100),
                lookBack ? problems - 4 : problems);
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
            clock.accept(day.atTime(9, 0).atZone(Trial.BUREAU).toInstant());
        }
    }

    private void write(Templates templates, SquadTemplates ofSquads, int year) {
        bar.done(year + ": programme");
        Programmes programmes = new Programmes(jdbc);
        programmes.write(year);
        for (int first : List.of(1, 2)) {
            copy(templates.campaign(first), year, "campaigns", templates.campaigns(first, year));
        }
        programmes.link(year);
        copy(templates.improvement(), year, "improvements", templates.improvements(year));
        copy(templates.report(), year, "reports", templates.reports(year));
        copy(ofSquads.information(), year, "information", ofSquads.items(year, INFORMATION));
        copy(ofSquads.joint("held"), year, "joint operations", ofSquads.joints("held", year, 0, JOINT));
        copy(
                ofSquads.joint("not_needed"),
                year,
                "joint operations",
                ofSquads.joints("not_needed", year, JOINT, JOINT_NOT_NEEDED));
        int first = 0;
        for (Map.Entry<String, Integer> kind : CASES.entrySet()) {
            int some = Math.max(1, kind.getValue() * part / 100);
            copy(
                    ofSquads.closed(kind.getKey()),
                    year,
                    "cases " + kind.getKey(),
                    ofSquads.cases(kind.getKey(), year, first, some));
            first += some;
        }
        jdbc.sql("delete from audit_change").update(); // nobody has done this
        programmes.complain(year, COMPLAINTS * part / 100, seed);
        Lines lines = new Lines(jdbc);
        lines.closeComplaints(year);
        bar.begin(year + ": audit");
        lines.write();
    }

    private void copy(Pattern pattern, int year, String what, List<Copy> copies) {
        bar.done(year + ": " + what);
        if (!copies.isEmpty()) {
            pattern.copy(copies, table -> bar.begin(year + ": " + what + ": " + table));
        }
    }
}
