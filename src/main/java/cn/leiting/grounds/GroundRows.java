package cn.leiting.grounds;

/** Where the grounds are found: each kind answers squad, code, key, on, text and link. */
final class GroundRows {

    /** The campaign and its look-back, which the final score counts too. */
    private static final String TASKS = """
            with task as (
                select squad_task.code, squad_task.assignment, squad_task.squad, unit.group_id, squad.id
                from squad_task
                         join squad on squad.code = squad_task.squad
                         join unit on unit.code = squad_task.squad
                where assignment in (:campaign, 'LB' || substr(:campaign, 3))
                  and state <> 'CANCELLED'),
            taking_part as (
                select squad
                from task
                where assignment = :campaign),
            visit as (
                select task.code as task, task.assignment, task.squad, inspection.id, inspection.business_date,
                       inspection.point
                from task
                         join inspection_purpose purpose on purpose.squad_task = task.code
                         join inspection on inspection.id = purpose.inspection
                where inspection.validity <> 'PENDING'),
            """;

    /** X1: relapses that visits for the campaign have found. */
    private static final String RELAPSES = """
            select distinct on (new_finding) relapse.squad, 'X1', 'X1:' || new_finding, relapse.business_date,
                   format('点位%s的同一问题（%s）复查合格%s天后再次发现。', place.name, kind.name, days_after_close),
                   '/findings/' || new_finding
            from valid_relapse relapse
                     join visit on visit.id = relapse.inspection
                     join inspection_point place on place.code = relapse.point
                     cross join lateral (select name
                                         from violation_type
                                         where violation_type.code = relapse.violation
                                         order by valid_from desc
                                         limit 1) kind
            """;

    /** X2: visits with photos of which a person's last word is that they are false. */
    private static final String FALSE_PHOTOS = """
            select distinct on (visit.id) visit.squad, 'X2', 'X2:' || visit.id, visit.business_date,
                   format('检查中有%s张照片经核查认定虚假：%s', count(*) over (partition by visit.task, visit.id), left(last.reason, 300)),
                   '/inspections/' || visit.id
            from visit
                     join inspection_photo photo on photo.inspection = visit.id
                     cross join lateral (select decision, reason
                                         from photo_review
                                         where photo_review.inspection = photo.inspection
                                           and photo_review.sha256 = photo.sha256
                                         order by id desc
                                         limit 1) last
            where last.decision = 'FALSE'
            """;

    /** X3: decisions in cases of the campaign whose last remedy did not leave them as they were. */
    private static final String OVERTURNED = """
            select filed.squad, 'X3', 'X3:' || filed.code, last.decided_on,
                   format('案件%s的处罚决定经%s被%s（%s）。', filed.code,
                          case last.kind when 'RECONSIDERATION' then '行政复议' else '行政诉讼' end,
                          case last.result when 'CHANGED' then '变更' when 'ANNULLED' then '撤销' else '确认违法或者无效' end,
                          last.document_no),
                   '/cases/' || filed.code
            from enforcement_case filed
                     cross join lateral (select kind, result, decided_on, document_no
                                         from remedy
                                         where case_code = filed.code
                                           and result in ('UPHELD', 'CHANGED', 'ANNULLED', 'ILLEGAL')
                                         order by decided_on desc, no desc
                                         limit 1) last
            where filed.campaign in (select assignment from task)
              and last.result <> 'UPHELD'
            """;

    /** X4: what a squad itself owed, as long as nobody else held it up, raised to red. */
    private static final String RED = """
            select task.squad, 'X4', 'X4:' || owed.id, (raised.at at time zone 'Asia/Shanghai')::date,
                   format('“%s”逾期，已升级为红色预警。', owed.title),
                   case when task.assignment like 'LB-%' then '/look-backs/' else '/campaigns/' end
                       || task.assignment || '/squads/' || task.squad
            from task
                     join deadline owed on owed.subject = task.code
                     cross join lateral (select min(at) as at
                                         from deadline_raised
                                         where deadline = owed.id
                                           and level = 3) raised
            where raised.at is not null
              and owed.holders && array [task.group_id, 'lead' || task.id]
            """;

    /** X5: absent from a joint operation of the campaign, and no reason is on record. */
    private static final String ABSENT = """
            select absent.squad, 'X5', 'X5:' || operation.code, operation.first_day,
                   format('未参加已商定的联合执法%s，没有登记理由。', operation.code),
                   '/joint/' || operation.code
            from joint_operation operation
                     join joint_squad absent on absent.joint_operation = operation.id
            where operation.campaign = :campaign
              and not absent.attended
              and absent.reason is null
            """;

    /** X6: reported normal, and found otherwise by supervision within 24 hours. */
    private static final String CONTRADICTED = """
            select said.squad, 'X6', 'X6:' || said.visit_point, (said.seen_at at time zone 'Asia/Shanghai')::date,
                   format('点位%s报告正常后24小时内，督查发现%s。', place.name, kind.name),
                   '/supervision/visits/' || said.visit
            from supervision_contradiction said
                     join inspection_point place on place.code = said.point
                     cross join lateral (select name
                                         from violation_type
                                         where violation_type.code = said.violation
                                         order by valid_from desc
                                         limit 1) kind
            where said.assignment in (select assignment from task)
            """;

    /** Y1: items of the campaign that were published by the city or above. */
    private static final String ADOPTED = """
            select distinct on (item.code) item.squad, 'Y1', 'Y1:' || item.code,
                   (published.published_at at time zone 'Asia/Shanghai')::date,
                   format('信息%s被%s媒介采用。', item.code,
                          case published.level when 'CITY' then '市级' else '国家级' end),
                   '/publicity/' || item.code
            from info_item item
                     join publication published on published.item = item.code and published.level in ('CITY', 'NATIONAL')
            where item.campaign = :campaign
              and item.status <> 'WITHDRAWN'
            """;

    /** Y3: officers who made visits of another squad's task; whether the bureau ordered it is for a person to say. */
    private static final String LENT = """
            select lender.code, 'Y3', format('Y3:%s %s %s', visit.assignment, lender.code, visit.squad),
                   min(visit.business_date),
                   format('有%s名队员参加了%s的检查，请核实是否由局安排。', count(distinct officer.person), borrower.name),
                   case when visit.assignment like 'LB-%' then '/look-backs/' else '/campaigns/' end
                       || visit.assignment || '/squads/' || visit.squad
            from visit
                     join inspection_officer officer on officer.inspection = visit.id
                     join person on person.user_id = officer.person
                     join squad lender on lender.code = person.unit_code and lender.code <> visit.squad
                     join unit borrower on borrower.code = visit.squad
            group by visit.assignment, lender.code, visit.squad, borrower.name
            """;

    /** By squad, code and day; {@code bookedIn} wherever it is in force. */
    static final String SELECT = TASKS + "ground (squad, code, key, \"on\", text, link) as (\n("
            + String.join(
                    ")\nunion all\n(", RELAPSES, FALSE_PHOTOS, OVERTURNED, RED, ABSENT, CONTRADICTED, ADOPTED, LENT)
            + "))\n" + """
            select ground.*, booked.code as booked_in
            from ground
                     left join lateral (select scoring.code
                                        from score_adjustment
                                                 join scoring on scoring.id = score_adjustment.scoring
                                        where score_adjustment.ground = ground.key
                                          and withdrawn_at is null
                                          and (scoring.campaign <> :campaign
                                              or scoring.id = (select max(id) from scoring where campaign = :campaign))
                                        order by scoring.id desc
                                        limit 1) booked on true
            where squad in (select squad from taking_part)
            order by squad, ground.code, "on", key
            """;

    private GroundRows() {}
}
