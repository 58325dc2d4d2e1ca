package cn.leiting.assignment;

import static cn.leiting.assignment.Work.XUJING;
import static cn.leiting.assignment.Work.ZHAOXIANG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import cn.leiting.LeitingTest;
import cn.leiting.Statements;
import cn.leiting.assignment.AssignedPoints.Assigned;
import cn.leiting.assignment.AssignedPoints.Reason;
import cn.leiting.assignment.AssignedPoints.Refused;
import cn.leiting.assignment.AssignedPoints.Row;
import cn.leiting.catalogue.Points;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

@LeitingTest
@Transactional
class AssignedPointsTests {

    private static final String CODE = "TH-2062-01";

    @Autowired
    private AssignedPoints points;

    @Autowired
    private Assignments assignments;

    @Autowired
    private Points catalogue;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void fillTheCatalogue() {
        catalogue.importTrial();
    }

    @Test
    void keepsSoundRowsAndNamesTheOthers() {
        catalogue.close(point(ZHAOXIANG, 3), "工地已经竣工", new Actor("coordination1", Set.of("deptCoordination")));

        AssignedPoints.Report report = points.replace(
                CODE,
                List.of(
                        row(point(ZHAOXIANG, 1), ZHAOXIANG, 1, 2),
                        row("P-310118105-9999", ZHAOXIANG, 1, 1),
                        row(point(ZHAOXIANG, 3), ZHAOXIANG, 1, 1),
                        row(point(ZHAOXIANG, 4), XUJING, 1, 1),
                        row(point(ZHAOXIANG, 5), ZHAOXIANG, 4, 1),
                        row(point(ZHAOXIANG, 5), ZHAOXIANG, 0, 1),
                        row(point(ZHAOXIANG, 5), ZHAOXIANG, 1, 0),
                        row(point(ZHAOXIANG, 5), ZHAOXIANG, 1, 21),
                        row(point(ZHAOXIANG, 1), ZHAOXIANG, 1, 1),
                        row(point(XUJING, 1), XUJING, 3, 20)));

        assertThat(report.accepted()).isEqualTo(2);
        assertThat(report.refused())
                .extracting(Refused::row, Refused::sentence)
                .containsExactly(
                        tuple(2, "没有点位“P-310118105-9999”。"),
                        tuple(3, "点位“P-310118105-0003”已停用。"),
                        tuple(4, "点位“P-310118105-0004”不属于中队“310118106”。"),
                        tuple(5, "优先级应为1至3。"),
                        tuple(6, "优先级应为1至3。"),
                        tuple(7, "检查轮次应为1至20。"),
                        tuple(8, "检查轮次应为1至20。"),
                        tuple(9, "点位“P-310118105-0001”重复。"));
        assignments.open(Work.form(CODE, ZHAOXIANG, XUJING));
        assertThat(points.of(CODE + ":" + ZHAOXIANG))
                .containsExactly(new Assigned(point(ZHAOXIANG, 1), 1, Reason.COMPLAINT, 2, false, null));
        assertThat(points.of(CODE + ":" + XUJING)).extracting(Assigned::point).containsExactly(point(XUJING, 1));
    }

    @Test
    void replacesTheWholeList() {
        points.replace(CODE, List.of(row(point(ZHAOXIANG, 1), ZHAOXIANG, 1, 1)));

        points.replace(CODE, List.of(row(point(ZHAOXIANG, 2), ZHAOXIANG, 1, 1)));

        assignments.open(Work.form(CODE, ZHAOXIANG));
        assertThat(points.of(CODE + ":" + ZHAOXIANG))
                .extracting(Assigned::point)
                .containsExactly(point(ZHAOXIANG, 2));
    }

    @Test
    void takesAsManyStatementsForManyRowsAsForOne() {
        List<Row> all = IntStream.rangeClosed(1, 20)
                .mapToObj(number -> row(point(ZHAOXIANG, number), ZHAOXIANG, 2, 1))
                .toList();

        int one = Statements.during(() -> points.replace(CODE, all.subList(0, 1)));
        int many = Statements.during(
                () -> assertThat(points.replace(CODE, all).accepted()).isEqualTo(20));

        assertThat(many).isEqualTo(one);
    }

    @Test
    void refusesAnotherListOnceTheAssignmentIsOpen() {
        assertThat(points.any(CODE)).isFalse();
        points.replace(CODE, List.of(row(point(ZHAOXIANG, 1), ZHAOXIANG, 1, 1)));
        assertThat(points.any(CODE)).isTrue();
        assignments.open(Work.form(CODE, ZHAOXIANG));

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> points.replace(CODE, List.of()))
                .withMessage("行动已下达，点位不能再更换。")
                .satisfies(refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.CONFLICT));
        points.assignAll(CODE, Set.of(ZHAOXIANG));
        assertThat(points.of(CODE + ":" + ZHAOXIANG)).hasSize(1);
    }

    @Test
    void assignsAllPointsInUseOfTheSquadsTowns() {
        points.assignAll(CODE, Set.of(ZHAOXIANG, "310118000"));
        points.assignAll(CODE, Set.of(ZHAOXIANG, "310118000"));

        assignments.open(Work.form(CODE, ZHAOXIANG, XUJING));
        assertThat(points.of(CODE + ":" + ZHAOXIANG))
                .hasSize(catalogue.ofSquad(ZHAOXIANG).size())
                .extracting(Assigned::reason, Assigned::requiredRounds)
                .containsOnly(tuple(Reason.ROUTINE, 1));
        assertThat(points.of(CODE + ":" + XUJING)).isEmpty();
    }

    @Test
    void databaseRefusesAnExcuseWithoutAReason() {
        points.replace(CODE, List.of(row(point(ZHAOXIANG, 1), ZHAOXIANG, 1, 1)));

        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .isThrownBy(() -> jdbc.sql("update assigned_point set excused = true where assignment = ?")
                        .param(CODE)
                        .update());
    }

    private static Row row(String point, String squad, int priority, int rounds) {
        return new Row(point, squad, priority, Reason.COMPLAINT, rounds);
    }

    private static String point(String squad, int number) {
        return "P-%s-%04d".formatted(squad, number);
    }
}
