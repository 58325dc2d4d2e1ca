package cn.leiting.followup;

import static cn.leiting.followup.Corner.INSPECTIONS;
import static cn.leiting.followup.Corner.RE_CHECKS;
import static cn.leiting.followup.Corner.taken;
import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import cn.leiting.catalogue.Point;
import cn.leiting.chart.Chart;
import cn.leiting.chart.Chart.Share;
import cn.leiting.chart.Charts;
import cn.leiting.fieldwork.Patrol;
import cn.leiting.shared.Actor;
import cn.leiting.summary.Visitor;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** 反弹回潮 as the charts draw it, from problems that really came back. */
@LeitingTest
class RelapseChartTests {

    private static final Visitor ALL = new Visitor(new Actor("lead1", Set.of("leadLeader")), null);

    @LocalServerPort
    private int port;

    @Autowired
    private Corner corner;

    @Autowired
    private Charts charts;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void whatCameBackIsAShareOfWhatHadPassed() {
        Point back = corner.point(95);
        Point gone = corner.point(96);
        String task = corner.task("TH-2060-95", back, gone);
        Client officer = Client.of("xujing1", port);
        Share before = december();

        long first = ordered(officer, task, back);
        long second = ordered(officer, task, gone);
        assertThat(december()).as("what was not checked again").isEqualTo(before);

        taken(officer.post(RE_CHECKS, corner.again(task, back, "2022-12-19", first, "PASS")));
        taken(officer.post(RE_CHECKS, corner.again(task, gone, "2022-12-19", second, "PASS")));
        assertThat(more(before)).as("both passed").isEqualTo("0/2");

        long found = taken(officer.post(INSPECTIONS, corner.stall(task, back, "2022-12-24")))
                .get("id")
                .asLong();
        taken(officer.post(INSPECTIONS, corner.stall(task, back, "2022-12-25")));
        assertThat(more(before)).as("one came back, seen twice").isEqualTo("1/2");

        String records = Client.of("lead1", port)
                .get("/charts/2022/relapse?squad=" + Patrol.XUJING + "&month=12")
                .body();
        assertThat(records).contains("id=\"total\">" + december().inWords() + "<");
        assertThat(row(records, first)).contains(back.name(), "2022年12月19日").containsPattern(share(1));
        assertThat(row(records, second)).contains(gone.name(), "2022年12月19日").containsPattern(share(0));

        jdbc.sql(
                        "update inspection set validity = 'INVALID', invalid_reason = '照片与点位不符。' where id in (select inspection from finding where id = ?)")
                .param(found)
                .update();
        assertThat(more(before)).as("a voided visit has found nothing again").isEqualTo("0/2");
    }

    private long ordered(Client officer, String task, Point point) {
        return taken(officer.post(INSPECTIONS, corner.ordered(task, point, "2022-12-16", "2022-12-20")))
                .get("id")
                .asLong();
    }

    private Share december() {
        Chart relapse = charts.of(2022, ALL).stream()
                .filter(chart -> chart.measure().equals("relapse"))
                .findFirst()
                .orElseThrow();
        return relapse.lines().stream()
                .filter(line -> line.squad().equals(Patrol.XUJING))
                .findFirst()
                .orElseThrow()
                .months()
                .get(11);
    }

    private String more(Share before) {
        Share now = december();
        return now.part().subtract(before.part()) + "/" + now.whole().subtract(before.whole());
    }

    private static String row(String page, long finding) {
        String from = page.substring(page.indexOf("/findings/" + finding + "\""));
        return from.substring(0, from.indexOf("</tr>"));
    }

    private static String share(int part) {
        return "class=\"number\">" + part + "</td>\\s*<td class=\"number\">1</td>";
    }
}
