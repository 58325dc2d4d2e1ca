package cn.leiting.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** 办理内容 in the words of the form. */
class WordingsTests {

    private final Wordings wordings = new Wordings();

    @Test
    void saysChoicesByTheirLabelsInTheOrderOfTheForm() {
        String fields = wordings.of(
                "reviewFeedback",
                Map.of("comment", "请写明整改情况。", "defects", List.of("NARRATIVE", "DATA"), "decision", "RETURN"),
                false);

        assertThat(fields)
                .isEqualTo("[{\"label\":\"决定\",\"text\":\"退回\"},{\"label\":\"缺陷\",\"text\":\"叙述不实不全、数据有误\"},"
                        + "{\"label\":\"意见\",\"text\":\"请写明整改情况。\"}]");
    }

    @Test
    void saysARepeatedGroupRowByRow() {
        String fields = wordings.of(
                "planDuty",
                Map.of(
                        "shifts",
                        List.of(Map.of(
                                "date", "2023-01-16", "kind", "NIGHT", "officers", List.of("xujing1", "xujing2")))),
                false);

        assertThat(fields).isEqualTo("[{\"label\":\"班次1\",\"text\":\"日期：2023年1月16日；班次类型：夜班；执法人员：xujing1、xujing2\"}]");
    }

    @Test
    void leavesOutWhatTheFormDoesNotHave() {
        assertThat(wordings.of("carryOut", Map.of("done", true, "squad", "310118106"), false))
                .doesNotContain("310118106")
                .contains("是");
    }

    @Test
    void keepsNoTextOfACase() {
        String fields =
                wordings.of("registerSource", Map.of("facts", "张三在路口占道设摊，电话13800000000。", "partyUnknown", true), true);

        assertThat(fields).doesNotContain("张三", "13800000000").contains("是");
    }
}
