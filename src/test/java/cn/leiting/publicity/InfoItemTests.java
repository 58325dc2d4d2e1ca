package cn.leiting.publicity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.publicity.InfoForms.Check;
import cn.leiting.publicity.InfoForms.Edit;
import cn.leiting.publicity.InfoForms.Flags;
import cn.leiting.publicity.InfoForms.Submission;
import cn.leiting.publicity.InfoItem.Origin;
import cn.leiting.publicity.InfoItem.Status;
import cn.leiting.publicity.Publication.Channel;
import cn.leiting.shared.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InfoItemTests {

    private static final Instant NOW = Instant.parse("2023-01-12T01:30:40Z");

    /** Each transition, and the one state that allows it. */
    private static final Map<Status, Map<String, Consumer<InfoItem>>> TRANSITIONS = Map.of(
            Status.SUBMITTED,
            Map.of(
                    "采用", item -> item.adopt(Stories.PLAIN, false, NOW, "office1"),
                    "退回", item -> item.putAside(Status.RETURNED, "退回", "office1"),
                    "留存", item -> item.putAside(Status.STORED, "留存", "office1")),
            Status.CHECKING,
            Map.of("审查", item -> item.check("legal1")),
            Status.APPROVING,
            Map.of("审定", item -> item.approve(NOW, "office2")),
            Status.APPROVED,
            Map.of("登记发布", item -> item.publish(Status.APPROVED, Channel.WECHAT, NOW)),
            Status.PUBLISHED,
            Map.of("撤下", InfoItem::withdraw));

    @ParameterizedTest
    @EnumSource
    void refusesEveryTransitionOfAnotherState(Status status) {
        TRANSITIONS.forEach((allowed, transitions) -> transitions.forEach((action, transition) -> {
            InfoItem item = in(status);
            if (status == allowed) {
                transition.accept(item);
                assertThat(item.status()).as(action).isNotEqualTo(status);
            } else {
                assertThatThrownBy(() -> transition.accept(item))
                        .as(action)
                        .hasMessage("信息INFO-2023-0007" + status.label() + "，不能" + action + "。");
                assertThat(item.status()).isEqualTo(status);
            }
        }));
    }

    @ParameterizedTest
    @EnumSource(names = {"CHECKING", "APPROVING"})
    void goesBackToTheEditorFromItsOwnStepOnly(Status step) {
        InfoItem item = in(step);
        Status other = step == Status.CHECKING ? Status.APPROVING : Status.CHECKING;

        assertThatThrownBy(() -> item.giveBack(other, "legal1")).isInstanceOf(Refusal.class);
        item.giveBack(step, "legal1");

        assertThat(item.status()).isEqualTo(Status.SUBMITTED);
        assertThat(item.adoptedAt()).isEqualTo(NOW);
    }

    @Test
    void keepsCheckAndApprovalFromTheEditor() {
        assertThatThrownBy(() -> in(Status.CHECKING).check("office1")).hasMessage("不能审查自己编辑的信息。");
        assertThatThrownBy(() -> in(Status.CHECKING).giveBack(Status.CHECKING, "office1"))
                .hasMessage("不能审查自己编辑的信息。");
        assertThatThrownBy(() -> in(Status.APPROVING).approve(NOW, "office1")).hasMessage("不能审定自己编辑的信息。");
        assertThatThrownBy(() -> in(Status.APPROVING).giveBack(Status.APPROVING, "office1"))
                .hasMessage("不能审定自己编辑的信息。");
    }

    @Test
    void countsItsFirstAdoptionUnlessItIsPutAside() {
        InfoItem item = in(Status.APPROVING);
        item.giveBack(Status.APPROVING, "office2");
        item.adopt(Stories.PLAIN, true, NOW.plusSeconds(60), "office2");

        assertThat(item.adoptedAt()).isEqualTo(NOW);
        assertThat(item.texts()).isEqualTo(2);

        item.giveBack(Status.APPROVING, "office1");
        item.putAside(Status.STORED, "留存", "office1");
        assertThat(item.adoptedAt()).isNull();
    }

    @Test
    void addsTheEditorsMarksToTheSquads() {
        InfoItem item = submitted(new Flags(true, false, false, false, false));

        item.adopt(edit(new Flags(false, true, false, false, true), Check.PRIVACY), false, NOW, "office1");

        assertThat(item.flags()).isEqualTo(new Flags(true, true, false, false, true));
        assertThat(item.status()).isEqualTo(Status.CHECKING);
    }

    @Test
    void registersApprovedChannelsOnlyAndNothingBeforeTheApproval() {
        InfoItem item = in(Status.APPROVED);

        assertThatThrownBy(() -> item.publish(Status.APPROVED, Channel.NEWS_MEDIA, NOW))
                .hasMessage("审定的媒介不包括新闻媒体，不能登记。");
        assertThatThrownBy(() -> item.publish(Status.APPROVED, Channel.WECHAT, NOW.minusSeconds(60)))
                .hasMessage("发布时间不能早于审定时间。");
        item.publish(Status.APPROVED, Channel.WECHAT, NOW.minusSeconds(40));
        item.publish(Status.PUBLISHED, Channel.OTHER, NOW);

        assertThat(item.status()).isEqualTo(Status.PUBLISHED);
    }

    @Test
    void wantsAChannelAndTheLeadershipForNewsMedia() {
        assertThatThrownBy(() -> new Edit(null, null, Stories.NONE, Set.of(), Set.of()))
                .hasMessage("请选择拟发布的媒介。");
        assertThatThrownBy(() -> new Edit(null, null, Stories.NONE, Set.of(Channel.NONE), Set.of()))
                .hasMessage("请选择拟发布的媒介。");
        assertThatThrownBy(() -> new Edit(null, null, Stories.NONE, Set.of(Channel.NEWS_MEDIA), Set.of(Check.LEGAL)))
                .hasMessage("在新闻媒体发布的，须由局领导班子审定。");
    }

    @Test
    void takesEventsOfTheLastThirtyDaysToTheMinute() {
        assertThat(origin(Duration.ofDays(30).plusSeconds(40)).eventAt()).isEqualTo("2022-12-13T01:30:00Z");
        assertThat(origin(Duration.ofSeconds(-19)).eventAt()).isEqualTo("2023-01-12T01:30:00Z");
        assertThatThrownBy(() -> origin(Duration.ofDays(30).plusSeconds(41))).hasMessage("事件已超过30天，不能再报送。");
        assertThatThrownBy(() -> origin(Duration.ofSeconds(-20))).hasMessage("事件时间不能晚于现在。");
    }

    private static InfoItem in(Status wanted) {
        InfoItem item = submitted(Stories.NONE);
        if (wanted == Status.RETURNED || wanted == Status.STORED) {
            item.putAside(wanted, "退回", "office1");
        } else if (wanted == Status.CHECKING) {
            item.adopt(edit(Stories.NONE, Check.LEGAL), false, NOW, "office1");
        } else if (wanted != Status.SUBMITTED) {
            item.adopt(Stories.PLAIN, false, NOW, "office1");
        }
        if (EnumSet.of(Status.APPROVED, Status.PUBLISHED, Status.WITHDRAWN).contains(wanted)) {
            item.approve(NOW, "office2");
        }
        if (wanted == Status.PUBLISHED || wanted == Status.WITHDRAWN) {
            item.publish(Status.APPROVED, Channel.WECHAT, NOW);
        }
        if (wanted == Status.WITHDRAWN) {
            item.withdraw();
        }
        return item;
    }

    private static Edit edit(Flags flags, Check... checks) {
        return new Edit(null, null, flags, Set.of(Channel.WECHAT), Set.of(checks));
    }

    private static InfoItem submitted(Flags flags) {
        return InfoItem.submit(2023, 7, origin(Duration.ofHours(1)), flags);
    }

    private static Origin origin(Duration ago) {
        Submission form =
                new Submission("310118105", null, "错时巡查好", Stories.BODY, NOW.minus(ago), "宣传员", Stories.NONE, false);
        return Origin.of(form, "0".repeat(64), NOW, 1440, "zhaoxiang1");
    }
}
