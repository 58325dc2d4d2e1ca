package cn.leiting.docket;

import cn.leiting.docket.CaseFile.Step;
import java.util.Arrays;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 办理环节：what the rooms have recorded of a case, in one statement. */
@Component
class StepRows {

    private static final String FIRST_STEPS = """
            select 'ORDER' as part, issued_on as day, '第' || no || '次责令改正' as title,
                   '期限至' || to_char(due_on, 'FMYYYY"年"FMMM"月"FMDD"日"') || case corrected
                       when true then '，复查已改正。'
                       when false then '，复查未改正。'
                       else '，尚未复查。' end as detail, issued_by as by_whom
            from case_order
            where case_code = :code
            union all
            select 'TRANSFER', sent_on, '移送' || unit.name || '（' || letter_no || '）',
                   case accepted when true then '已受理：' || answer when false then '退回：' || answer else '等待回复。' end, sent_by
            from case_transfer
                     join unit on unit.code = agency
            where case_code = :code
            union all
            select 'FILING', decided_on, case when filed then '准予立案' else '不予立案' end, basis, approver
            from case_filing
            where case_code = :code
            union all
            select 'ON_THE_SPOT', decided_on, decision_no,
                   case penalty_kind when 'WARNING' then '警告' else '罚款' || trim_scale(amount) || '元' end
                       || case when collected_on_spot then '，当场收缴' else '' end || '。', decided_by
            from on_the_spot_decision
            where case_code = :code
            """;

    private static final String INQUIRY = """
            select 'EVIDENCE', gathered_on, title, null, by_whom
            from case_evidence
            where case_code = :code
            union all
            select 'RECORD', made_on, title,
                   case signed when 'REFUSED' then '拒绝签名。' when 'ABSENT' then '当事人不在场。' end, by_whom
            from inquiry_document
            where case_code = :code
            union all
            select 'MEASURE', from_day,
                   case kind when 'SEIZURE' then '查封、扣押' else '先行登记保存' end || '（' || decision_no || '）',
                   case
                       when ended_on is null then '尚未解除或者处理。'
                       else to_char(ended_on, 'FMYYYY"年"FMMM"月"FMDD"日"') || case result
                           when 'RELEASED' then '解除。'
                           when 'SEIZED' then '转为查封、扣押。'
                           when 'APPRAISED' then '送交鉴定。'
                           when 'CONFISCATED' then '没收。'
                           else '移送。' end
                       end, approved_by
            from coercive_measure
            where case_code = :code
            union all
            select 'PROPOSAL', (coalesce(handed_in_at, written_at) at time zone 'Asia/Shanghai')::date,
                   '第' || no || '次：' || case verdict
                       when 'PENALTY' then '予以处罚'
                       when 'NO_PENALTY' then '不予处罚'
                       when 'NOT_ESTABLISHED' then '违法事实不成立'
                       else '移送' end,
                   case when handed_in_at is null then '尚未提交。' when amount is not null then '罚款' || trim_scale(amount) || '元。' end,
                   written_by
            from penalty_proposal
            where case_code = :code
            union all
            select 'NOTICE', notified_on, '第' || no || '次告知',
                   coalesce('罚款' || trim_scale(amount) || '元。', '') || case when hearing_told then '已告知听证权利。' else '' end, given_by
            from prior_notice
            where case_code = :code
              and given_at is not null
            union all
            select 'STATEMENT', received_on,
                   case kind when 'STATEMENT' then '陈述、申辩' when 'HEARING' then '要求听证' else '放弃陈述、申辩和听证' end,
                   case when late_reason is not null then '逾期提出，予以接受。' end, by_whom
            from defence_statement
            where case_code = :code
            """;

    private static final String JUDGED = """
            select 'HEARING', held_on, case when public then '公开听证' else '不公开听证' end,
                   place || '，' || case end_reason
                       when 'COMPLETED' then '已举行。'
                       when 'NO_SHOW' then '当事人未到场，终止。'
                       when 'LEFT' then '当事人中途退出，终止。'
                       when 'WITHDRAWN' then '当事人撤回，终止。'
                       else '尚未举行。' end, chair
            from hearing
            where case_code = :code
            union all
            select 'REVIEW', (reviewed_at at time zone 'Asia/Shanghai')::date,
                   case result when 'PASS' then '通过' when 'RETURN' then '退回补充' else '不通过' end, opinion, reviewer
            from legal_review
            where case_code = :code
            union all
            select 'DISCUSSION', held_on, case when agreed then '同意' else '不同意' end, null, by_whom
            from collective_discussion
            where case_code = :code
            union all
            select 'DECISION', decided_on, decision_no,
                   case verdict
                       when 'PENALTY' then '予以处罚'
                       when 'NO_PENALTY' then '不予处罚'
                       when 'NOT_ESTABLISHED' then '违法事实不成立'
                       else '移送' end || coalesce('，罚款' || trim_scale(amount) || '元', '') || '。', decided_by
            from penalty_decision
            where case_code = :code
              and decided_at is not null
            """;

    private static final String PERFORMANCE = """
            select 'SERVICE', served_on, case method
                       when 'ON_THE_SPOT' then '当场交付'
                       when 'DIRECT' then '直接送达'
                       when 'LEFT' then '留置送达'
                       when 'POST' then '邮寄送达'
                       when 'ELECTRONIC' then '电子送达'
                       else '公告送达' end, proof, served_by
            from performance
            where case_code = :code
              and served_on is not null
            union all
            select 'PAYMENT', paid_on, amount || '元', '票据' || receipt_no || '。', recorded_by
            from payment
            where case_code = :code
            union all
            select 'DEFERRAL', granted_on, '第' || no || '次准许', reason, granted_by
            from deferral
            where case_code = :code
            union all
            select 'ENFORCEMENT', urged_on, '催告（' || urging_no || '）',
                   case when applied_on is not null then '已申请' || court || '强制执行。' end, null
            from performance
            where case_code = :code
              and urged_on is not null
            union all
            select 'REMEDY', filed_on, case kind when 'RECONSIDERATION' then '行政复议' else '行政诉讼' end || '（' || body || '）',
                   case result
                       when 'UPHELD' then '维持。'
                       when 'CHANGED' then '变更。'
                       when 'ANNULLED' then '撤销。'
                       when 'ILLEGAL' then '确认违法。'
                       when 'WITHDRAWN' then '撤回。'
                       else '尚无结果。' end, recorded_by
            from remedy
            where case_code = :code
            union all
            select 'PUBLICATION', published_on, '公开处罚决定',
                   case when withdrawn_on is not null then '已撤回：' || reason when owed_since is not null then '应当撤回。' end,
                   published_by
            from decision_publication
            where case_code = :code
            """;

    private static final String FILED = """
            select 'DOCUMENT', made_on, title, case when signed_on is null then '尚未签署。' else '已签署。' end, null
            from case_document
            where case_code = :code
            union all
            select 'FILE_REVIEW', (reviewed_at at time zone 'Asia/Shanghai')::date, '第' || round || '轮：' || score || '分',
                   concat(case when fatal then '存在致命问题。' end, defects), reviewed_by
            from case_file_review
            where case_code = :code
            """;

    private static final String SELECT = "select part, day, title, nullif(detail, '') as detail,"
            + " coalesce((select name from person where user_id = by_whom), by_whom) as \"by\" from ("
            + String.join(" union all ", FIRST_STEPS, INQUIRY, JUDGED, PERFORMANCE, FILED)
            + ") step order by array_position(:parts::text[], part), day, title";

    private static final String[] PARTS =
            Arrays.stream(Step.Part.values()).map(Enum::name).toArray(String[]::new);

    private final JdbcClient jdbc;

    StepRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** In the order of the parts, each in the order of its days. */
    List<Step> of(String code) {
        return jdbc.sql(SELECT)
                .param("code", code)
                .param("parts", PARTS)
                .query(Step.class)
                .list();
    }
}
