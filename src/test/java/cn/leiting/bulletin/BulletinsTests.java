package cn.leiting.bulletin;

import static cn.leiting.overview.Rounds.XUJING;
import static cn.leiting.overview.Rounds.ZHAOXIANG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import cn.leiting.Statements;
import cn.leiting.fieldwork.Patrol;
import cn.leiting.office.Word;
import cn.leiting.overview.Rounds;
import cn.leiting.work.Labours;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.StreamSupport;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The bureau's day is 12 January 2023, 09:00; the campaigns of these tests began on the tenth. */
@LeitingTest
class BulletinsTests {

    private static final LocalDate DAY = LocalDate.of(2023, 1, 11);
    private static final LocalDate MORNING = DAY.plusDays(1);

    @LocalServerPort
    private int port;

    @Autowired
    private Bulletins bulletins;

    @Autowired
    private BulletinSweep sweep;

    @Autowired
    private Patrol patrol;

    @Autowired
    private Rounds rounds;

    @Autowired
    private Labours labours;

    @Autowired
    private JdbcClient jdbc;

    /** Approved on the ninth, in the field from the tenth to the twentieth. */
    private String campaign(String code, String... squads) {
        patrol.running(code, squads);
        jdbc.sql("update assignment set opened_at = '2023-01-09 10:00+08' where code = ?")
                .param(code)
                .update();
        return code;
    }

    private void visits(String task, LocalDate day, int count, String violation, String disposition) {
        String squad = task.substring(task.indexOf(':') + 1);
        jdbc.sql("""
                        with officers as (
                            select held.user_id, min(no) as no
                            from officer_certificate held
                                     join person on person.user_id = held.user_id
                            where unit_code = :squad
                            group by held.user_id
                            order by held.user_id
                            limit 2),
                        visit as (
                            insert into inspection (client_id, content_hash, squad, point, business_date, started_at, received_at,
                                                    legal_class, auxiliaries, cert_shown, recording_told, gps_missing_reason,
                                                    geo_verdict, result, recorded_by)
                            select gen_random_uuid(), repeat('0', 64), :squad, 'P-' || :squad || '-0001', :day,
                                   :day::date + time '20:00' + make_interval(mins => n), '2023-01-11 23:00+08', 'STREET_PATROL',
                                   1, true, true, '试用设备没有定位', 'UNKNOWN', 'PROBLEM', officer
                            from generate_series(1, :count) n, (select min(user_id) as officer from officers) one
                            returning id),
                        purpose as (
                            insert into inspection_purpose (inspection, squad_task, round_no) select id, :task, 1 from visit),
                        officer as (
                            insert into inspection_officer (inspection, person, cert_no)
                            select id, user_id, no from visit, officers)
                        insert into finding (inspection, seq, violation, party_unknown, description, disposition,
                                             education_given, education_kind, party_signed, witness, order_due_on)
                        select id, 1, :violation, true, '当事人不在场，已劝离并恢复原状。', :disposition, true, 'ORAL', 'ABSENT', '路人',
                               case :disposition when 'ORDERED' then :day::date + 1 end
                        from visit
                        """)
                .param("task", task)
                .param("squad", squad)
                .param("day", day)
                .param("count", count)
                .param("violation", violation)
                .param("disposition", disposition)
                .update();
    }

    @Test
    void countsTheShiftsDateNotTheCalendars() {
        String code = campaign("TH-2042-11", XUJING);
        visits(code + ":" + XUJING, DAY, 2, "VIO_STALL", "CORRECTED_ON_SPOT");
        visits(code + ":" + XUJING, DAY.plusDays(1), 5, "VIO_STALL", "EDUCATED");
        jdbc.sql("""
                        update inspection
                        set started_at = '2023-01-12 03:00+08'
                        where business_date = ? and id in (select inspection from inspection_purpose where squad_task = ?)
                        """).params(DAY, code + ":" + XUJING).update();

        assertThat(bulletins.make(code, DAY)).isTrue();

        Bulletin.Row row = bulletins.newest(code, DAY).squads().get(0);
        assertThat(row.visited()).isEqualTo(2);
        assertThat(row.personTimes()).isEqualTo(4);
        assertThat(row.dispositions()).isEqualTo(Map.of("当场整改", 2));
        assertThat(row.findings().values()).containsExactly(2);
        assertThat(row.dutyMode()).isNotBlank();
    }

    @Test
    void pageCallAndWordFileShowTheSameFigures() {
        String code = campaign("TH-2042-12", XUJING, ZHAOXIANG);
        visits(code + ":" + ZHAOXIANG, DAY, 37, "VIO_STALL", "CORRECTED_ON_SPOT");
        visits(code + ":" + XUJING, DAY, 41, "VIO_STALL", "EDUCATED");
        bulletins.make(code, DAY);
        Client leader = Client.of("lead1", port);
        String path = "/campaigns/" + code + "/daily/" + DAY;

        JsonNode call = leader.get("/api" + path).json();
        String page = leader.get(path).body();
        String word = Word.text(leader.bytes(path + ".docx"));

        assertThat(page).contains("href=\"" + path + ".docx?version=1\"");
        assertThat(Client.of("coordination1", port).get(path).body())
                .contains("action=\"" + path + "/note\"", "action=\"" + path + "/release\"");
        assertThat(call.path("squads")).hasSize(2);
        assertThat(call.path("hash").asText()).hasSize(64);
        for (String shown : List.of(page, word)) {
            assertThat(shown).contains(call.path("hash").asText(), "第1期第1版", BulletinTables.NOTE);
            BulletinTables.tables(bulletins.newest(code, DAY))
                    .forEach(table ->
                            table.header().forEach(column -> assertThat(shown).contains(column)));
        }
        for (String count : List.of("37", "41", "78")) {
            assertThat(page).contains("<td class=\"number info\">" + count + "</td>");
            assertThat(word).contains("\t" + count + "\t");
        }
        assertThat(StreamSupport.stream(call.path("squads").spliterator(), false)
                        .mapToInt(row -> row.path("visits").elements().next().asInt()))
                .containsExactly(37, 41);
        assertThat(page.indexOf("赵巷镇城管中队")).isLessThan(page.indexOf("徐泾镇城管中队"));
    }

    @Test
    void aSquadAndItsTownSeeTheirOwnShareAndNobodyElseAny() {
        String code = campaign("TH-2042-13", XUJING, ZHAOXIANG);
        visits(code + ":" + ZHAOXIANG, DAY, 7, "VIO_STALL", "EDUCATED");
        bulletins.make(code, DAY);
        String path = "/campaigns/" + code + "/daily/" + DAY;

        for (String own : List.of("xujing1", "xujingTown1")) {
            Client person = Client.of(own, port);
            assertThat(person.get(path).body()).contains("徐泾镇城管中队").doesNotContain("赵巷", "合计", "发布日报");
            assertThat(person.get("/api" + path).json().path("squads")).hasSize(1);
            assertThat(Word.text(person.bytes(path + ".docx"))).doesNotContain("赵巷", "合计");
            assertThat(person.get("/campaigns/" + code + "/daily").status()).isEqualTo(200);
        }
        for (String other : List.of("xiayang1", "police1", "admin", "xujingDecide1")) {
            Client person = Client.of(other, port);
            for (String address : List.of(path, "/api" + path, path + ".docx", "/campaigns/" + code + "/daily")) {
                assertThat(person.get(address).status())
                        .as(other + " " + address)
                        .isEqualTo(403);
            }
        }
        Client section = Client.of("legal1", port);
        assertThat(section.get("/campaigns/" + code + "/daily/2023-01-19").status())
                .isEqualTo(404);
        assertThat(section.get(path + "?version=2").status()).isEqualTo(404);
        assertThat(section.get("/campaigns/" + code + "/daily/2023-02-31").status())
                .isIn(404, 422);
    }

    @Test
    void recordsThatComeLateMakeOneCorrectedVersionThatSaysSo() {
        String code = campaign("TH-2042-14", XUJING);
        visits(code + ":" + XUJING, DAY, 2, "VIO_STALL", "EDUCATED");
        sweep.run(MORNING);
        Bulletin first = bulletins.newest(code, DAY);
        assertThat(first.cause()).isEqualTo(Bulletin.Cause.DAILY);

        visits(code + ":" + XUJING, DAY, 3, "VIO_STALL", "EDUCATED");
        received(code, "2023-01-12 11:00+08");
        sweep.run(MORNING.plusDays(1));
        sweep.run(MORNING.plusDays(1));

        Bulletin second = bulletins.newest(code, DAY);
        assertThat(second.version()).isEqualTo(2);
        assertThat(second.no()).isEqualTo(first.no());
        assertThat(second.squads().get(0).visited()).isEqualTo(5);
        assertThat(bulletins.version(code, DAY, 1)).isEqualTo(first);
        Client leader = Client.of("lead1", port);
        String path = "/campaigns/" + code + "/daily/" + DAY;
        assertThat(leader.get(path).body()).contains("本版更正第1版");
        assertThat(leader.get(path + "?version=1").body()).contains("本版已由第2版更正");
        assertThat(Word.text(leader.bytes(path + ".docx"))).contains("本版更正第1版");
        assertThat(leader.get("/campaigns/" + code + "/daily").body()).contains("更正", "第2版");
    }

    @Test
    void aVisitThatIsVoidedLaterCorrectsItToo() {
        String code = campaign("TH-2042-15", XUJING);
        visits(code + ":" + XUJING, DAY, 2, "VIO_STALL", "EDUCATED");
        sweep.run(MORNING);

        jdbc.sql("""
                        update inspection
                        set validity = 'INVALID', invalid_reason = '点位选错，重新记录。', voided_by = 'xujingLead',
                            voided_at = '2023-01-12 10:00+08'
                        where id = (select min(inspection) from inspection_purpose where squad_task = ?)
                        """).param(code + ":" + XUJING).update();
        sweep.run(MORNING.plusDays(1));

        Bulletin.Row row = bulletins.newest(code, DAY).squads().get(0);
        assertThat(bulletins.newest(code, DAY).version()).isEqualTo(2);
        assertThat(row.visited()).isEqualTo(1);
        assertThat(row.invalid()).isEqualTo(1);
    }

    @Test
    void daysOnWhichNoServerRanAreMadeUpInTheirOrder() {
        String code = campaign("TH-2042-16", XUJING);

        sweep.run(MORNING);

        assertThat(bulletins.of(code)).extracting(Bulletin::day).containsExactly(DAY, DAY.minusDays(1));
        assertThat(bulletins.of(code)).extracting(Bulletin::no).containsExactly(2, 1);
        assertThat(bulletins.of(code))
                .extracting(Bulletin::cause)
                .containsExactly(Bulletin.Cause.DAILY, Bulletin.Cause.MADE_UP);
        assertThat(Client.of("lead1", port)
                        .get("/campaigns/" + code + "/daily/" + DAY.minusDays(1))
                        .body())
                .contains("补编：当日没有生成，事后补编。");
    }

    @Test
    void aDayWithinASuspensionHasNone() {
        rounds.drafted("TH-2042-17");
        String code = campaign("TH-2042-17", XUJING);
        told(code, "SUSPENDED", "2023-01-12 10:00+08");
        told(code, "RESUMED", "2023-01-14 10:00+08");

        sweep.run(LocalDate.of(2023, 1, 16));

        assertThat(bulletins.of(code))
                .extracting(made -> made.day().getDayOfMonth())
                .containsExactly(15, 14, 12, 11, 10);
    }

    private void told(String code, String kind, String at) {
        jdbc.sql("""
                        insert into campaign_event (campaign, kind, by_whom, by_name, at)
                        values (?, ?, 'bureau1', '局领导班子1', ?::timestamptz)
                        """).params(code, kind, at).update();
    }

    @Test
    void onlyOneOfTwoNodesMakesIt() throws Exception {
        String code = campaign("TH-2042-18", XUJING);
        ExecutorService nodes = Executors.newFixedThreadPool(4);
        try {
            Callable<Boolean> node = () -> bulletins.make(code, DAY);
            long made = 0;
            for (Future<Boolean> one : nodes.invokeAll(List.of(node, node, node, node))) {
                made += one.get() ? 1 : 0;
            }
            assertThat(made).isEqualTo(1);
        } finally {
            nodes.shutdownNow();
        }
        assertThat(bulletins.newest(code, DAY).version()).isEqualTo(1);
    }

    @Test
    void whatWasFrozenDoesNotChange() {
        String code = campaign("TH-2042-19", XUJING);
        bulletins.make(code, DAY);

        for (String change : List.of(
                "update bulletin_version set hash = repeat('0', 64) where subject = ?",
                "delete from bulletin_version where subject = ?")) {
            assertThatThrownBy(() -> jdbc.sql(change).param(code).update()).isInstanceOf(DataAccessException.class);
        }
    }

    @Test
    void coordinationAddsAParagraphAndReleasesIt() {
        String code = campaign("TH-2042-20", XUJING);
        bulletins.make(code, DAY);
        String path = "/campaigns/" + code + "/daily/" + DAY;
        Client coordination = Client.of("coordination1", port);

        assertThat(coordination.form(path + "/note", Map.of("text", "短")).status())
                .isEqualTo(422);
        assertThat(coordination
                        .form(path + "/note", Map.of("text", "=明日重点查夜间出土工地。"))
                        .status())
                .isEqualTo(302);
        assertThat(coordination.form(path + "/release", Map.of()).status()).isEqualTo(302);
        assertThat(coordination.form(path + "/release", Map.of()).status()).isEqualTo(409);

        Client squad = Client.of("xujing1", port);
        assertThat(squad.get(path).body()).contains("=明日重点查夜间出土工地。", "发布。");
        assertThat(Word.text(squad.bytes(path + ".docx"))).contains("=明日重点查夜间出土工地。");
        assertThat(squad.get("/").body()).contains(path);
        assertThat(Client.of("xiayang1", port).get("/").body()).doesNotContain(path);
        for (String other : List.of("supervision1", "lead1", "xujingLead")) {
            Client person = Client.of(other, port);
            assertThat(person.form(path + "/note", Map.of("text", "不是我写的内容。")).status())
                    .isEqualTo(403);
            assertThat(person.form(path + "/release", Map.of()).status()).isEqualTo(403);
        }
    }

    @Test
    void listsWhatIsOpenLateAndOutOfTheOrdinary() {
        String code = campaign("TH-2042-21", XUJING);
        String task = code + ":" + XUJING;
        visits(task, DAY.minusDays(1), 1, "VIO_STALL", "ORDERED");
        jdbc.sql("""
                        insert into rectification_order (order_no, finding, squad, issued_on, due_on, latest_on)
                        select 'ZG-310118106-2023-9042', max(finding.id), '310118106', date '2023-01-10', date '2023-01-11', date '2023-01-25'
                        from finding join inspection_purpose using (inspection)
                        where squad_task = ?
                        """).param(task).update();
        jdbc.sql("""
                        insert into deadline (reference, subject, title, holders, rule, amount, unit, from_day, opened_at, fixed, due_at)
                        values (:task || '/test', :task, '签收任务', array['leadXujing'], 'task.ack.due', 1, 'WORKDAY',
                                date '2023-01-09', '2023-01-09 10:00+08', false, '2023-01-11 17:30+08')
                        """).param("task", task).update();
        jdbc.sql("""
                        insert into complaint (ticket_no, kind, received_at, due_at, squad, text)
                        values ('T2042-0001', 'OTHER', '2023-01-11 10:00+08', '2023-01-13 10:00+08', '310118106', '占道设摊影响通行。')
                        """).update();

        bulletins.make(code, DAY);

        Bulletin.Row row = bulletins.newest(code, DAY).squads().get(0);
        assertThat(row.ordersOpen()).isEqualTo(1);
        assertThat(row.ordersLate()).isEqualTo(1);
        assertThat(row.problems()).containsExactly("责令改正ZG-310118106-2023-9042应于2023年1月11日前改正，到期未办结。");
        assertThat(row.late()).containsExactly("签收任务应于2023年1月11日前完成，已逾期。");
        assertThat(row.complaints().received()).isGreaterThanOrEqualTo(1);
        assertThat(row.complaints().open()).isGreaterThanOrEqualTo(1);
        assertThat(Client.of("lead1", port)
                        .get("/campaigns/" + code + "/daily/" + DAY)
                        .body())
                .contains("徐泾镇城管中队：签收任务应于2023年1月11日前完成，已逾期。");
        jdbc.sql("delete from complaint where ticket_no = 'T2042-0001'").update(); // others count the newest
    }

    @Test
    void asksTheSameForOneSquadAndForMany() {
        String one = campaign("TH-2042-22", XUJING);
        String many = campaign("TH-2042-23", XUJING, ZHAOXIANG, "310118001", "310118002");
        visits(many + ":" + ZHAOXIANG, DAY, 20, "VIO_STALL", "EDUCATED");
        bulletins.make(one, DAY.minusDays(1));

        int few = Statements.during(() -> bulletins.make(one, DAY));
        int all = Statements.during(() -> bulletins.make(many, DAY));

        assertThat(all).isEqualTo(few).isBetween(1, 15);
        Client leader = Client.of("lead1", port);
        leader.get("/campaigns/" + one + "/daily/" + DAY);
        assertThat(Statements.during(() -> leader.get("/campaigns/" + many + "/daily/" + DAY)))
                .isEqualTo(Statements.during(() -> leader.get("/campaigns/" + one + "/daily/" + DAY)));
    }

    @Test
    void aYearsBulletinsAreHandedOutInOneArchive() throws IOException {
        String code = campaign("TH-2042-24", XUJING);
        bulletins.make(code, DAY.minusDays(1));
        bulletins.make(code, DAY);
        Client office = Client.of("office1", port);

        Client.Answer begun = office.form("/progress/bulletins", Map.of("year", "2023"));
        assertThat(begun.status()).isEqualTo(303);
        labours.doAll();

        String work = begun.raw().headers().firstValue("Location").orElseThrow().replaceFirst("^http://[^/]+", "");
        List<String> names = new ArrayList<>();
        try (ZipInputStream archive = new ZipInputStream(new ByteArrayInputStream(office.bytes(work + "/file")))) {
            for (ZipEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                byte[] file = archive.readAllBytes();
                if (entry.getName().startsWith(code)) {
                    names.add(entry.getName());
                    assertThat(Word.text(file)).contains(code + "日报第");
                }
            }
        }
        assertThat(names)
                .containsExactly(code + "/日报" + code + "-2023-01-10.docx", code + "/日报" + code + "-2023-01-11.docx");
        assertThat(Client.of("xujing1", port)
                        .form("/progress/bulletins", Map.of("year", "2023"))
                        .status())
                .isEqualTo(403);
        assertThat(office.form("/progress/bulletins", Map.of("year", "1900")).status())
                .isEqualTo(422);
    }

    private void received(String code, String at) {
        jdbc.sql("""
                        update inspection
                        set received_at = ?::timestamptz
                        where id in (select inspection from inspection_purpose where squad_task like ? order by inspection desc limit 3)
                        """).params(at, code + ":%").update();
    }
}
