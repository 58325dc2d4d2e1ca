package cn.leiting.chart;

import cn.leiting.chart.Chart.Line;
import cn.leiting.chart.Chart.Share;
import cn.leiting.chart.ChartRows.Sum;
import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.summary.Visitor;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 图表：a year's shares by squad and month, one statement for each measure. */
@Component
@Transactional(readOnly = true)
public class Charts {

    private final ChartRows rows;
    private final Organization organization;
    private final Clock clock;

    Charts(ChartRows rows, Organization organization, Clock clock) {
        this.rows = rows;
        this.organization = organization;
        this.clock = clock;
    }

    /** Of all squads, or of the visitor's own. */
    public List<Chart> of(int year, Visitor visitor) {
        List<Squad> squads = organization.squads(LocalDate.now(clock)).stream()
                .filter(squad -> visitor.maySee(squad.code()))
                .toList();
        return Arrays.stream(Measure.values())
                .map(measure -> chart(measure, squads, rows.sums(measure, year, visitor.only())))
                .toList();
    }

    private static Chart chart(Measure measure, List<Squad> squads, List<Sum> sums) {
        Map<String, Share> shares = new HashMap<>();
        sums.forEach(sum -> shares.put(sum.squad() + " " + sum.month(), new Share(sum.part(), sum.whole())));
        List<Line> lines = squads.stream()
                .map(squad -> new Line(
                        squad.code(),
                        squad.name(),
                        IntStream.rangeClosed(1, 12)
                                .mapToObj(month -> shares.getOrDefault(squad.code() + " " + month, Share.NONE))
                                .toList()))
                .toList();
        return new Chart(measure.path(), measure.title(), measure.meaning(), lines);
    }
}
