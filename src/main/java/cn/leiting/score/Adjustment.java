package cn.leiting.score;

import cn.leiting.shared.Refusal;

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
}
