package cn.leiting.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "11010519491231002X",
                "当事人张试用（11010519491231002x）拒绝签名",
                "号码110105 19491231 002X。",
                "号码110105-19491231-002-X",
                "１１０１０５１９４９１２３１００２Ｘ"
            })
    void noTextHoldsTheNumberOfAResident(String text) {
        assertThatThrownBy(() -> Limits.required("事由", text, 200))
                .isInstanceOf(Refusal.class)
                .hasMessage("事由中不能有居民身份证号码，请删去；当事人的号码只在案件的当事人页登记。");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "110105194912310021",
                "11010519491331002X",
                "1101051949123100",
                "2023011211010519491231002X",
                "沪青城管罚字〔2023〕第310118202301120019号",
                "2023-01-12 10:00至2023-01-12 18:00"
            })
    void otherNumbersStand(String text) {
        assertThat(Limits.required("事由", text, 200)).isEqualTo(text);
    }
}
