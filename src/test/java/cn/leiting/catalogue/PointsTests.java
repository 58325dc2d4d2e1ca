package cn.leiting.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.LeitingTest;
import cn.leiting.Statements;
import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

@LeitingTest
@Transactional
class PointsTests {

    private static final Actor COORDINATION = new Actor("coordination1", Set.of("deptCoordination"));
    private static final String SEVENTH = "P-310118105-0007";

    @Autowired
    private Points points;

    @Autowired
    private TrialPoints trialPoints;

    @Autowired
    private Organization organization;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void startsWithTwentyTrialPointsInsideEachOfTheElevenTowns() {
        List<String> squads = jdbc.sql(
                        "select squad_code from inspection_point join town_box using (squad_code)"
                                + " where trial and right(code, 4) <= '0020' and lat between lat_min and lat_max and lon between lon_min and lon_max")
                .query(String.class)
                .list();

        assertThat(squads).hasSize(220);
        assertThat(squads.stream().collect(Collectors.groupingBy(code -> code, Collectors.counting())))
                .containsOnlyKeys(organization.townSquads(LocalDate.of(2023, 1, 12)).stream()
                        .map(Squad::code)
                        .toList())
                .allSatisfy((squad, count) -> assertThat(count).as(squad).isEqualTo(20));
    }

    @Test
    void aTrialPointSaysThatItIsOne() {
        Point seventh = points.find(SEVENTH).orElseThrow();

        assertThat(seventh.name()).isEqualTo("赵巷镇试用点位07（堆场）");
        assertThat(seventh.address()).isEqualTo("试用数据");
        assertThat(seventh.trial()).isTrue();
        assertThat(seventh.squadCode()).isEqualTo("310118105");
        assertThat(seventh.isEnterprise()).isTrue();
    }

    @Test
    void trialPointsOfATownAreOfSixKindsAndNoTwoAtOnePlace() {
        List<Point> town = points.after("P-310118105-", new Points.Filter("310118105", null, null, null), 20);

        assertThat(town.stream().map(Point::kind).collect(Collectors.toSet())).hasSize(6);
        assertThat(town.stream().map(point -> point.lat() + " " + point.lon()).distinct())
                .hasSize(20);
    }

    @Test
    void theTrialCatalogueComesOnceAndChangesNothingThatIsThere() {
        points.close(SEVENTH, "对象已经不存在。", COORDINATION);

        points.importTrial();
        trialPoints.afterSingletonsInstantiated();

        assertThat(points.find(SEVENTH).orElseThrow().status()).isEqualTo(Point.Status.CLOSED);
        assertThat(jdbc.sql("select count(*) from inspection_point where trial and right(code, 4) <= '0020'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(220);
    }

    @Test
    void findsManyWithOneStatement() {
        assertThat(points.find(List.of(SEVENTH, "P-310118110-0020", "P-310118110-9999")))
                .containsOnlyKeys(SEVENTH, "P-310118110-0020");
        assertThat(points.find(List.of())).isEmpty();
        assertThat(Statements.during(() -> points.find(List.of(SEVENTH, "P-310118110-0020"))))
                .isOne();
    }

    @Test
    void aClosedPointIsNoLongerInUseButStaysReadable() {
        points.close(SEVENTH, "店铺已经关闭。", COORDINATION);

        assertThat(points.ofSquad("310118105")).extracting(Point::code).doesNotContain(SEVENTH);
        assertThat(points.active()).extracting(Point::code).doesNotContain(SEVENTH);
        assertThat(points.find(SEVENTH)).get().extracting(Point::isActive).isEqualTo(false);
        assertThat(jdbc.sql("select closed_reason || changed_by from inspection_point where code = ?")
                        .param(SEVENTH)
                        .query(String.class)
                        .single())
                .isEqualTo("店铺已经关闭。coordination1");
    }

    @Test
    void refusesToCloseTwiceAndAnUnknownPoint() {
        points.close(SEVENTH, "店铺已经关闭。", COORDINATION);

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> points.close(SEVENTH, "店铺已经关闭。", COORDINATION))
                .withMessage("点位“P-310118105-0007”已停用，不能再停用。")
                .satisfies(refused -> assertThat(refused.kind().status()).isEqualTo(409));
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> points.close("P-310118105-9999", "店铺已经关闭。", COORDINATION))
                .satisfies(refused -> assertThat(refused.kind().status()).isEqualTo(404));
    }

    @Test
    void refusesToCloseWithoutAReason() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> points.close(SEVENTH, "没了", COORDINATION))
                .withMessage("停用原因不能少于5字。");
    }

    @ParameterizedTest
    @ValueSource(strings = {"deptSupervision", "bureauLeadership", "squadZhaoxiang", "leadZhaoxiang", "camunda-admin"})
    void onlyCoordinationCloses(String group) {
        Actor other = new Actor("other1", Set.of(group));

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> points.close(SEVENTH, "店铺已经关闭。", other))
                .satisfies(refused -> assertThat(refused.kind().status()).isEqualTo(403));
    }

    @Test
    void theMobileSquadHasNoPointsOfItsOwn() {
        assertThat(points.ofSquad("310118000")).isEmpty();
        assertThat(points.ofSquad("310118105")).isNotEmpty().allMatch(Point::isActive);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lies outside its town | lat = 31.2",
                "lies outside its town | lon = 121.3",
                "lies outside its town | lat = lon, lon = lat",
                "point_code_names_its_squad | squad_code = '310118106'",
                "point_code_names_its_squad | code = 'P-310118105-7'",
                "merged_into_another_point | status = 'MERGED', closed_reason = '同一对象两个编号。'",
                "merged_into_another_point | status = 'MERGED', closed_reason = '同一对象两个编号。', merged_into = code",
                "merged_into_another_point | merged_into = 'P-310118105-0008'",
                "closed_with_a_reason | status = 'CLOSED'",
                "inspection_point_radius_m_check | radius_m = 9",
                "inspection_point_kind_check | kind = 'HOUSE'",
                "inspection_point_datum_check | datum = 'BD09'"
            })
    void theDatabaseRefusesAPointThatBreaks(String constraint, String change) {
        assertThatThrownBy(() -> jdbc.sql("update inspection_point set " + change + " where code = ?")
                        .param(SEVENTH)
                        .update())
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining(constraint);
    }

    @Test
    void aDuplicateIsMergedIntoTheOther() {
        int merged = jdbc.sql("update inspection_point set status = 'MERGED', closed_reason = '同一对象两个编号。',"
                        + " merged_into = 'P-310118105-0008' where code = ?")
                .param(SEVENTH)
                .update();

        assertThat(merged).isOne();
        assertThat(points.find(SEVENTH)).get().extracting(Point::status).isEqualTo(Point.Status.MERGED);
        assertThat(points.ofSquad("310118105")).extracting(Point::code).doesNotContain(SEVENTH);
    }
}
