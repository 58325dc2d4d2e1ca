package cn.leiting.joint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.joint.JointForms.MatterKind;
import cn.leiting.joint.JointForms.Plan;
import cn.leiting.joint.JointForms.Proposal;
import cn.leiting.joint.JointForms.Result;
import cn.leiting.joint.JointOperation.Status;
import cn.leiting.shared.Refusal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JointOperationTests {

    private static final LocalDate TODAY = LocalDate.of(2054, 3, 2);
    private static final Instant BEFORE = Instant.parse("2054-03-02T11:59:00Z");
    private static final Instant HELD = Instant.parse("2054-03-02T12:00:00Z");
    private static final String SUMMARY = "各单位密切配合，检查渣土车二十台，未发现违法行为。";

    private static final Map<String, Consumer<JointOperation>> COMMANDS = Map.of(
            "screen", operation -> operation.screen(Status.SCREENED),
            "revise", operation -> operation.revise(proposal()),
            "approve", operation -> operation.approve("lead1", BEFORE),
            "turnDown", operation -> operation.turnDown(Status.REJECTED),
            "reply", operation -> operation.refuseUnlessInviting("答复"),
            "moveTo", operation -> operation.moveTo(TODAY, TODAY, TODAY),
            "plan", operation -> operation.plan(plan(), TODAY),
            "adjust", operation -> operation.adjust(BEFORE),
            "close", operation -> operation.close(SUMMARY, HELD),
            "cancel", JointOperation::cancel);

    @ParameterizedTest
    @CsvSource({
        "PROPOSED, screen cancel",
        "RETURNED, revise cancel",
        "SCREENED, approve turnDown cancel",
        "INVITING, reply moveTo plan adjust cancel",
        "PLANNED, adjust close cancel",
        "CLOSED, ''",
        "NOT_NEEDED, ''",
        "REJECTED, ''",
        "CANCELLED, ''"
    })
    void allowsInEachStateOnlyWhatComesNext(Status status, String allowed) {
        COMMANDS.forEach((name, command) -> {
            JointOperation operation = in(status);
            if (List.of(allowed.split(" ")).contains(name)) {
                assertThatCode(() -> command.accept(operation)).as(name).doesNotThrowAnyException();
            } else {
                assertThatThrownBy(() -> command.accept(operation))
                        .as(name)
                        .isInstanceOf(Refusal.class)
                        .hasMessageStartingWith("联合执法JO-2054-001" + status.label() + "，不能");
            }
        });
    }

    @Test
    void isNeitherAdjustedOnceItIsHeldNorClosedBefore() {
        JointOperation planned = in(Status.PLANNED);

        assertThatThrownBy(() -> planned.adjust(HELD)).hasMessage("联合执法JO-2054-001已经举行，不能调整。");
        assertThatThrownBy(() -> planned.close(SUMMARY, BEFORE)).hasMessage("联合执法JO-2054-001尚未举行，不能办结。");
        assertThatThrownBy(() -> planned.close("完成。", HELD)).hasMessage("总结不能少于20字。");
        assertThat(planned.status()).isEqualTo(Status.PLANNED);
    }

    @ParameterizedTest
    @CsvSource({"2024-12-31T15:59:59Z, true", "2024-12-31T16:00:00Z, false"})
    void wantsTheCodeOfInspectionFromTheFirstDayOf2025InTheBureausZone(Instant heldAt, boolean without) {
        if (without) {
            assertThat(plan(heldAt, null).inspectionCode()).isNull();
        } else {
            assertThatThrownBy(() -> plan(heldAt, null)).hasMessage("2025年1月1日起进入企业检查的，请填写检查码。");
        }
        assertThat(plan(heldAt, "JCM-1").inspectionCode()).isEqualTo("JCM-1");
    }

    @Test
    void refusesFiguresOfWhoDidNotCome() {
        assertThatThrownBy(() -> new Result(false, 1, null, null, 0, null, null))
                .hasMessage("没有参加的，人数应为0。");
        assertThatThrownBy(() -> new Result(false, 0, null, null, 1, null, null))
                .hasMessage("没有参加的，案件数应为0。");
        assertThatThrownBy(() -> new Result(true, 1, " ", null, 0, null, null)).hasMessage("请填写落实部门职责。");
    }

    private static JointOperation in(Status status) {
        JointOperation made = JointOperation.propose(2054, 1, proposal(), null, "deptLegal", "legal1", BEFORE);
        Map<Status, Consumer<JointOperation>> ways = new EnumMap<>(Status.class);
        ways.put(Status.PROPOSED, operation -> {});
        ways.put(Status.RETURNED, operation -> operation.screen(Status.RETURNED));
        ways.put(Status.NOT_NEEDED, operation -> operation.screen(Status.NOT_NEEDED));
        ways.put(Status.SCREENED, operation -> operation.screen(Status.SCREENED));
        ways.put(Status.REJECTED, then(ways.get(Status.SCREENED), COMMANDS.get("turnDown")));
        ways.put(Status.INVITING, then(ways.get(Status.SCREENED), COMMANDS.get("approve")));
        ways.put(Status.PLANNED, then(ways.get(Status.INVITING), COMMANDS.get("plan")));
        ways.put(Status.CLOSED, then(ways.get(Status.PLANNED), COMMANDS.get("close")));
        ways.put(Status.CANCELLED, JointOperation::cancel);
        ways.get(status).accept(made);
        return made;
    }

    private static Consumer<JointOperation> then(Consumer<JointOperation> first, Consumer<JointOperation> second) {
        return first.andThen(second);
    }

    private static Proposal proposal() {
        return new Proposal(
                MatterKind.DEBRIS, "渣土车夜间运输。", "盈港路", null, List.of("agencyPolice"), List.of(), TODAY, TODAY);
    }

    private static Plan plan() {
        return new Plan(HELD, "盈港路", "执法协调科负责人", "设置警示标志。", true, false, null);
    }

    private static Plan plan(Instant heldAt, String code) {
        return new Plan(heldAt, "盈港路", "执法协调科负责人", "设置警示标志。", true, true, code);
    }
}
