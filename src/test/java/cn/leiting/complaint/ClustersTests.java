package cn.leiting.complaint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import cn.leiting.LeitingTest;
import cn.leiting.Statements;
import cn.leiting.calendar.BureauTime;
import cn.leiting.calendar.Parameters;
import cn.leiting.complaint.Complaints.ClusterFound;
import cn.leiting.shared.Actor;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.transaction.annotation.Transactional;

/** Five of a kind within seven days in two towns (domain P5). */
@LeitingTest
@Transactional
@RecordApplicationEvents
class ClustersTests {

    private static final Actor COORDINATION = new Actor("coordination1", Set.of("deptCoordination"));
    private static final String STALL = "VIO_STALL";
    private static final String ZHAOXIANG = "310118105";
    private static final String XUJING = "310118106";

    @Autowired
    private Complaints complaints;

    @Autowired
    private Clusters clusters;

    @Autowired
    private ApplicationEvents events;

    private int no;

    @Test
    void isFoundWithTheFifthOfAKindInTheSecondTown() {
        tell(STALL, ZHAOXIANG, 3, 4, 5, 6);
        assertThat(found()).isEmpty();

        tell(STALL, XUJING, 7);

        assertThat(found())
                .containsExactly(new ClusterFound(
                        clusters.newest(null, 1).get(0).code(),
                        STALL,
                        List.of(ZHAOXIANG, XUJING),
                        LocalDate.of(2023, 1, 3),
                        LocalDate.of(2023, 1, 7),
                        5,
                        "2023年1月3日至2023年1月7日，赵巷镇、徐泾镇等2个街镇收到“占道设摊”诉件5件。"));
        assertThat(clusters.newest(XUJING, 9))
                .singleElement()
                .returns(LocalDate.of(2023, 1, 3), Cluster::from)
                .returns(LocalDate.of(2023, 1, 9), Cluster::to);
        assertThat(clusters.newest("310118001", 9)).isEmpty();
    }

    @Test
    void needsTwoTowns() {
        tell(STALL, ZHAOXIANG, 3, 3, 4, 4, 5, 5, 6);

        assertThat(found()).isEmpty();
    }

    @Test
    void needsFiveWithinSevenDays() {
        tell(STALL, ZHAOXIANG, 1, 2, 3);
        tell(STALL, XUJING, 7, 8);
        assertThat(found()).isEmpty();

        tell(STALL, XUJING, 7);
        assertThat(found())
                .singleElement()
                .returns(LocalDate.of(2023, 1, 1), ClusterFound::from)
                .returns(5, ClusterFound::complaints);
    }

    @Test
    void theEighthDayIsTooLate() {
        tell(STALL, ZHAOXIANG, 1, 1, 1, 1);
        tell(STALL, XUJING, 8);

        assertThat(found()).isEmpty();
    }

    @Test
    void needsOneKind() {
        tell(STALL, ZHAOXIANG, 3, 3, 3);
        tell("VIO_STACKING", XUJING, 3, 3, 3);

        assertThat(found()).isEmpty();
    }

    @Test
    void whatIsOfNoKindIsNoCluster() {
        tell(Complaint.OTHER, ZHAOXIANG, 3, 3, 3);
        tell(Complaint.OTHER, XUJING, 3, 3, 3);

        assertThat(found()).isEmpty();
    }

    @Test
    void isToldOnceHoweverManyFollow() {
        tell(STALL, ZHAOXIANG, 3, 3, 3, 3);
        tell(STALL, XUJING, 3);
        tell(STALL, XUJING, 4, 4, 4, 5, 6, 9);
        tell(STALL, ZHAOXIANG, 3, 4, 9);

        assertThat(found()).hasSize(1);
    }

    @Test
    void anotherBeginsAfterIt() {
        tell(STALL, ZHAOXIANG, 1, 1, 1, 1);
        tell(STALL, XUJING, 1, 7);
        tell(STALL, ZHAOXIANG, 8, 8, 9);
        tell(STALL, XUJING, 9);
        assertThat(found()).hasSize(1);

        tell(STALL, XUJING, 9);

        assertThat(found())
                .extracting(ClusterFound::from)
                .containsExactly(LocalDate.of(2023, 1, 1), LocalDate.of(2023, 1, 8));
        assertThat(found())
                .extracting(ClusterFound::cluster)
                .doesNotHaveDuplicates()
                .allMatch(code -> code.matches("CC-2023-\\d{3}"));
    }

    @Test
    void isFoundAmongLateOnesToo() {
        tell(STALL, ZHAOXIANG, 10, 10);
        tell(STALL, XUJING, 4, 4);
        assertThat(found()).isEmpty();

        tell(STALL, ZHAOXIANG, 5);

        assertThat(found())
                .singleElement()
                .returns(LocalDate.of(2023, 1, 4), ClusterFound::from)
                .returns(LocalDate.of(2023, 1, 10), ClusterFound::to);
    }

    @Test
    void lateOnesBeforeAClusterAreOneOfTheirOwn() {
        tell(STALL, ZHAOXIANG, 8, 8, 8, 8);
        tell(STALL, XUJING, 8);
        tell(STALL, ZHAOXIANG, 5, 5, 6, 6);
        tell(STALL, XUJING, 7);

        assertThat(found()).hasSize(2);
        assertThat(clusters.newest(null, 9))
                .extracting(Cluster::from, Cluster::to)
                .contains(tuple(LocalDate.of(2023, 1, 5), LocalDate.of(2023, 1, 7)));
    }

    @Test
    void aCorrectionMakesOneToo() {
        tell(STALL, ZHAOXIANG, 3, 3, 3, 3, 3);
        assertThat(found()).isEmpty();

        complaints.take(told(STALL, XUJING, 3, "TC0005"), COORDINATION);

        assertThat(found()).hasSize(1);
    }

    @Test
    void countsByTheParameters(@Autowired Parameters parameters) {
        LocalDate today = LocalDate.of(2023, 1, 12);
        parameters.change("complaint.cluster.count", "3", today, COORDINATION);
        parameters.change("complaint.cluster.towns", "1", today, COORDINATION);

        tell(STALL, ZHAOXIANG, 3, 4, 5);

        assertThat(found()).hasSize(1);
    }

    @Test
    void costsTheSameForOneTicketAndForHundreds() {
        tell(STALL, ZHAOXIANG, 1);
        int one = Statements.during(() -> tell(STALL, ZHAOXIANG, 1));
        int many = Statements.during(() -> tell(
                "VIO_STACKING",
                ZHAOXIANG,
                IntStream.range(0, 300).map(i -> 1 + i % 9).toArray()));

        assertThat(many).isEqualTo(one);
    }

    private void tell(String kind, String squad, int... days) {
        List<Told> told = new ArrayList<>();
        for (int day : days) {
            told.add(told(kind, squad, day, "TC%04d".formatted(++no)));
        }
        assertThat(complaints.takeAll(told, COORDINATION))
                .allMatch(result -> result.outcome() == Complaints.Outcome.CREATED);
    }

    private static Told told(String kind, String squad, int day, String ticket) {
        LocalDate received = LocalDate.of(2023, 1, day);
        return new Told(
                ticket,
                kind,
                received.atTime(0, 0).atZone(BureauTime.ZONE).toInstant(),
                received.plusDays(15).atTime(17, 0).atZone(BureauTime.ZONE).toInstant(),
                squad,
                null,
                "路口有流动摊贩占道经营。",
                null);
    }

    private List<ClusterFound> found() {
        return events.stream(ClusterFound.class).toList();
    }
}
