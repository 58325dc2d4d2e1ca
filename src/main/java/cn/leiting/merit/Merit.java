package cn.leiting.merit;

import cn.leiting.score.ScoreCard.Item;
import cn.leiting.score.ScoreCard.Status;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 再提升得分：what one squad earned in one further improvement (domain 6.6). Shares of what was assigned and required,
 * never numbers of inspections, cases or money (行政处罚法第七十四条第三款).
 *
 * @param improvement e.g. {@code FI-2023-03}
 * @param squad its code
 * @param status RATED; NOT_RATED with less than half of the weight; EXEMPT
 * @param total 0.00 to 100.00, rounded once; null unless RATED
 * @param items in the order of the indicators; none when exempt
 */
public record Merit(
        String improvement,
        String squad,
        Status status,
        @Nullable BigDecimal total,
        List<Item> items) {}
