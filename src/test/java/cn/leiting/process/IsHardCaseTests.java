package cn.leiting.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 是否疑难案件 (domain D-07), row by row. */
class IsHardCaseTests {

    private static final List<String> INPUTS = List.of(
            "severalLaws",
            "crime",
            "mitigated",
            "aboveThreshold",
            "vulnerable",
            "media",
            "firstOfKind",
            "silent",
            "jurisdiction");

    private final DecisionTable table = new DecisionTable("isHardCase");

    @ParameterizedTest
    @CsvSource({
        "severalLaws, 涉及多部法律或者多个执法主体",
        "crime, 涉嫌犯罪",
        "mitigated, 拟减轻处罚",
        "aboveThreshold, 拟处罚达到听证数额",
        "vulnerable, 当事人为特殊群体",
        "media, 媒体关注或者可能引发舆情",
        "firstOfKind, 本中队首次办理此类案件",
        "silent, 立案超过规定日数尚未提出处理意见",
        "jurisdiction, 管辖有争议"
    })
    void eachSignIsAReason(String sign, String reason) {
        assertThat(decide(List.of(sign))).containsExactly(reason);
    }

    @Test
    void noSignIsNoReasonAndAllAreAll() {
        assertThat(decide(List.of())).isEmpty();
        assertThat(decide(INPUTS)).hasSize(table.rules()).hasSize(9);
    }

    private List<Object> decide(Collection<String> signs) {
        Map<String, Object> inputs = new HashMap<>();
        INPUTS.forEach(input -> inputs.put(input, signs.contains(input)));
        return table.decide(inputs).stream().map(row -> row.get("reason")).toList();
    }
}
