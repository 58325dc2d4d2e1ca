package cn.leiting.catalogue;

import cn.leiting.catalogue.Coordinates.Box;
import cn.leiting.catalogue.Point.Kind;
import cn.leiting.organization.Squad;
import cn.leiting.shared.Trial;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * 试用点位：what the empty embedded database starts with, so that a campaign can be tried. Numbered and
 * marked, no real place.
 */
@Trial
@Component
class TrialPoints implements SmartInitializingSingleton {

    static final int PER_TOWN = 20;

    private static final List<Kind> KINDS =
            List.of(Kind.SHOP, Kind.ROAD, Kind.SITE, Kind.SHOP, Kind.COMPOUND, Kind.MARKET, Kind.YARD);
    private static final int COLUMNS = 5;
    private static final int ROWS = PER_TOWN / COLUMNS;
    private static final int RADIUS_M = 100;

    private final Points points;

    TrialPoints(Points points) {
        this.points = points;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (!points.any()) {
            points.importTrial();
        }
    }

    /** In the middles of the fields of a grid over the town's box. */
    static Stream<Point> in(Squad squad, Box box) {
        return IntStream.range(0, PER_TOWN).mapToObj(field -> {
            Kind kind = KINDS.get(field % KINDS.size());
            Coordinates place = new Coordinates(
                    middle(box.latMin(), box.latMax(), field / COLUMNS, ROWS),
                    middle(box.lonMin(), box.lonMax(), field % COLUMNS, COLUMNS));
            return new Point(
                    "P-%s-%04d".formatted(squad.code(), field + 1),
                    squad.code(),
                    kind,
                    "%s试用点位%02d（%s）".formatted(squad.townName(), field + 1, kind.label()),
                    "试用数据",
                    place.lat(),
                    place.lon(),
                    RADIUS_M,
                    true,
                    Point.Status.ACTIVE);
        });
    }

    private static BigDecimal middle(BigDecimal from, BigDecimal to, int field, int fields) {
        double share = (field + 0.5) / fields;
        return from.add(to.subtract(from).multiply(BigDecimal.valueOf(share)));
    }
}
