package cn.leiting.yearscore;

import cn.leiting.shared.Refusal;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** 申诉和更正的事项：which part of a squad's year is disputed or corrected (domain 6.6). */
public enum Subject {
    CAMPAIGNS("专项行动得分"),
    IMPROVEMENT("再提升得分"),
    /** X2 held against the year's grade; corrected, it is not. */
    FALSE_EVIDENCE("虚假证据认定");

    private final String label;

    Subject(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** Refuses (422) a value where none is asked for, none where one is, and one outside 0.00 to 100.00. */
    public @Nullable BigDecimal checked(String field, @Nullable BigDecimal value) {
        if (this == FALSE_EVIDENCE) {
            return null;
        }
        if (value == null) {
            throw Refusal.invalid(field, "请填写更正后的" + label + "。");
        }
        return inRange(field, value);
    }

    public static BigDecimal inRange(String field, BigDecimal value) {
        BigDecimal plain = value.stripTrailingZeros();
        if (plain.signum() < 0 || plain.compareTo(BigDecimal.valueOf(100)) > 0 || plain.scale() > 2) {
            throw Refusal.invalid(field, "得分应为0至100，最多两位小数。");
        }
        return plain.setScale(2);
    }
}
