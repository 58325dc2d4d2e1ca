package cn.leiting.witness;

import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the engine's operations are called, as Tasklist, Cockpit and Admin make them. */
final class Operations {

    private static final Map<String, String> VERBS = words("""
            Claim 认领
            Assign 指派
            Delegate 委派
            Resolve 交还委派的
            Complete 办结
            SetOwner 更改所有人：
            SetPriority 更改优先级：
            SetName 更改名称：
            SetDescription 更改说明：
            SetFollowUpDate 更改跟进时间：
            SetDueDate 更改到期时间：
            RecalculateDueDate 重新计算到期时间：
            AddUserLink 增加经办人：
            DeleteUserLink 移除经办人：
            AddGroupLink 增加候选组：
            DeleteGroupLink 移除候选组：
            AddAttachment 增加附件：
            DeleteAttachment 删除附件：
            UpdateComment 修改评论：
            DeleteComment 删除评论：
            Create 新建
            Update 修改
            Delete 删除
            Suspend 挂起
            Activate 恢复
            SuspendJob 挂起
            ActivateJob 恢复
            SuspendJobDefinition 挂起
            ActivateJobDefinition 恢复
            SuspendProcessDefinition 挂起
            ActivateProcessDefinition 恢复
            SuspendBatch 挂起
            ActivateBatch 恢复
            Migrate 迁移
            RestartProcessInstance 重新启动
            ModifyProcessInstance 改动
            CorrelateMessage 关联消息：
            SetJobRetries 重试
            SetExternalTaskRetries 重试
            SetVariable 写入变量：
            SetVariables 写入变量：
            ModifyVariable 修改变量：
            RemoveVariable 删除变量：
            DeleteHistory 删除历史：
            CreateHistoryCleanupJobs 安排历史清理：
            UpdateHistoryTimeToLive 更改历史保存期：
            SetRemovalTime 更改清除时间：
            CreateIncident 登记故障：
            SetAnnotation 批注
            ClearAnnotation 清除批注：
            Unlock 解锁
            Execute 执行
            Evaluate 计算
            """);

    private static final Map<String, String> THINGS = words("""
            Application 应用
            Attachment 附件
            Authorization 权限
            Batch 批量操作
            CaseDefinition 案例模型
            CaseInstance 案例
            Comment 评论
            Dashboard 看板
            DecisionDefinition 决策表
            DecisionInstance 决策记录
            DecisionRequirementsDefinition 决策图
            Deployment 部署
            ExternalTask 外部任务
            Filter 任务筛选
            Group 用户组
            Group_membership 用户组成员
            HistoricProcessInstance 历史流程
            HistoricTask 历史任务
            IdentityLink 任务经办人
            Incident 故障
            Job 系统作业
            JobDefinition 系统作业类型
            Metrics 运行指标
            OperationLog 操作日志
            OperationLogCatgeory 操作日志
            Optimize 优化分析
            ProcessDefinition 流程模型
            ProcessInstance 流程
            Property 系统属性
            Report 报表
            System 系统
            Task 任务
            TaskMetrics 任务指标
            Tenant 租户
            TenantMembership 租户成员
            User 账号
            Variable 流程变量
            """);

    private Operations() {}

    private static Map<String, String> words(String list) {
        return list.lines()
                .map(line -> line.split(" "))
                .collect(Collectors.toUnmodifiableMap(word -> word[0].replace('_', ' '), word -> word[1]));
    }

    static String label(@Nullable String operation, @Nullable String thing) {
        return VERBS.getOrDefault(String.valueOf(operation), operation + " ")
                + THINGS.getOrDefault(String.valueOf(thing), String.valueOf(thing));
    }
}
