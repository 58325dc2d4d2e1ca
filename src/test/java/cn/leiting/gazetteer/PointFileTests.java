package cn.leiting.gazetteer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import cn.leiting.LeitingTest;
import cn.leiting.Statements;
import cn.leiting.catalogue.Coordinates;
import cn.leiting.catalogue.Point;
import cn.leiting.catalogue.Points;
import cn.leiting.gazetteer.PointFile.Outcome;
import cn.leiting.gazetteer.PointFile.Row;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

@LeitingTest
@Transactional
class PointFileTests {

    private static final Actor COORDINATION = new Actor("coordination1", Set.of("deptCoordination"));
    private static final String CODE = "P-310118106-9001";
    private static final String GOOD = CODE + ",徐泾镇城管中队,沿街商铺,诸光路测试商铺,诸光路1号,31.1786,121.2755,80";

    @Autowired
    private Points points;

    @Autowired
    private PointFiles files;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Test
    void aGoodRowMakesAPoint() {
        PointFile.Report report = load(GOOD);

        assertThat(report.rows()).extracting(Row::outcome).containsExactly(Outcome.CREATED);
        assertThat(points.find(CODE))
                .contains(new Point(
                        CODE,
                        "310118106",
                        Point.Kind.SHOP,
                        "诸光路测试商铺",
                        "诸光路1号",
                        new BigDecimal("31.178600"),
                        new BigDecimal("121.275500"),
                        80,
                        false,
                        Point.Status.ACTIVE));
        assertThat(datum()).isEqualTo("WGS84");
    }

    @Test
    void takesTheCodesOfSquadAndKindAsWellAsTheirNames() {
        PointFile.Report report = load(
                GOOD.replace("徐泾镇城管中队", "310118106").replace("沿街商铺", "SITE"),
                GOOD.replace("9001", "9002").replace("徐泾镇城管中队", "徐泾镇综合行政执法队"));

        assertThat(report.count(Outcome.CREATED)).isEqualTo(2);
        assertThat(points.find(CODE)).get().extracting(Point::kind).isEqualTo(Point.Kind.SITE);
    }

    @Test
    void coordinatesOfAPhoneMapAreConvertedOnceAndTheirDatumIsKept() {
        Coordinates real = new Coordinates(new BigDecimal("31.1786"), new BigDecimal("121.2755"));
        Coordinates shown = real.toGcj02();

        PointFile.Report report = importFile(PointFile.HEADER_WITH_DATUM + "\n"
                + GOOD.replace("31.1786,121.2755", shown.lat() + "," + shown.lon()) + ",GCJ-02");

        assertThat(report.count(Outcome.CREATED)).isOne();
        Point stored = points.find(CODE).orElseThrow();
        assertThat(stored.lat().subtract(real.lat()).abs()).isLessThan(new BigDecimal("0.000005"));
        assertThat(stored.lon().subtract(real.lon()).abs()).isLessThan(new BigDecimal("0.000005"));
        assertThat(datum()).isEqualTo("GCJ02");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "WGS84", "wgs-84"})
    void theDatumMayBeLeftOut(String datum) {
        assertThat(importFile(PointFile.HEADER_WITH_DATUM + "\n" + GOOD + "," + datum)
                        .count(Outcome.CREATED))
                .isOne();
    }

    @Test
    void theSameFileAgainChangesNothing() {
        load(GOOD);

        assertThat(load(GOOD).rows()).extracting(Row::outcome).containsExactly(Outcome.UNCHANGED);
    }

    @Test
    void aChangedRowUpdatesAndATrialPointBecomesARealOne() {
        PointFile.Report report = load(GOOD.replace("9001", "0001"));

        assertThat(report.rows()).extracting(Row::outcome).containsExactly(Outcome.UPDATED);
        Point real = points.find("P-310118106-0001").orElseThrow();
        assertThat(real.name()).isEqualTo("诸光路测试商铺");
        assertThat(real.trial()).isFalse();
    }

    @Test
    void aClosedPointIsNotOpenedByAFile() {
        load(GOOD);
        points.close(CODE, "店铺已经关闭。", COORDINATION);

        assertThat(load(GOOD).rows())
                .extracting(Row::outcome, Row::sentence)
                .containsExactly(tuple(Outcome.REFUSED, "点位“P-310118106-9001”已停用，请另编号。"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "徐泾镇城管中队 | 徐泾中学 | 没有名为“徐泾中学”的街镇中队。",
                "徐泾镇城管中队 | 青浦城管机动中队 | 没有名为“青浦城管机动中队”的街镇中队。",
                "徐泾镇城管中队 | 执法协调科 | 没有名为“执法协调科”的街镇中队。",
                "徐泾镇城管中队 | 赵巷镇城管中队 | 坐标不在该中队的辖区范围内。",
                "P-310118106-9001 | P-310118105-9001 | 编号应形如P-310118106-0001，中间为该中队的代码。",
                "P-310118106-9001 | P-310118106-901 | 编号应形如P-310118106-0001，中间为该中队的代码。",
                "P-310118106-9001 | '' | 编号应形如P-310118106-0001，中间为该中队的代码。",
                "沿街商铺 | 商店 | 没有名为“商店”的类型。",
                "31.1786,121.2755 | 121.2755,31.1786 | 纬度和经度似乎填反了。",
                "31.1786 | 31.3 | 坐标不在该中队的辖区范围内。",
                "31.1786 | 三十一度 | 纬度“三十一度”不是度数，请写成31.1786的样子。",
                "121.2755 | 1e2 | 经度“1e2”不是度数，请写成31.1786的样子。",
                "31.1786 | -31.1786 | 纬度“-31.1786”不是度数，请写成31.1786的样子。",
                ",80 | ,9 | 半径应为10至2000米的整数。",
                ",80 | ,2001 | 半径应为10至2000米的整数。",
                ",80 | ,80.5 | 半径应为10至2000米的整数。",
                ",80 | '' | 应为8列，实为7列。",
                ",80 | ,80,WGS84 | 应为8列，实为9列。",
                "诸光路测试商铺 | 店 | 名称不能少于2字。",
                "诸光路1号 | '' | 请填写地址。",
                "诸光路测试商铺 | =HYPERLINK(1) | 名称不能以“=”开头。",
                "诸光路测试商铺 | @SUM(1) | 名称不能以“@”开头。",
                "诸光路1号 | +1 | 地址不能以“+”开头。",
                "诸光路1号 | -1 | 地址不能以“-”开头。"
            })
    void aBadRowIsRefusedAloneWithItsReason(String part, String bad, String sentence) {
        PointFile.Report report = load(GOOD.replace("9001", "9002"), GOOD.replace(part, bad));

        assertThat(report.rows()).extracting(Row::outcome).containsExactly(Outcome.CREATED, Outcome.REFUSED);
        assertThat(report.refused().get(0).sentence()).isEqualTo(sentence);
        assertThat(report.refused().get(0).line()).isEqualTo(3);
        assertThat(points.find(CODE)).isEmpty();
        assertThat(points.find("P-310118106-9002")).isPresent();
    }

    @Test
    void refusesANameOverTwoLines() {
        assertThat(load(GOOD.replace("诸光路测试商铺", "\"诸光路\n测试商铺\"")).refused())
                .extracting(Row::sentence)
                .containsExactly("名称不能换行或者含有控制字符。");
    }

    @Test
    void refusesAnUnknownDatum() {
        assertThat(importFile(PointFile.HEADER_WITH_DATUM + "\n" + GOOD + ",BD09")
                        .refused())
                .extracting(Row::sentence)
                .containsExactly("坐标系应为WGS84或者GCJ02。");
    }

    @Test
    void refusesTheSecondOfTwoRowsWithOneCode() {
        PointFile.Report report = load(GOOD, GOOD.replace("诸光路1号", "诸光路2号"));

        assertThat(report.refused()).extracting(Row::sentence).containsExactly("编号“P-310118106-9001”与第2行重复。");
        assertThat(points.find(CODE)).get().extracting(Point::address).isEqualTo("诸光路1号");
    }

    @Test
    void refusesAFileWithoutTheHeader() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> importFile(GOOD))
                .withMessage("文件第一行必须是表头：" + PointFile.HEADER_WITH_DATUM + "。");
    }

    @Test
    void tenThousandRowsCostAsManyStatementsAsTwo() {
        int two = Statements.during(() -> load(rows(2)));

        long known = jdbc.sql("select count(*) from inspection_point where code between ? and ?")
                .params(CODE.substring(0, 12) + "0000", CODE.substring(0, 12) + "9998")
                .query(Long.class)
                .single();
        int many = Statements.during(
                () -> assertThat(load(rows(9_999)).count(Outcome.CREATED)).isEqualTo(9_999 - known));

        assertThat(many).isEqualTo(two).isLessThanOrEqualTo(2);
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> load(rows(10_001)))
                .withMessageContaining("10000行");
    }

    /** Committed, because two transactions meet; the point that stays behind is not in use. */
    @Test
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    void aPointThatIsClosedMeanwhileIsNotReportedAsUpdated() throws Exception {
        String row = GOOD.replace("9001", "9999");
        String code = "P-310118106-9999";
        transaction.executeWithoutResult(status -> load(row));

        CompletableFuture<PointFile.Report> update = transaction.execute(status -> {
            points.close(code, "店铺已经关闭。", COORDINATION);
            CompletableFuture<PointFile.Report> other =
                    CompletableFuture.supplyAsync(() -> load(row.replace("诸光路1号", "诸光路2号")));
            awaitOneWaiting();
            return other;
        });

        assertThat(update.get(30, TimeUnit.SECONDS).refused())
                .extracting(Row::sentence)
                .containsExactly("点位刚被他人停用。");
        assertThat(points.find(code)).get().extracting(Point::address).isEqualTo("诸光路1号");
    }

    private void awaitOneWaiting() {
        await().until(() -> jdbc.sql("select exists (select from pg_locks where not granted)")
                .query(Boolean.class)
                .single());
    }

    private PointFile.Report load(String... rows) {
        return importFile(PointFile.HEADER + "\n" + String.join("\n", List.of(rows)));
    }

    private PointFile.Report importFile(String csv) {
        return files.importFile(csv.getBytes(UTF_8), COORDINATION);
    }

    private static String rows(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> GOOD.replace("9001", "%04d".formatted(number)))
                .collect(Collectors.joining("\n"));
    }

    private String datum() {
        return jdbc.sql("select datum from inspection_point where code = ?")
                .param(CODE)
                .query(String.class)
                .single();
    }
}
