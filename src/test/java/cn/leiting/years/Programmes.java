package cn.leiting.years;

import org.springframework.jdbc.core.simple.JdbcClient;

/** What a year has beside its patterns: the programme that plans its campaigns, and complaints. */
final class Programmes {

    private final JdbcClient jdbc;

    Programmes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** That of the notice again, issued a year or two later; its own year has it already. */
    void write(int year) {
        if (year == Years.PATTERN_YEAR) {
            return;
        }
        run("""
                with paper as (
                    insert into policy_document (document_no, issuer, title, issued_on)
                    select replace(document_no, '2023', ':year'), issuer, replace(title, '2023', ':year'), make_date(:year, 1, 10)
                    from policy_document
                    where id = (select document from annual_programme where year = 2023)
                    returning id)
                insert into annual_programme (code, year, key_work, doc_title, annual_goal, responsible_unit, min_campaigns,
                                              status, first_month, campaigns_launched, document, version)
                select 'TH-:year', :year, key_work, replace(doc_title, '2023', ':year'), annual_goal, responsible_unit,
                       min_campaigns, 'ISSUED', first_month, 8, paper.id, 1
                from annual_programme, paper
                where year = 2023
                """, year);
        run("""
                insert into board_lead_leader (programme, name, valid_from)
                select next.id, name, make_date(:year, 1, 1)
                from board_lead_leader
                         join annual_programme first on first.id = programme and first.year = 2023
                         join annual_programme next on next.year = :year
                """, year);
        run("""
                insert into board_month_goal (programme, month, goal, span_from, span_to)
                select next.id, month, goal, span_from, span_to
                from board_month_goal
                         join annual_programme first on first.id = programme and first.year = 2023
                         join annual_programme next on next.year = :year
                """, year);
        run("""
                insert into planned_campaign (programme, seq, annex_seq, theme, title, month_status, month, status, revision)
                select next.id, seq, annex_seq, theme, title, month_status, month, 'OPEN', 1
                from planned_campaign
                         join annual_programme first on first.id = programme and first.year = 2023
                         join annual_programme next on next.year = :year
                """, year);
    }

    /** The plan's campaigns are those that were carried out. */
    void link(int year) {
        for (int no = 1; no <= 8; no++) {
            jdbc.sql("""
                            update planned_campaign
                            set status = 'DONE', theme = :theme, title = :title, month_status = 'FIXED',
                                month = extract(month from made.starts_on), campaign_code = made.code
                            from campaign made
                            where made.code = :code
                              and planned_campaign.seq = :no
                              and planned_campaign.status = 'OPEN'
                              and programme = (select id from annual_programme where year = :year)
                            """)
                    .param("code", "TH-%d-%02d".formatted(year, no))
                    .param("title", Templates.title(no))
                    .param("theme", Templates.theme(no))
                    .param("no", no)
                    .param("year", year)
                    .update();
        }
        run("update annual_programme set campaigns_launched = 8 where year = :year", year);
    }

    /** Most in summer; answered within the week, of some squads one in six too late, of others hardly one. */
    void complain(int year, int count, long seed) {
        jdbc.sql("""
                        insert into complaint (ticket_no, kind, received_at, due_at, squad, point, text, closed_at, satisfied, result)
                        select 'TS' || :year || '-' || lpad(n::text, 5, '0'), one.kind, at, at + interval '5 days', squad.code, point.code,
                               '市民反映该处市容环境问题，请予处理。',
                               at + make_interval(hours => 24 + lot % 84 + case when lot % (6 + 3 * place) = 0 then 60 else 0 end),
                               lot % (5 + place) <> 0, '已到现场处理并回复来电人。'
                        from generate_series(1, :count) n
                                 cross join lateral (select ('x' || substr(md5(:seed || ' complaint ' || :year || n), 1, 7))::bit(28)::int as lot) drawn
                                 cross join lateral (select make_timestamptz(:year, 1, 5, 8, 0, 0, 'Asia/Shanghai')
                                                                + make_interval(hours => case when lot % 5 < 2 then 2900 + lot % 3600 else lot % 8400 end) as at,
                                                            (array ['VIO_STALL', 'VIO_STACKING', 'VIO_POSTING', 'OTHER'])[1 + lot % 4] as kind) one
                                 join (select code, row_number() over (order by code) - 1 as place, count(*) over () as squads
                                       from squad
                                       where kind <> 'MOBILE') squad on squad.place = lot / 7 % squad.squads
                                 left join inspection_point point
                                           on point.code = 'P-' || squad.code || '-' || lpad((1 + n % 20)::text, 4, '0') and lot % 3 > 0
                        """)
                .param("year", year)
                .param("count", count)
                .param("seed", seed)
                .update();
        jdbc.sql("""
                        insert into complaint_event (ticket, kind, text, by_whom, by_name, at)
                        select ticket_no, 'RECEIVED', null, 'coordination1', '执法协调科1', received_at
                        from complaint
                        where ticket_no like :tickets
                        union all
                        select ticket_no, 'CLOSED', result, user_id, name, closed_at
                        from complaint
                                 join person on unit_code = squad and user_id like '%Lead'
                        where ticket_no like :tickets
                        order by 6, 1
                        """).param("tickets", "TS" + year + "-%").update();
    }

    private void run(String sql, int year) {
        jdbc.sql(sql.replace(":year", Integer.toString(year))).update();
    }
}
