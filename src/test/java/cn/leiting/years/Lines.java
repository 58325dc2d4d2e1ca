package cn.leiting.years;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Lines of the audit: those of the patterns wait until all of a year are there, and are then written in the order of
 * their moments, with the logins that they need. They are sealed by the product's own worker. What the examples did
 * themselves in the first weeks of the first year stands before them.
 */
final class Lines {

    static final String WAITING = "lines_waiting";

    /** Of an account and a day: which session, and from where. */
    private static final String FROM = """
            left(md5(actor || ' ' || day), 16) as its_session,
            '10.8.' || ('x' || left(md5(actor), 2))::bit(8)::int || '.' || ('x' || right(md5(actor), 2))::bit(8)::int as its_address
            """;

    private static final String AGENT = "Mozilla/5.0 (Linux; Android 12)";

    private final JdbcClient jdbc;

    Lines(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static void begin(JdbcClient jdbc) {
        jdbc.sql("create temporary table if not exists lines_waiting (like audit_line)")
                .update();
    }

    /** Complaints are closed one by one, by the squads' leaders. */
    void closeComplaints(int year) {
        begin(jdbc);
        jdbc.sql("""
                        insert into lines_waiting (id, at, actor, verb, subject, things, outcome, route, address, session, before, after)
                        select 0, closed_at, by_whom, '办结诉件', ticket_no, array [ticket_no], 'DONE', 'POST /complaints/{ticketNo}/close', '', '',
                               jsonb_build_object('complaint ' || ticket_no, jsonb_build_object('closed_at', null)),
                               jsonb_build_object('complaint ' || ticket_no, jsonb_build_object('closed_at', closed_at))
                        from complaint
                                 join complaint_event on ticket = ticket_no and complaint_event.kind = 'CLOSED'
                        where ticket_no like ?
                        """).param("TS" + year + "-%").update();
    }

    /** Everything that waits, and its logins: one a day for each account. */
    void write() {
        begin(jdbc);
        jdbc.sql("""
                        with told as (
                            select waiting.*, (at at time zone 'Asia/Shanghai')::date as day, session is not null as by_a_person
                            from lines_waiting waiting),
                        placed as (
                            select told.*, :from
                            from told)
                        insert into audit_line (at, actor, verb, subject, things, outcome, status, route, address, agent, session, before, after)
                        select at, actor, verb, subject, things, outcome, status, route, case when by_a_person then its_address end,
                               case when by_a_person then :agent end, case when by_a_person then its_session end, before, after
                        from (select id, at, actor, verb, subject, things, outcome, status, route, by_a_person, its_address,
                                     its_session, before, after
                              from placed
                              union all
                              select 0, min(at) - interval '3 minutes', actor, '登录', '', '{}', 'DONE', null, 'POST /login', true,
                                     its_address, its_session, null, null
                              from placed
                              where by_a_person
                              group by actor, day, its_address, its_session) line
                        order by at, id
                        """.replace(":from", FROM)).param("agent", AGENT).update();
        jdbc.sql("drop table lines_waiting").update();
    }

    /** Of the visits in {@code plan}, as the phone's calls leave them; they are real lines, and part of the pattern. */
    static void ofVisits(JdbcClient jdbc) {
        jdbc.sql("""
                        insert into audit_line (at, actor, verb, subject, things, outcome, route, address, agent, session)
                        select at + interval '9 minutes', first, case photo when 0 then '上报检查' else '上传照片' end,
                               case photo when 0 then '' else client_id || ':' || encode(sha256((hash || photo)::bytea), 'hex') end, '{}', 'DONE',
                               case photo
                                   when 0 then 'POST /api/field/inspections'
                                   else 'PUT /api/field/inspections/{clientId}/photos/{sha256}' end,
                               its_address, :agent, its_session
                        from (select plan.*, first as actor from plan) plan
                                 cross join generate_series(0, 3) photo
                                 cross join lateral (select :from) placed
                        order by 1, photo
                        """.replace(":from", FROM)).param("agent", AGENT).update();
    }
}
