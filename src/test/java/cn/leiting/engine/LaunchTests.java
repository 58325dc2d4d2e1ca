package cn.leiting.engine;

import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.LeitingTest;
import cn.leiting.Statements;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What a launch costs: a task with its grant, deadline and path a squad, in chunks of a hundred. */
@LeitingTest
class LaunchTests {

    private static final int CHUNK = 100;

    @Autowired
    private Engine engine;

    @Autowired
    private EngineProbe probe;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void theCostOfASquadDoesNotGrowWithTheirNumber() {
        probe.deploy();
        launch("warm", 2);

        Statements.Cost few = Statements.costOf(() -> launch("few", 20));
        Statements.Cost many = Statements.costOf(() -> launch("many", 220));

        assertThat(few.roundTrips()).as("%s", few).isLessThanOrEqualTo(30);
        assertThat(many.roundTrips() * 20).as("%s", many).isLessThanOrEqualTo(few.roundTrips() * 220);
        assertThat(many.statements() * 20).as("%s", many).isLessThanOrEqualTo(few.statements() * 220);
        assertThat(many.roundTrips()).as("%s", many).isLessThanOrEqualTo(110);
    }

    @Test
    void everySquadHasItsTaskGrantsDeadlineAndPath() {
        probe.deploy();

        launch("whole", 120);

        assertThat(
                        count(
                                "select count(*) from act_ru_task task join act_ru_execution instance"
                                        + " on instance.id_ = task.proc_inst_id_ where instance.business_key_ like 'LaunchTests:whole:%'"))
                .isEqualTo(120);
        assertThat(count("select count(*) from act_ru_authorization join act_ru_task task"
                        + " on task.id_ = resource_id_ join act_ru_execution instance on instance.id_ = task.proc_inst_id_"
                        + " where instance.business_key_ like 'LaunchTests:whole:%' and group_id_ = 'squadHuaxin'"))
                .isEqualTo(120);
        assertThat(count("select count(*) from act_ru_authorization join act_ru_execution instance"
                        + " on instance.id_ = resource_id_ where instance.business_key_ like 'LaunchTests:whole:%'"))
                .isEqualTo(120);
        assertThat(count("select count(*) from deadline where subject like 'LaunchTests:whole:%'"))
                .isEqualTo(120);
        assertThat(
                        count(
                                "select count(*) from flow_taken join act_ru_execution instance"
                                        + " on instance.id_ = process_instance_id where instance.business_key_ like 'LaunchTests:whole:%'"))
                .isEqualTo(240);
    }

    private void launch(String name, int squads) {
        for (int from = 0; from < squads; from += CHUNK) {
            List<Engine.Start> chunk = IntStream.range(from, Math.min(from + CHUNK, squads))
                    .mapToObj(i -> new Engine.Start(
                            "LaunchTests:" + name + ":" + i, Map.of("group", "squadHuaxin"), "squadHuaxin"))
                    .toList();
            new TransactionTemplate(transactions)
                    .executeWithoutResult(transaction -> engine.startAll(EngineProbe.KEY, chunk));
        }
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }
}
