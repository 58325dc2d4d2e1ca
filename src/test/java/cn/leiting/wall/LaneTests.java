package cn.leiting.wall;

import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.wall.Bar.Kind;
import cn.leiting.wall.Bar.Shade;
import cn.leiting.wall.Lane.Band;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LaneTests {

    @Test
    void barsStandWhereTheirDaysAre() {
        Band band = pack(bar("TH-2023-01", LocalDate.of(2023, 1, 1), LocalDate.of(2023, 12, 31)))
                .get(0)
                .bands()
                .get(0);

        assertThat(band.at().left()).isEqualTo("0.00%");
        assertThat(band.at().width()).isEqualTo("100.00%");
    }

    @Test
    void whatReachesBeyondTheYearIsCutOff() {
        Band band = pack(bar("TH-2022-08", LocalDate.of(2022, 12, 20), LocalDate.of(2023, 1, 10)))
                .get(0)
                .bands()
                .get(0);

        assertThat(band.at().left()).isEqualTo("0.00%");
        assertThat(band.at().width()).isEqualTo(Lane.percent(2023, 10));
    }

    @Test
    void aLookBackStandsBehindItsCampaignInTheSameLane() {
        Bar campaign = bar("TH-2023-01", LocalDate.of(2023, 3, 2), LocalDate.of(2023, 3, 11));
        Bar lookBack = bar("LB-2023-01", LocalDate.of(2023, 3, 12), LocalDate.of(2023, 3, 26));

        List<Lane> lanes = Lane.pack(2023, 0, false, List.of(campaign), Map.of(campaign, lookBack)::get);

        Band band = lanes.get(0).bands().get(0);
        assertThat(lanes).hasSize(1);
        assertThat(band.behind()).isEqualTo(lookBack);
        assertThat(start(band.behindAt())).isGreaterThanOrEqualTo(end(band.at()) - 0.01);
    }

    @Test
    void neitherBarsNorTheirWordsStandOverOneAnother() {
        Bar[] bars = IntStream.range(0, 40)
                .mapToObj(at -> bar(
                        "FI-2023-" + (10 + at),
                        LocalDate.of(2023, 1, 1).plusDays(9L * at),
                        LocalDate.of(2023, 1, 1).plusDays(9L * at + at % 5 * 7)))
                .toArray(Bar[]::new);

        List<Lane> lanes = pack(bars);

        assertThat(lanes.stream().mapToInt(lane -> lane.bands().size()).sum()).isEqualTo(40);
        for (Lane lane : lanes) {
            for (int at = 1; at < lane.bands().size(); at++) {
                assertThat(wordsFrom(lane.bands().get(at)))
                        .isGreaterThanOrEqualTo(wordsTo(lane.bands().get(at - 1)));
            }
        }
    }

    @Test
    void aYearOfEightCampaignsNeedsFewLanes() {
        Bar[] bars = IntStream.range(0, 8)
                .mapToObj(at -> bar(
                        "TH-2023-0" + (at + 1),
                        LocalDate.of(2023, 1, 10).plusDays(44L * at),
                        LocalDate.of(2023, 1, 19).plusDays(44L * at)))
                .toArray(Bar[]::new);

        assertThat(pack(bars)).hasSizeLessThanOrEqualTo(3);
    }

    /** The words take 60 days of the year at least, to the side on which they are anchored. */
    private static double wordsFrom(Band band) {
        return band.at().wordsEnd() ? Math.min(start(band.at()), end(band.at()) - 16) : start(band.at());
    }

    private static double wordsTo(Band band) {
        return band.at().wordsEnd() ? end(band.at()) : Math.max(end(band.at()), start(band.at()) + 16);
    }

    private static double start(Lane.Place place) {
        return Double.parseDouble(place.left().replace("%", ""));
    }

    private static double end(Lane.Place place) {
        return start(place) + Double.parseDouble(place.width().replace("%", ""));
    }

    private static List<Lane> pack(Bar... bars) {
        return Lane.pack(2023, 0, false, List.of(bars), bar -> null);
    }

    private static Bar bar(String code, LocalDate from, LocalDate to) {
        Standing standing = Standing.of(11, 3, 0, -1);
        return new Bar(
                Kind.CAMPAIGN, code, "", "渣土运输专项整治", from, to, Shade.RUNNING, "进行中", standing, "/campaigns/" + code);
    }
}
