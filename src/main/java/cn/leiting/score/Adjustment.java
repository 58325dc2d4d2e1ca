package cn.leiting.score;

import cn.leiting.shared.Refusal;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * 一项加减分：checked by a second person before it comes here. Refuses a number that is none.
 *
 * @param squad its code, e.g. {@code 310118106}
 * @param count how often, 1 to 99
 */
public record Adjustment(String squad, AdjustmentCode code, int count) {

    public Adjustment {
        if (count < 1 || count > 99) {
            throw Refusal.invalid("count", "加减分次数应在1到99之间。");
        }
    }

    /** How often each is booked on each squad; refuses one that takes no part. */
    static Map<String, SortedMap<AdjustmentCode, Integer>> bySquad(List<Adjustment> all, Collection<String> squads) {
        Map<String, SortedMap<AdjustmentCode, Integer>> booked = new HashMap<>();
        for (Adjustment one : all) {
            if (!squads.contains(one.squad)) {
                throw Refusal.invalid("squad", "代码为“" + one.squad + "”的中队没有参加本次行动。");
            }
            booked.computeIfAbsent(one.squad, squad -> new TreeMap<>()).merge(one.code, one.count, Integer::sum);
        }
        return booked;
    }
}
