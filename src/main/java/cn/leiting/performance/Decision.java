package cn.leiting.performance;

import cn.leiting.shared.Refusal;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * 处罚决定：what of it has to be performed, as the room that keeps the decision tells it. A warning has neither a fine nor
 * another duty.
 *
 * @param no the number that the decision bears, 2 to 60 characters
 * @param fine yuan, above 0, two decimals at most; null: none
 * @param otherDuty what else is to be done, 2 to 300 characters, e.g. 没收违法所得500元; null: nothing
 * @param onTheSpot made and handed over on the spot (行政处罚法第五十二条), so that it is served
 * @param collected number of the receipt when officers collected the fine on the spot (第六十八条); null: they did not
 */
public record Decision(
        String no,
        LocalDate decidedOn,
        @Nullable BigDecimal fine,
        @Nullable String otherDuty,
        boolean onTheSpot,
        @Nullable String collected) {

    /** 决定的来源: whoever knows a room that makes decisions answers for it. */
    public interface Source {

        /** The decision of a case that imposes a penalty, if that room has made one. */
        Optional<Decision> decision(String code);
    }

    public Decision {
        if (fine != null && (fine.signum() <= 0 || fine.stripTrailingZeros().scale() > 2)) {
            throw Refusal.invalid("罚款数额应大于0，最多两位小数。");
        }
        if (collected != null && (!onTheSpot || fine == null)) {
            throw Refusal.invalid("只有当场作出的罚款决定可以当场收缴（行政处罚法第六十八条）。");
        }
    }
}
