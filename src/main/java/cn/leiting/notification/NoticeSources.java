package cn.leiting.notification;

import cn.leiting.notification.Notices.Told;
import cn.leiting.whereabouts.Thing;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * 通知来源：what other rooms have written down and has been told to nobody yet. Read and not heard, so that neither a launch
 * of a thousand tasks nor a sweep of deadlines costs more, and nothing is lost in a crash. The texts are put together
 * from codes and titles; what people wrote freely is not repeated, for it may name a party.
 */
@Component
class NoticeSources {

    private static final String DAY = " at time zone 'Asia/Shanghai', 'FMYYYY\"年\"FMMM\"月\"FMDD\"日\"')";

    /** link: a page, or the code of the thing whose page it is. */
    private static final String UNTOLD = """
            select *
            from (
                select 'TASK/' || reference as key, reference as about, holders as receivers,
                       '您有新的待办任务：' || title || '（' || subject || '）' ||
                       coalesce('，应于' || to_char(due_at %1$s || '前办结', '') || '。' as text,
                       '/tasks/' || reference as link, opened_at as at
                from deadline
                         join act_ru_task on id_ = reference
                where opened_at >= :since and met_at is null and cancelled_at is null
                union all
                select 'DEADLINE/' || reference || '/' || told.round || '/' || told.level, reference, told_groups, text,
                       subject, told_at
                from (select deadline, round, level, min(text) as text, min(at) as told_at,
                             array_agg(told_group) as told_groups
                      from deadline_told
                      where at >= :since
                      group by deadline, round, level) told
                         join deadline on id = told.deadline
                where met_at is null and cancelled_at is null
                union all
                select 'URGING/' || id, reference, told,
                       '【' || by_name || '催办】' || title || '（' || subject || '），请及时办理。', subject, at
                from urging
                where at >= :since
                union all
                select 'GUIDANCE/' || guidance.campaign || '/' || guidance.id, null,
                       array_agg('squad' || squad.id),
                       '行动' || guidance.campaign || '有新的督导指导意见，请查阅' ||
                       case when ack_required then '并签收。' else '。' end,
                       '/campaigns/' || guidance.campaign || '/guidance', given_at
                from campaign_guidance guidance
                         join campaign_guidance_squad receiver on receiver.guidance = guidance.id
                         join squad on squad.code = receiver.squad
                where given_at >= :since
                group by guidance.id
                union all
                select 'GUIDANCE/' || hard_case.code || '/' || event.id, null, array ['squad' || squad.id],
                       case event.kind when 'SIGNED' then '疑难案件' || hard_case.code || '的指导意见已经审签，请查阅并反馈采纳情况。'
                                       else '疑难案件' || hard_case.code || '已退回提出单位，请查阅理由。' end,
                       hard_case.code, event.at
                from hard_case_event event
                         join hard_case on hard_case.id = event.hard_case
                         join squad on squad.code = hard_case.squad
                where event.at >= :since and event.kind in ('SIGNED', 'TURNED_DOWN')
                union all
                select 'REPORT/' || report.code, null, array_agg(recipient), '专报' || report.code || '已经送达，请阅读。',
                       report.code, min(sent_at)
                from special_report_delivery
                         join special_report report on report.id = special_report
                where sent_at >= :since
                group by report.code
                union all
                select 'APPEAL/' || scoring.code || '/' || appeal.id, null, array ['lead' || squad.id],
                       '对' || scoring.campaign || '考核指标' || indicator || '的申诉已经裁决：' ||
                       case result when 'CHANGED' then '予以更正。' else '维持原结果。' end,
                       '/campaigns/' || scoring.campaign || '/scores', decided_at
                from score_appeal appeal
                         join scoring on scoring.id = appeal.scoring
                         join squad on squad.code = appeal.squad
                where decided_at >= :since and result in ('UPHELD', 'CHANGED')
                union all
                select 'APPEAL/' || scoring.code || '/' || appeal.id || '/LAPSED', null,
                       array ['lead' || squad.id, 'deptCoordination'],
                       unit.name || '对' || scoring.campaign || '考核指标' || indicator ||
                       '的申诉逾期未办结，已随评分锁定终止。', '/campaigns/' || scoring.campaign || '/scores', lapsed_at
                from score_appeal appeal
                         join scoring on scoring.id = appeal.scoring
                         join squad on squad.code = appeal.squad
                         join unit on unit.code = appeal.squad
                where lapsed_at >= :since
                union all
                select 'APPEAL/AA-' || year || '/' || appeal.id, null, array ['lead' || squad.id],
                       year || '年度考核的申诉已经裁决：' ||
                       case result when 'CHANGED' then '予以更正。' else '维持原结果。' end,
                       '/scores/' || year, decided_at
                from assessment_appeal appeal
                         join squad on squad.code = appeal.squad
                where decided_at >= :since and result in ('UPHELD', 'CHANGED')
                union all
                select 'APPEAL/AA-' || year || '/' || appeal.id || '/LAPSED', null,
                       array ['lead' || squad.id, 'deptCoordination'],
                       unit.name || '对' || year || '年度考核的申诉逾期未办结，已随年度考核终止。', '/scores/' || year,
                       lapsed_at
                from assessment_appeal appeal
                         join squad on squad.code = appeal.squad
                         join unit on unit.code = appeal.squad
                where lapsed_at >= :since
                union all
                select 'MAIL/' || mail || '/' || event.id, null, array ['deptCoordination', 'deptOffice', 'camunda-admin'],
                       '有一封邮件没有送出（' || about || '），需要处理。', '/mails', at
                from mail_event event
                         join mail_outbox on mail_outbox.id = mail
                where at >= :since and kind in ('FAILED', 'UNSURE')) source
            where not exists (select from notice where notice.key = source.key)
            order by at, key
            limit :most
            """.formatted(DAY);

    private final JdbcClient jdbc;

    NoticeSources(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The oldest first. */
    List<Told> untold(Timestamp since, int most) {
        return jdbc.sql(UNTOLD)
                .param("since", since)
                .param("most", most)
                .query((row, number) -> new Told(
                        row.getString("key"),
                        row.getString("about"),
                        Set.of((String[]) row.getArray("receivers").getArray()),
                        row.getString("text"),
                        pageOf(row.getString("link")),
                        Objects.requireNonNull(row.getObject("at", OffsetDateTime.class))
                                .toInstant()))
                .list();
    }

    /**
     * The page of a thing, or the link itself. Cases are closed to some of those who are told that one is late: to them,
     * and to whoever has its task, leads who has it now.
     */
    static String pageOf(String link) {
        if (link.startsWith("/")) {
            return link;
        }
        String page = Thing.pageOf(link);
        return page == null ? "/" : page.startsWith("/cases/") ? "/tasks/of/" + link : page;
    }
}
