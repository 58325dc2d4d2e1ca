package cn.leiting.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.LeitingTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.annotation.Transactional;

@LeitingTest
@Transactional
class PointsTests {

    @Autowired
    private Points points;

    @Test
    void startsWithTwentyTrialPointsInEachOfTheElevenTowns() {
        List<Point> trial = points.active().stream().filter(Point::trial).toList();

        assertThat(trial).hasSize(220);
    }
}
