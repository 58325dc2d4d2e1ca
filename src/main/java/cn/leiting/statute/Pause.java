package cn.leiting.statute;

import cn.leiting.shared.Refusal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * 中止：days that a statutory period does not count, with the basis in law for it. Suspending our own work, a typhoon
 * for instance, is none (domain, section 9.1, no. 6).
 *
 * @param from the first day that does not count
 * @param to the last one; null while it lasts
 * @param basis 2 to 200 characters, the article
 */
public record Pause(LocalDate from, @Nullable LocalDate to, String basis) {

    public Pause {
        if (to != null && to.isBefore(from)) {
            throw Refusal.invalid("中止的结束日期不能早于开始日期。");
        }
    }

    boolean covers(LocalDate day) {
        return !day.isBefore(from) && (to == null || !day.isAfter(to));
    }
}
