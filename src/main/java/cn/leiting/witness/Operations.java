package cn.leiting.witness;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the engine's operations are called, as Tasklist, Cockpit and Admin make them. */
final class Operations {

    private static final Map<String, String> VERBS = Map.ofEntries(
            Map.entry("Claim", "认领"),
            Map.entry("Assign", "指派"),
            Map.entry("Delegate", "委派"),
            Map.entry("Resolve", "交还委派的"),
            Map.entry("SetOwner", "更改所有人："),
            Map.entry("SetPriority", "更改优先级："),
            Map.entry("AddUserLink", "增加经办人："),
            Map.entry("DeleteUserLink", "移除经办人："),
            Map.entry("AddGroupLink", "增加候选组："),
            Map.entry("DeleteGroupLink", "移除候选组："),
            Map.entry("Create", "新建"),
            Map.entry("Update", "修改"),
            Map.entry("Delete", "删除"),
            Map.entry("Suspend", "挂起"),
            Map.entry("Activate", "恢复"),
            Map.entry("Migrate", "迁移"),
            Map.entry("Restart", "重新启动"),
            Map.entry("ModifyProcessInstance", "改动"),
            Map.entry("SetJobRetries", "重试"),
            Map.entry("SetVariable", "写入变量："),
            Map.entry("ModifyVariable", "修改变量："),
            Map.entry("RemoveVariable", "删除变量："),
            Map.entry("DeleteHistory", "删除历史："),
            Map.entry("Resolve Incident", "消除故障："),
            Map.entry("Unlock", "解锁"),
            Map.entry("SetDuedate", "更改到期时间："),
            Map.entry("Execute", "执行"));

    private static final Map<String, String> THINGS = Map.ofEntries(
            Map.entry("Task", "任务"),
            Map.entry("ProcessInstance", "流程"),
            Map.entry("ProcessDefinition", "流程模型"),
            Map.entry("Job", "系统作业"),
            Map.entry("JobDefinition", "系统作业类型"),
            Map.entry("Variable", "流程变量"),
            Map.entry("IdentityLink", "任务经办人"),
            Map.entry("Deployment", "部署"),
            Map.entry("DecisionDefinition", "决策表"),
            Map.entry("Authorization", "权限"),
            Map.entry("Filter", "任务筛选"),
            Map.entry("User", "账号"),
            Map.entry("Group", "用户组"),
            Map.entry("Group Membership", "用户组成员"),
            Map.entry("Incident", "故障"),
            Map.entry("Attachment", "附件"),
            Map.entry("Comment", "评论"),
            Map.entry("Batch", "批量操作"),
            Map.entry("Property", "系统属性"));

    private Operations() {}

    static String label(@Nullable String operation, @Nullable String thing) {
        return VERBS.getOrDefault(String.valueOf(operation), operation + " ")
                + THINGS.getOrDefault(String.valueOf(thing), String.valueOf(thing));
    }
}
