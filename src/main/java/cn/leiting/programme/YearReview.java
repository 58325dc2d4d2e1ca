package cn.leiting.programme;

import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.time.LocalDate;
import java.util.List;

/**
 * 年度总结（F-06）.
 *
 * @param summary 总体情况, 200 to 5000 characters
 * @param achievements 主要成效, 1 to 2000 characters
 * @param problems 存在问题, 1 to 2000 characters
 * @param improvements 长效机制措施, at most 50; carried over into the next programme once approved
 */
public record YearReview(String summary, String achievements, String problems, List<Improvement> improvements) {

    public YearReview {
        summary = Limits.required("总体情况", summary, 200, 5000);
        achievements = Limits.required("主要成效", achievements, 2000);
        problems = Limits.required("存在问题", problems, 2000);
        improvements = List.copyOf(improvements);
        if (improvements.size() > 50) {
            throw Refusal.invalid("improvements", "长效机制措施不能超过50条。");
        }
    }

    /** 措施、责任单位、完成期限: measure at most 300 characters, owner at most 60. */
    public record Improvement(String measure, String ownerUnit, LocalDate dueOn) {

        public Improvement {
            measure = Limits.required("措施内容", measure, 300);
            ownerUnit = Limits.required("措施责任单位", ownerUnit, 60);
        }
    }
}
