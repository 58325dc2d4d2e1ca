package cn.leiting.chart;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * 一幅图表：the same record makes the page's table and the drawn picture. Squads stand in the order of their codes,
 * never by their shares.
 *
 * @param lines of the squads that the visitor may see
 */
public record Chart(String measure, String title, String meaning, List<Line> lines) {

    /** @param months January to December */
    public record Line(String squad, String name, List<Share> months) {

        public Share getTotal() {
            return Share.sum(months);
        }
    }

    /**
     * 比例.
     *
     * @param part of {@code whole}; a whole of 0 has no percent: nothing was due, which is neither good nor bad
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Share(BigDecimal part, BigDecimal whole) {

        static final Share NONE = new Share(BigDecimal.ZERO, BigDecimal.ZERO);

        static Share sum(List<Share> shares) {
            return shares.stream()
                    .reduce(NONE, (one, other) -> new Share(one.part.add(other.part), one.whole.add(other.whole)));
        }

        public boolean isEmpty() {
            return whole.signum() == 0;
        }

        /** With one decimal, 0 to 100. */
        public @Nullable BigDecimal getPercent() {
            return isEmpty() ? null : part.scaleByPowerOfTen(2).divide(whole, 1, RoundingMode.HALF_UP);
        }

        /** E.g. 96.5%（28/29）. */
        public String inWords() {
            return isEmpty() ? "—" : getPercent() + "%（" + part.toPlainString() + "/" + whole.toPlainString() + "）";
        }
    }

    /** Of all squads together, January to December. */
    public List<Share> getMonths() {
        return IntStream.range(0, 12)
                .mapToObj(month -> Share.sum(
                        lines.stream().map(line -> line.months().get(month)).toList()))
                .toList();
    }

    public Share getTotal() {
        return Share.sum(getMonths());
    }
}
