package cn.leiting.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.identity.Identity.Document;
import cn.leiting.shared.Refusal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityTests {

    /** The examples of GB 11643 and GB 32100 themselves, and codes that can be read on licences. */
    @Test
    void takesTheExamplesOfTheStandards() {
        CheckDigits.refuseResidentId("11010519491231002X");
        CheckDigits.refuseResidentId("440524188001010014");
        CheckDigits.refuseCreditCode("91350100M000100Y43");
        CheckDigits.refuseCreditCode("9144030071526726XG");
        assertThat(CheckDigits.birthOn("11010519491231002X")).isEqualTo(LocalDate.of(1949, 12, 31));
    }

    @Test
    void noticesEveryWrongDigit() {
        String number = "11010519491231002X";
        for (int place = 0; place < 17; place++) {
            int digit = Character.digit(number.charAt(place), 10);
            String wrong = number.substring(0, place) + (digit + 1) % 10 + number.substring(place + 1);

            assertThatThrownBy(() -> CheckDigits.refuseResidentId(wrong))
                    .as(wrong)
                    .isInstanceOf(Refusal.class);
        }
    }

    @Test
    void noticesEveryWrongSignOfACreditCode() {
        String code = "91350100M000100Y43";
        for (int place = 0; place < 18; place++) {
            char sign = code.charAt(place) == '7' ? '8' : '7';
            String wrong = code.substring(0, place) + sign + code.substring(place + 1);

            assertThatThrownBy(() -> CheckDigits.refuseCreditCode(wrong))
                    .as(wrong)
                    .isInstanceOf(Refusal.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'',应为18位",
        "31011819900101123,应为18位",
        "310118900101123,应为18位",
        "310118199002300016,出生日期不存在",
        "abc,应为18位"
    })
    void refusesWhatIsNoResidentsNumberAndDoesNotRepeatIt(String number, String sentence) {
        String checked = number.equals("310118199002300016") ? impossibleDay() : number;

        assertThatThrownBy(() -> Identity.citizen("张三丰", Document.RESIDENT_ID, checked, null, null, null))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(sentence)
                .satisfies(refused -> assertThat(
                                checked.isEmpty() || !refused.getMessage().contains(checked))
                        .isTrue());
    }

    /** 30 February with a check digit that is right. */
    private static String impossibleDay() {
        for (char last : "0123456789X".toCharArray()) {
            String number = "31011819900230001" + last;
            try {
                CheckDigits.refuseResidentId(number);
            } catch (Refusal refused) {
                if (refused.sentence().contains("出生日期")) {
                    return number;
                }
            }
        }
        throw new AssertionError();
    }

    @ParameterizedTest
    @ValueSource(strings = {"张", " 张 ", "", "张某", "张某某", "不详", "无名氏", "张**", "张3", "<b>张三</b>"})
    void refusesANameThatIsNone(String name) {
        assertThatThrownBy(() -> Citizens.called(name, LocalDate.of(1990, 1, 1), 1))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void writesOneNameAndOneNumberInOneWay() {
        String number = Citizens.number(LocalDate.of(1990, 1, 1), 1);
        Identity typed = Identity.citizen(
                "阿依古丽•买买提",
                Document.RESIDENT_ID,
                " " + number.substring(0, 6) + " " + number.substring(6),
                null,
                null,
                null);

        assertThat(typed.name()).isEqualTo("阿依古丽·买买提");
        assertThat(typed.number()).isEqualTo(number);
        assertThat(typed.birthOn()).isEqualTo(LocalDate.of(1990, 1, 1));
    }

    @Test
    void takesAnotherDocumentWithItsBirthdayButNoResidentsNumberUnderItsName() {
        LocalDate birthOn = LocalDate.of(1985, 5, 5);

        assertThat(Identity.citizen("John Smith", Document.OTHER, "e1234567", birthOn, null, null)
                        .number())
                .isEqualTo("E1234567");
        assertThatThrownBy(() -> Identity.citizen("John Smith", Document.OTHER, "E1234567", null, null, null))
                .hasMessageContaining("出生日期");
        assertThatThrownBy(() -> Identity.citizen("张三丰", Document.OTHER, "310118850505123", birthOn, null, null))
                .hasMessageContaining("15位");
        assertThatThrownBy(() -> Identity.citizen("张三丰", Document.OTHER, "E-1", birthOn, null, null))
                .hasMessageContaining("5至20位");
    }

    @Test
    void refusesAWrongPhoneAddressAndCreditCode() {
        assertThatThrownBy(() -> Identity.organisation("青浦甲公司", "91350100M000100Y43", "138-x", null, null))
                .hasMessageContaining("联系电话");
        assertThatThrownBy(() -> Identity.organisation("青浦甲公司", "91350100M000100Y43", null, "村", null))
                .hasMessageContaining("住址");
        assertThatThrownBy(() -> Identity.organisation("青浦甲公司", "91350100M000100Y44", null, null, null))
                .hasMessageContaining("校验码");
        assertThatThrownBy(() -> Identity.soleTrader("某小店", null, null, null, null))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void isNotPrinted() {
        Identity citizen = Citizens.called("张三丰", LocalDate.of(1990, 1, 1), 1);

        assertThat(citizen.toString() + Identity.soleTrader("三丰小店", "91350100M000100Y43", "13812345678", null, citizen))
                .doesNotContain("三丰")
                .doesNotContain("310118")
                .doesNotContain("138");
    }
}
