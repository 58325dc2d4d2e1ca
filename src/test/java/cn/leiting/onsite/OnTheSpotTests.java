package cn.leiting.onsite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.casework.PartyKinds.Kind;
import cn.leiting.disposition.Dispositions.PartyKind;
import cn.leiting.onsite.OnTheSpot.CollectReason;
import cn.leiting.onsite.OnTheSpot.Form;
import cn.leiting.onsite.OnTheSpot.HandedOver;
import cn.leiting.onsite.OnTheSpot.Penalty;
import cn.leiting.shared.Refusal;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 当场处罚 within the limits of the law. */
class OnTheSpotTests {

    private static final LocalDate IN_2023 = LocalDate.of(2023, 1, 12);

    @ParameterizedTest
    @CsvSource({"CITIZEN, 200", "CITIZEN, 0.01", "ORGANISATION, 3000"})
    void finesUpToTheLimitOfTheParty(PartyKind as, BigDecimal amount) {
        assertThat(fine(amount)
                        .decide("CASE", as, null, null, IN_2023, "xujing1")
                        .amount())
                .isEqualTo(amount);
    }

    @ParameterizedTest
    @CsvSource({
        "CITIZEN, 200.01, 对公民当场罚款不得超过200元（行政处罚法第五十一条）。",
        "ORGANISATION, 3000.01, 对法人或者其他组织当场罚款不得超过3000元（行政处罚法第五十一条）。",
        "CITIZEN, 0, 罚款金额应大于0，最多两位小数。",
        "CITIZEN, -1, 罚款金额应大于0，最多两位小数。",
        "CITIZEN, 10.001, 罚款金额应大于0，最多两位小数。"
    })
    void refusesAFineAboveTheLimit(PartyKind as, BigDecimal amount, String sentence) {
        assertThatThrownBy(() -> fine(amount).decide("CASE", as, null, null, IN_2023, "xujing1"))
                .isInstanceOf(Refusal.class)
                .hasMessage(sentence);
    }

    @ParameterizedTest
    @CsvSource({"49", "101"})
    void refusesAFineOutsideTheRangeOfTheViolation(BigDecimal amount) {
        assertThatThrownBy(() -> fine(amount)
                        .decide(
                                "CASE",
                                PartyKind.CITIZEN,
                                BigDecimal.valueOf(50),
                                BigDecimal.valueOf(100),
                                IN_2023,
                                "xujing1"))
                .hasMessageContaining("法定幅度");
    }

    @Test
    void asksAnAmountOfAFineAndOfNothingElse() {
        refused(form(Penalty.FINE, null, true, true, false, null, null, false), "请填写罚款金额");
        refused(form(Penalty.WARNING, BigDecimal.TEN, true, true, false, null, null, false), "不填罚款金额");
        assertThat(form(Penalty.WARNING, null, true, true, false, null, null, false)
                        .decide("CASE", PartyKind.CITIZEN, BigDecimal.TEN, null, IN_2023, "xujing1")
                        .amount())
                .isNull();
    }

    @Test
    void isMadeAfterTellingTheRightsAndHearingTheParty() {
        refused(form(Penalty.WARNING, null, false, true, false, null, null, false), "第四十四条");
        refused(form(Penalty.WARNING, null, true, false, false, null, null, false), "第四十五条");
    }

    @Test
    void collectsOnTheSpotWhereTheLawAllowsIt() {
        BigDecimal hundred = BigDecimal.valueOf(100);
        BigDecimal more = BigDecimal.valueOf(100.01);
        Form small = form(Penalty.FINE, hundred, true, true, true, CollectReason.SMALL, "SJ-1", false);
        Form hard = form(Penalty.FINE, more, true, true, true, CollectReason.HARD_LATER, "SJ-2", false);

        assertThat(small.decide("CASE", PartyKind.CITIZEN, null, null, IN_2023, "xujing1")
                        .receiptNo())
                .isEqualTo("SJ-1");
        assertThat(hard.decide("CASE", PartyKind.CITIZEN, null, null, IN_2023, "xujing1")
                        .collectedOnSpot())
                .isTrue();
        refused(form(Penalty.FINE, more, true, true, true, CollectReason.SMALL, "SJ-3", false), "第六十八条");
        refused(form(Penalty.FINE, hundred, true, true, true, CollectReason.SMALL, null, false), "第七十条");
        refused(form(Penalty.FINE, hundred, true, true, true, null, "SJ-4", false), "请选择理由");
        refused(form(Penalty.FINE, hundred, true, true, false, null, "SJ-5", false), "不填罚款收据编号");
        refused(form(Penalty.FINE, hundred, true, true, false, CollectReason.REMOTE, null, false), "不选理由");
        refused(form(Penalty.WARNING, null, true, true, true, CollectReason.SMALL, "SJ-6", false), "没有罚款可以当场收缴");
    }

    @Test
    void saysThatReconsiderationComesFirstFrom2024OnAndNotBefore() {
        Form stated = form(Penalty.WARNING, null, true, true, false, null, null, true);
        Form silent = form(Penalty.WARNING, null, true, true, false, null, null, false);
        LocalDate last = LocalDate.of(2023, 12, 31);
        LocalDate first = LocalDate.of(2024, 1, 1);

        assertThat(silent.decide("CASE", PartyKind.CITIZEN, null, null, last, "xujing1")
                        .reconsiderationFirstStated())
                .isFalse();
        assertThat(stated.decide("CASE", PartyKind.CITIZEN, null, null, first, "xujing1")
                        .reconsiderationFirstStated())
                .isTrue();
        assertThatThrownBy(() -> silent.decide("CASE", PartyKind.CITIZEN, null, null, first, "xujing1"))
                .hasMessage("2024年1月1日起，当场处罚决定应当告知先申请行政复议（行政复议法第二十三条）。");
        assertThatThrownBy(() -> stated.decide("CASE", PartyKind.CITIZEN, null, null, last, "xujing1"))
                .hasMessageContaining("2024年1月1日以前");
    }

    private static void refused(Form form, String sentence) {
        assertThatThrownBy(() -> form.decide("CASE", PartyKind.CITIZEN, null, null, IN_2023, "xujing1"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(sentence);
    }

    private static Form fine(BigDecimal amount) {
        return form(Penalty.FINE, amount, true, true, false, null, null, false);
    }

    private static Form form(
            Penalty penalty,
            @Nullable BigDecimal amount,
            boolean rightsTold,
            boolean statementHeard,
            boolean collected,
            @Nullable CollectReason reason,
            @Nullable String receipt,
            boolean reconsideration) {
        return new Form(
                Kind.CITIZEN,
                penalty,
                amount,
                "青城管当罚字0001",
                "《上海市生活垃圾管理条例》第五十七条",
                rightsTold,
                statementHeard,
                null,
                HandedOver.SIGNED,
                collected,
                reason,
                receipt,
                reconsideration);
    }
}
