package cn.leiting.score;

import cn.leiting.LeitingApplication;
import cn.leiting.Statements;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A district's year of scores (domain, section 8.2): 8 campaigns of 11 squads with 43,000 visits and 1,150 cases, on an
 * empty folder of its own. Prints what each campaign took, the first time and after a correction in every squad. Options
 * are system properties: {@code scores.campaigns} (8), {@code scores.visits} of each squad and campaign (489),
 * {@code scores.cases} (13).
 */
public class ScoresBenchmark {

    private static final int YEAR = 2022;

    private final JdbcClient jdbc;
    private final ScoreCards cards;
    private final TransactionTemplate transaction;

    private ScoresBenchmark(ConfigurableApplicationContext context) {
        jdbc = context.getBean(JdbcClient.class);
        cards = context.getBean(ScoreCards.class);
        transaction = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
    }

    public static void main(String... none) throws IOException {
        Path data = Files.createTempDirectory(Path.of("target"), "scores-");
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(LeitingApplication.class)
                .run(
                        "--leiting.data=" + data,
                        "--leiting.binaries=target/postgresql",
                        "--server.address=127.0.0.1",
                        "--server.port=0",
                        "--camunda.bpm.job-execution.enabled=false",
                        "--leiting.sweep=PT24H")) {
            List<String> scorings = context.getBean(FullYear.class)
                    .write(
                            YEAR,
                            1,
                            Integer.getInteger("scores.campaigns", 8),
                            Integer.getInteger("scores.visits", 489),
                            Integer.getInteger("scores.cases", 13));
            new ScoresBenchmark(context).run(scorings);
        }
    }

    private void run(List<String> scorings) {
        System.out.printf(
                "%d visits, %d findings, %d cases%n",
                count("inspection where legal_class <> 'RE_CHECK'"), count("finding"), count("enforcement_case"));
        compute("first", scorings);
        jdbc.sql("""
                        update inspection
                        set validity = 'INVALID', invalid_reason = '照片与点位不符。', voided_by = 'supervision1', voided_at = now()
                        where id in (select min(inspection)
                                     from inspection_purpose
                                     group by squad_task)
                        """).update();
        compute("after a correction in every squad", scorings);
        System.out.printf(
                "%d cards, %d lists of records, %s of them%n",
                count("score_card"),
                count("score_record"),
                jdbc.sql("select pg_size_pretty(pg_total_relation_size('score_record'))")
                        .query(String.class)
                        .single());
    }

    private void compute(String what, List<String> scorings) {
        System.out.printf("%n%s%n%-24s %10s %8s %8s%n", what, "scoring", "statements", "cards", "ms");
        long all = System.nanoTime();
        for (String scoring : scorings) {
            long begun = System.nanoTime();
            List<String> squads = new java.util.ArrayList<>();
            int statements = Statements.during(() -> transaction.executeWithoutResult(
                    alone -> squads.addAll(cards.compute(scoring, List.of(), "计分。", "system"))));
            System.out.printf(
                    "%-24s %10d %8d %8d%n",
                    scoring, statements, squads.size(), (System.nanoTime() - begun) / 1_000_000);
        }
        System.out.printf("%-24s %28d%n", "all", (System.nanoTime() - all) / 1_000_000);
    }

    private long count(String table) {
        return jdbc.sql("select count(*) from " + table).query(Long.class).single();
    }
}
