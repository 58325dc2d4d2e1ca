package cn.leiting.campaign;

import static cn.leiting.campaign.Plans.TODAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.campaign.Campaign.Status;
import cn.leiting.campaign.Definition.Scope;
import cn.leiting.shared.Refusal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CampaignTests {

    private record Transition(String name, Set<Status> allowedIn, Consumer<Campaign> command) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Transition> TRANSITIONS = List.of(
            new Transition("报审", Set.of(Status.DRAFT), campaign -> define(campaign, false)),
            new Transition(
                    "调整点位", Set.of(Status.DRAFT, Status.SUBMITTED), campaign -> campaign.choosePoints("coordination1")),
            new Transition(
                    "备案",
                    Set.of(Status.SUBMITTED, Status.APPROVED, Status.SUSPENDED),
                    campaign -> campaign.file(Plans.filing("备1", TODAY.plusDays(40)), () -> 2)),
            new Transition("批准", Set.of(Status.SUBMITTED), campaign -> campaign.approve(TODAY, "bureau1")),
            new Transition("退回", Set.of(Status.SUBMITTED), campaign -> campaign.decline(Status.DRAFT, "退回", "bureau1")),
            new Transition(
                    "否决", Set.of(Status.SUBMITTED), campaign -> campaign.decline(Status.REJECTED, "否决", "bureau1")),
            new Transition("办结", Set.of(Status.APPROVED), Campaign::finish));

    static Stream<Arguments> refusedTransitions() {
        return TRANSITIONS.stream()
                .flatMap(transition -> Arrays.stream(Status.values())
                        .filter(status -> !transition.allowedIn().contains(status))
                        .map(status -> Arguments.of(transition, status)));
    }

    @ParameterizedTest
    @MethodSource("refusedTransitions")
    void refusesWhatItsStateDoesNotAllow(Transition transition, Status status) {
        Campaign campaign = in(status);

        assertThatThrownBy(() -> transition.command().accept(campaign))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.CONFLICT))
                .hasMessage("行动" + status.label() + "，不能" + transition.name() + "。");
        assertThat(campaign.status()).isEqualTo(status);
    }

    @Test
    void refusesToBeDecidedByItsMaker() {
        Campaign campaign = in(Status.SUBMITTED);

        assertThatThrownBy(() -> campaign.approve(TODAY, "coordination1")).hasMessage("不能审定自己拟定的行动方案。");
        assertThatThrownBy(() -> campaign.decline(Status.REJECTED, "否决", "coordination1"))
                .hasMessage("不能审定自己拟定的行动方案。");
    }

    @Test
    void refusesApprovalWithoutTheFilingItNeeds() {
        Campaign campaign = draft();
        define(campaign, true);

        assertThatThrownBy(() -> campaign.approve(TODAY, "bureau1")).hasMessage("专项检查计划还没有备案，不能批准。");
    }

    @Test
    void refusesAFilingItDoesNotNeedAndOneThatDoesNotCoverItsDays() {
        Campaign without = draft();
        define(without, false);
        Campaign with = draft();
        define(with, true);

        assertThatThrownBy(() -> without.file(Plans.filing("备1", TODAY.plusDays(40)), () -> 1))
                .hasMessage("该行动不需要备案专项检查计划。");
        assertThatThrownBy(() -> with.file(Plans.filing("备1", TODAY.plusDays(16)), () -> 1))
                .hasMessage("检查期间须覆盖行动的起止日期。");
    }

    @Test
    void refusesPointsOnceFiled() {
        Campaign campaign = draft();
        define(campaign, true);
        campaign.file(Plans.filing("备1", TODAY.plusDays(40)), () -> 1);

        assertThatThrownBy(() -> campaign.choosePoints("coordination1")).hasMessage("专项检查计划已备案，不能再调整点位。");
    }

    @Test
    void startsOnTheDayOfItsApprovalAtTheEarliest() {
        Campaign late = in(Status.SUBMITTED);
        Campaign early = in(Status.SUBMITTED);

        late.approve(TODAY.plusDays(10), "bureau1");
        early.approve(TODAY, "bureau1");

        assertThat(late.from()).isEqualTo(TODAY.plusDays(10));
        assertThat(early.from()).isEqualTo(TODAY.plusDays(4));
        assertThatThrownBy(() -> in(Status.SUBMITTED).approve(TODAY.plusDays(18), "bureau1"))
                .hasMessage("行动已于2023年1月29日到期，不能批准，请退回修改日期。");
    }

    @Test
    void movesItsEndByTheDaysOfAPause() {
        Campaign campaign = in(Status.APPROVED);

        campaign.suspend(TODAY.plusDays(6));
        campaign.resume(TODAY.plusDays(9));

        assertThat(campaign.from()).isEqualTo(TODAY.plusDays(4));
        assertThat(campaign.to()).isEqualTo(TODAY.plusDays(20));
        assertThat(campaign.window().originalTo()).isEqualTo(TODAY.plusDays(17));
    }

    @Test
    void movesAStartThatHadNotComeToo() {
        Campaign campaign = in(Status.APPROVED);

        campaign.suspend(TODAY);
        campaign.resume(TODAY.plusDays(3));

        assertThat(campaign.from()).isEqualTo(TODAY.plusDays(7));
        assertThat(campaign.to()).isEqualTo(TODAY.plusDays(20));
    }

    @Test
    void extendsToALaterDayWithin70Days() {
        Campaign campaign = in(Status.APPROVED);
        LocalDate last = TODAY.plusDays(74);

        assertThatThrownBy(() -> campaign.extend(TODAY.plusDays(17))).hasMessage("新的结束日期应晚于2023年1月29日。");
        assertThatThrownBy(() -> campaign.extend(last.plusDays(1))).hasMessage("新的结束日期不能晚于2023年3月27日。");
        campaign.extend(last);
        assertThat(campaign.to()).isEqualTo(last);
    }

    @Test
    void countsToTheEightOnlyInTheWholeDistrict() {
        Campaign partial = in(Status.SUBMITTED);
        Campaign district = draft();
        district.define(Plans.district(), Plans.district().terms("THEME_DEBRIS-1"), Set.of("310118105"), false, "c");

        assertThat(partial.isCountedToEight()).isFalse();
        assertThat(district.isCountedToEight()).isTrue();
    }

    @Test
    void refusesADefinitionBeyondItsLimits() {
        LocalDate end = TODAY.plusDays(5);

        assertThatThrownBy(() -> Plans.definition(Scope.PARTIAL, Set.of(), TODAY, end, null))
                .hasMessage("部分中队的行动须至少选择一个中队。");
        assertThatThrownBy(() -> Plans.definition(Scope.DISTRICT, Set.of(), end, TODAY, null))
                .hasMessage("“集中整治”阶段的结束日期不能早于开始日期。");
        assertThatThrownBy(() -> Plans.definition(Scope.DISTRICT, Set.of(), TODAY, TODAY.plusDays(71), null))
                .hasMessage("结束日期不能晚于开始日期后70天。");
        assertThatThrownBy(() -> Plans.definition(Scope.DISTRICT, Set.of(), TODAY, end, 0))
                .hasMessage("雷霆行动的号数应在1到999之间。");
    }

    @Test
    void wantsACommentWhereSomethingIsNotInPlace() {
        assertThatThrownBy(() -> new Papers.Check("310118105", true, false, true, " "))
                .hasMessage("有一项没有到位的，请填写说明。");
    }

    private static Campaign draft() {
        return new Campaign("TH-2065-01", 2065, "THEME_DEBRIS", "渣土运输专项整治");
    }

    private static void define(Campaign campaign, boolean needsFiling) {
        Definition plan = Plans.partial();
        campaign.define(plan, plan.terms("THEME_DEBRIS-1"), plan.squads(), needsFiling, "coordination1");
    }

    private static Campaign in(Status wanted) {
        Campaign campaign = draft();
        if (wanted == Status.DRAFT) {
            return campaign;
        }
        define(campaign, true);
        campaign.file(Plans.filing("备1", TODAY.plusDays(40)), () -> 1);
        switch (wanted) {
            case APPROVED -> campaign.approve(TODAY, "bureau1");
            case SUSPENDED -> {
                campaign.approve(TODAY, "bureau1");
                campaign.suspend(TODAY);
            }
            case CLOSED -> {
                campaign.approve(TODAY, "bureau1");
                campaign.finish();
            }
            case CANCELLED -> campaign.cancel();
            case REJECTED -> campaign.decline(Status.REJECTED, "否决", "bureau1");
            default -> {}
        }
        return campaign;
    }
}
