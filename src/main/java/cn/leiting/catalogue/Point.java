package cn.leiting.catalogue;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;

/**
 * 点位：a place that squads inspect. Closed and merged ones stay readable, because inspections name them.
 *
 * @param code {@code P-}, the squad's code, four digits: P-310118106-0007
 * @param squadCode the squad of the town in which the point lies
 * @param address as people write it; 试用数据 of a trial point
 * @param lat degrees north, WGS-84, six decimals, inside the town's box; lon likewise
 * @param radiusM metres around the coordinates that belong to the point, 10 to 2,000
 * @param trial whether it is invented for trying out and no real place
 */
public record Point(
        String code,
        String squadCode,
        Kind kind,
        String name,
        String address,
        BigDecimal lat,
        BigDecimal lon,
        int radiusM,
        boolean trial,
        Status status) {

    public enum Kind {
        SHOP("沿街商铺"),
        SITE("建设工地"),
        ROAD("道路"),
        COMPOUND("居住小区"),
        MARKET("农贸市场"),
        YARD("堆场"),
        OTHER("其他");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        /** By what people write: the label or the name. */
        public static Optional<Kind> called(String text) {
            return Arrays.stream(values())
                    .filter(kind -> kind.label.equals(text) || kind.name().equals(text))
                    .findFirst();
        }
    }

    public enum Status {
        ACTIVE("在用"),
        /** The object is gone (domain 9.3, no. 28). */
        CLOSED("已停用"),
        /** The same object had two codes (domain 9.3, no. 27). */
        MERGED("已并入");

        private final String label;

        Status(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** With the same facts, but no trial point. */
    public Point real() {
        return new Point(code, squadCode, kind, name, address, lat, lon, radiusM, false, status);
    }

    public boolean isActive() {
        return status == Status.ACTIVE;
    }

    /** Whether an inspection here is one of an enterprise, for which the law asks a plan and a code. */
    public boolean isEnterprise() {
        return switch (kind) {
            case SHOP, SITE, MARKET, YARD -> true;
            case ROAD, COMPOUND, OTHER -> false;
        };
    }
}
