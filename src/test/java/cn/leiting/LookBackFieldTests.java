package cn.leiting;

import static cn.leiting.process.Launches.ZHAOXIANG;
import static cn.leiting.process.Launches.taskOf;
import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.fieldwork.Inspections;
import cn.leiting.lookback.LookBackSamples;
import cn.leiting.lookback.Sample;
import cn.leiting.lookback.Traces;
import cn.leiting.process.Launches;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A squad's officers look back in the field as they inspect in a campaign. */
@LeitingTest
class LookBackFieldTests {

    @Autowired
    private Launches launches;

    @Autowired
    private Traces traces;

    @Autowired
    private LookBackSamples samples;

    @Autowired
    private Inspections inspections;

    @Autowired
    private Clock clock;

    @LocalServerPort
    private int port;

    @Test
    void aVisitOfALookBackCountsForItsSample() {
        String campaign = launches.dispatched(3, ZHAOXIANG);
        traces.problem(taskOf(campaign, ZHAOXIANG), 1);
        String code = launches.lookBackDispatched(campaign, 4);
        String task = taskOf(code, ZHAOXIANG);
        launches.begun(task, "zhaoxiangLead");
        Client officer = Client.of("zhaoxiang1", port);

        JsonNode open = officer.get("/api/field/tasks").json();
        assertThat(open)
                .filteredOn(one -> one.path("code").asText().equals(task))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.path("mode").asText()).isEqualTo("LOOK_BACK");
                    assertThat(one.path("points")).hasSize(1);
                });
        assertThat(officer.get("/field/plain").body()).contains(task);

        FieldDiary diary = new FieldDiary(task, officer, List.of("zhaoxiang1", "zhaoxiang2"));
        diary.visit(0, LocalDate.now(clock).minusDays(1).toString());

        assertThat(inspections.figures(task).pointsInspected()).isOne();
        assertThat(samples.of(code, ZHAOXIANG)).singleElement().matches(Sample::isDone);
        assertThat(officer.get("/look-backs/" + code + "/squads/" + ZHAOXIANG).status())
                .isEqualTo(200);
    }
}
