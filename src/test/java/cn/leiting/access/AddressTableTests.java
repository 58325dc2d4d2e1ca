package cn.leiting.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import cn.leiting.catalogue.Point.Kind;
import cn.leiting.feed.Released;
import cn.leiting.fieldwork.Patrol;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Who may open what, and do what, at every address of supervision, reports, publicity, scores, the year's end, the
 * daily report and long work. Whoever is not named is refused with 403, whatever is there and however it stands.
 */
@LeitingTest
class AddressTableTests {

    private static final String CAMPAIGN = "TH-2047-961";

    /** Their letters in the table. */
    private static final Map<Character, String> PEOPLE = people();

    private static Map<Character, String> people() {
        Map<Character, String> people = new LinkedHashMap<>();
        people.put('C', "coordination1");
        people.put('S', "supervision1");
        people.put('L', "legal1");
        people.put('O', "office1");
        people.put('l', "lead1");
        people.put('B', "bureau1");
        people.put('x', "xujing1");
        people.put('X', "xujingLead");
        people.put('t', "xujingTown1");
        people.put('z', "zhaoxiang1");
        people.put('p', "police1");
        people.put('a', "admin");
        return people;
    }

    /** POST sends a form, FILE the same with a file; what is in braces is made for the test. */
    private static final String TABLE = """
            GET  /supervision                                       | CSlBxXtz 200
            GET  /supervision.xlsx                                  | CSlBxXtz 200
            GET  /supervision/urgings                               | CSlBxXtz 200
            GET  /supervision/guidance                              | CSlBxXtz 200
            POST /supervision/urgings?reference=none                | CS 404
            GET  /supervision/samples/{campaign}                    | CSlB 200
            GET  /supervision/samples/TH-2047-999                   | CSlB 404
            POST /supervision/samples/{campaign}                    | CS 422
            POST /supervision/samples/TH-2047-999?reason=需要再次抽样核查 | CS 404
            POST /supervision/samples/{campaign}/findings/999999?shouldBe=FILED | CS 404
            GET  /supervision/visits                                | CSlBxXtz 200
            GET  /supervision/visits/new                            | CS 200
            POST /supervision/visits                                | CS 422
            GET  /supervision/visits/{visit}                        | CSlB 200
            FILE /supervision/visits/{visit}/points                 | CS 422
            POST /supervision/visits/{visit}/submit                 | CS 409
            POST /supervision/visits/{visit}/sign                   | CS 409
            POST /supervision/visits/{visit}/withdraw               | CS 422
            POST /reports/SR-2047-999/deliveries/townXujing/mail    | COa 404
            FILE /reports/SR-2047-999/deliveries/townXujing/proof?on=2023-01-11&method=BY_HAND | CSLO 404
            GET  /reports/SR-2047-999/proofs/1                      | CSLOlB 404
            GET  /mails                                             | COa 200
            POST /mails/999999/again                                | COa 404
            POST /mails/addresses?holder=nobody                     | COa 404
            FILE /mails/addresses/import                            | COa 422
            GET  /publicity/delays                                  | CSLOlBxXz 200
            GET  /publicity/{item}/dossier                          | CSLOlBxX 200
            GET  /publicity/{campaign}/dossier                      | CSLOlB 404
            FILE /publicity/{item}/photos                           | OxX 422
            FILE /publicity/{settled}/photos                        | OxX 409
            POST /publicity/{settled}/photos/{hash}/removal         | OxX 409
            POST /publicity/{item}/photos/{hash}/removal            | OxX 404
            POST /publicity/{settled}/photos/{hash}/marks           | O 409
            POST /publicity/{item}/cases                            | OL 422
            FILE /publicity/{item}/publications/1/proofs            | O 404
            POST /publicity/{item}/publications/1/counts?readers=5  | O 404
            GET  /publicity/{item}/photos/{hash}                    | CSLOlBxX 404
            GET  /publicity/{item}/photos/{hash}/thumbnail          | CSLOlBxX 404
            GET  /publicity/{item}/publications/1/proofs/1          | CSLOlBxX 404
            GET  /review                                            | CSlB 200
            GET  /review.xlsx                                       | CSlB 200
            GET  /review/models/squadTask                           | CSlB 200
            GET  /review/00000000-0000-0000-0000-000000000000       | CSlB 404
            GET  /review/of/TH-2041-99                              | CSlB 404
            GET  /processes                                         | CSLOlBxXtzpa 200
            GET  /processes.xlsx                                    | CSLOlBxXtzpa 200
            GET  /processes/00000000-0000-0000-0000-000000000000    | CSLOlBxXtzpa 404
            GET  /processes/of/TH-2041-99                           | CSLOlBxXtzpa 404
            GET  /participations                                    | CSLOlB 200
            GET  /inspections/{inspection}                          | CSLOlBxXt 200
            GET  /campaigns/{campaign}/scores/310118106/A1          | CSlBxX 404
            GET  /api/campaigns/{campaign}/scores/310118106/A1      | CSlBxX 404
            GET  /campaigns/{campaign}/scores/recomputations        | CSlBxXz 200
            GET  /campaigns/{campaign}/scores/recomputations/999999 | CSlBxXz 404
            POST /campaigns/{campaign}/scores/recomputations        | B 409
            POST /campaigns/{campaign}/scores/grounds?stage=FINAL   | C 409
            GET  /scores/2047                                       | CSlBxXz 200
            GET  /api/scores/2047                                   | CSlBxXz 200
            GET  /scores/2047.xlsx                                  | CSlBxXz 200
            POST /scores/2047/assessment                            | C 409
            POST /scores/2047/appeals                               | X 422
            POST /scores/2047/orders?reason=复核发现证据不实          | B 404
            GET  /scores/successions                                | CSlB 200
            POST /scores/successions?reason=机构调整合并              | C 422
            POST /scores/successions?reason=机构调整合并&validFrom=2023-01-01 | C 422
            POST /scores/successions/999999/withdraw                | C 409
            GET  /programmes/2047/review.docx                       | CSLOlB 404
            GET  /programmes/2047/summary                           | CSLOlBxXtz 200
            GET  /programmes/2047/summary.xlsx                      | CSLOlBxXtz 200
            GET  /api/programmes/2047/summary                       | CSlB 200
            GET  /campaigns/{campaign}/daily                        | CSLOlBxXt 200
            GET  /campaigns/{campaign}/daily/2023-01-11             | CSLOlBxXt 404
            GET  /api/campaigns/{campaign}/daily/2023-01-11         | CSLOlBxXt 404
            GET  /campaigns/{campaign}/daily/2023-01-11.docx        | CSLOlBxXt 404
            POST /campaigns/{campaign}/daily/2023-01-11/note?text=补充说明一句 | C 404
            POST /campaigns/{campaign}/daily/2023-01-11/release     | C 404
            GET  /notifications                                     | CSLOlBxXtzpa 200
            GET  /notifications/preferences                         | CSLOlBxXtzpa 200
            GET  /api/notifications/unread                          | CSLOlBxXtzpa 200
            POST /notifications/preferences                         | CSLOlBxXtzpa 302
            POST /notifications/999999/open                         | CSLOlBxXtzpa 404
            POST /notifications/read                                | CSLOlBxXtzpa 302
            GET  /board/2023/wall                                   | CSLOlB 200
            GET  /board/2023/wall/now                               | CSLOlB 200
            GET  /charts/2047                                       | CSLOlBxXtz 200
            GET  /api/charts/2047                                   | CSLOlBxXtz 200
            GET  /charts/2047/coverage                              | CSLOlBxXtz 200
            GET  /charts/2047/coverage?squad=310118106              | CSLOlBxXt 200
            GET  /progress                                              | CSLOlBxXtzpa 200
            GET  /progress/new                                          | CSLOlBxXtz 200
            GET  /progress/{work}                                       | C 200
            GET  /api/progress/{work}                                   | C 200
            GET  /progress/{work}/file                                  | C 404
            POST /progress/{work}/cancel                                | C 302
            GET  /instances/of/TH-2047-999                          | CSlB 404
            GET  /api/instances/none/subject                        | CSlBa 404
            GET  /tasks/of/TH-2047-999                              | CSLOlBxXtzpa 404
            GET  /api/tasks/none/course                             | CSLOlBxXtzpa 404
            POST /progress/inspections?year=1999                        | CSLOlBxXtz 422
            POST /progress/bulletins?year=1999                          | CSLOlB 422
            POST /progress/summaries?subject=TH-2047-999                | C 404
            GET  /tasks                                             | CSLOlBxXtzpa 200
            GET  /tasks?of=copies                                   | CSLOlBxXtzpa 200
            GET  /tasks/batch                                       | CS 200
            POST /tasks/batch?of=reviewFeedback                     | C 422
            POST /tasks/batch?of=countersign                        | S 422
            GET  /tasks/{task}                                      | CSlBX 200
            POST /tasks/{task}/transfer                             | X 422
            POST /tasks/{task}/delegate                             | X 422
            POST /tasks/{task}/copies                               | CSX 422
            POST /tasks/{task}/urge                                 | CS 409
            POST /progress/scores?year=1999&reason=依据复核结果重新计算     | B 422
            """;

    private record Address(String method, String path, String allowed, int status) {

        static Address of(String line, Map<String, String> made) {
            String[] parts = line.split("\\s*\\|\\s*");
            String[] call = parts[0].split("\\s+");
            String[] who = parts[1].split(" ");
            String path = call[1];
            for (Map.Entry<String, String> one : made.entrySet()) {
                path = path.replace("{" + one.getKey() + "}", one.getValue());
            }
            return new Address(call[0], encoded(path), who[0], Integer.parseInt(who[1]));
        }

        private static String encoded(String path) {
            return path.codePoints()
                    .mapToObj(one -> one < 128
                            ? Character.toString(one)
                            : java.net.URLEncoder.encode(Character.toString(one), UTF_8))
                    .reduce("", String::concat);
        }

        Client.Answer ask(Client client) {
            return switch (method) {
                case "GET" -> client.get(path);
                case "POST" -> client.form(path, Map.of());
                default -> client.upload("POST", path, FILE, "Content-Type", "multipart/form-data; boundary=bd");
            };
        }
    }

    /** It is of no type that anybody takes. */
    private static final byte[] FILE =
            ("--bd\r\nContent-Disposition: form-data; name=\"file\"; filename=\"../../a.svg\"\r\n"
                            + "Content-Type: image/svg+xml\r\n\r\n<svg onload='x'/>\r\n--bd--\r\n")
                    .getBytes(UTF_8);

    @LocalServerPort
    private int port;

    @Autowired
    private Patrol patrol;

    @Autowired
    private Released released;

    @Autowired
    private JdbcClient jdbc;

    private final Map<Character, Client> clients = new LinkedHashMap<>();
    private List<Address> addresses;

    @BeforeEach
    void begin() {
        PEOPLE.forEach((letter, person) -> clients.put(letter, Client.of(person, port)));
        Map<String, String> made = Map.of(
                "campaign", CAMPAIGN,
                "inspection", inspection(),
                "visit", visit(),
                "item", released.submitted("谁能看的消息" + UUID.randomUUID()),
                "settled", released.approved("已定的消息" + UUID.randomUUID()),
                "hash", "0".repeat(64),
                "work", work(),
                "task", task());
        addresses = TABLE.lines().map(line -> Address.of(line, made)).toList();
    }

    private String inspection() {
        String task = CAMPAIGN + ":" + Patrol.XUJING;
        boolean there = jdbc.sql("select exists (select from squad_task where code = ?)")
                .param(task)
                .query(Boolean.class)
                .single();
        if (!there) {
            patrol.running(CAMPAIGN, Patrol.XUJING);
        }
        Client.Answer answer =
                clients.get('x').post("/api/field/inspections", patrol.clean(task, patrol.point(Kind.ROAD)));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return jdbc.sql("select max(inspection)::text from inspection_purpose where squad_task = ?")
                .param(task)
                .query(String.class)
                .single();
    }

    private String visit() {
        Map<String, String> typed = Map.of(
                "assignment", CAMPAIGN,
                "squad", Patrol.XUJING,
                "visitedAt", "2023-01-12T08:00",
                "inspectors", "supervision1,coordination1",
                "joint", "true");
        return lastOf(clients.get('S').form("/supervision/visits", typed));
    }

    private String work() {
        return lastOf(clients.get('C').form("/progress/inspections", Map.of("year", "2047")));
    }

    /** Nobody has claimed it; the squad's leader may. */
    private String task() {
        return jdbc.sql("""
                        select task_id_
                        from act_ru_identitylink
                                 join act_ru_task on act_ru_task.id_ = task_id_
                        where group_id_ = 'leadXujing'
                          and task_def_key_ = 'userTask_designateLeader'
                          and assignee_ is null
                        limit 1
                        """).query(String.class).single();
    }

    private static String lastOf(Client.Answer answer) {
        return answer.raw().headers().firstValue("Location").orElseThrow().replaceFirst(".*/", "");
    }

    @Test
    void opensToWhomItConcernsAndRefusesEverybodyElse() {
        List<String> wrong = new ArrayList<>();
        for (Address address : addresses) {
            Map<Integer, String> found = new TreeMap<>();
            clients.forEach(
                    (letter, client) -> found.merge(address.ask(client).status(), letter.toString(), String::concat));
            Map<Integer, String> right = new TreeMap<>();
            PEOPLE.keySet()
                    .forEach(letter -> right.merge(
                            address.allowed().indexOf(letter) >= 0 ? address.status() : 403,
                            letter.toString(),
                            String::concat));
            if (!found.equals(right)) {
                wrong.add(address.method() + " " + address.path() + ": " + found + " instead of " + right);
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void sendsWhoHasNotLoggedInToTheLogin() {
        Client nobody = Client.anonymous(port);
        nobody.get("/login");

        for (Address address : addresses) {
            Client.Answer answer = address.ask(nobody);
            if (address.path().startsWith("/api/")) {
                assertThat(answer.status()).as(address.path()).isEqualTo(401);
            } else {
                assertThat(answer.status()).as(address.path()).isEqualTo(302);
                assertThat(answer.raw().headers().firstValue("Location").orElseThrow())
                        .as(address.path())
                        .endsWith("/login");
            }
        }
    }

    @Test
    void storesNothingForStrangersAndWithoutTheToken() {
        List<Address> commands = addresses.stream()
                .filter(address -> !address.method().equals("GET"))
                .toList();
        List<String> before = stored();

        for (Address address : commands) {
            clients.forEach((letter, client) -> {
                if (address.allowed().indexOf(letter) < 0) {
                    assertThat(address.ask(client).status()).isEqualTo(403);
                }
            });
            Client allowed = clients.get(address.allowed().charAt(0));
            assertThat(allowed.withoutToken("POST", address.path(), "").status())
                    .as(address.path())
                    .isEqualTo(403);
        }

        assertThat(stored()).isEqualTo(before);
    }

    /** How much every table of the product holds. */
    private List<String> stored() {
        return jdbc.sql("""
                        select table_name || ' ' || (xpath('//n/text()', query_to_xml(
                                   'select count(*) as n from ' || quote_ident(table_name), false, true, '')))[1]::text
                        from information_schema.tables
                        where table_schema = 'public'
                          and table_type = 'BASE TABLE'
                          and table_name !~ '^(act_|spring_session|flyway|audit_)'
                        order by table_name
                        """).query(String.class).list();
    }
}
