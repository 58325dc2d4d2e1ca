package cn.leiting.tally;

import java.time.LocalDate;
import java.util.Objects;
import java.util.SortedMap;

/**
 * 计数：what one squad did in one campaign.
 *
 * @param squad its code, e.g. {@code 310118106}
 * @param mobile 机动中队
 * @param exempt 整项免除
 * @param startedOn the first day of the campaign, by which rules are chosen
 * @param lookBackClosed 回头看已结束
 * @param counts by the codes of domain 6.2, {@code A1} to {@code G2}, all of them
 */
public record Tally(
        String squad,
        boolean mobile,
        boolean exempt,
        LocalDate startedOn,
        boolean lookBackClosed,
        SortedMap<String, Count> counts) {

    /** B1, 点位覆盖率: rounds made of the rounds required. */
    public Count coverage() {
        return count("B1");
    }

    /** @param code one of domain 6.2 */
    public Count count(String code) {
        return Objects.requireNonNull(counts.get(code), code);
    }
}
