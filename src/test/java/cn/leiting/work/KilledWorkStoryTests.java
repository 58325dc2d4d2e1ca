package cn.leiting.work;

import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.LeitingStory;
import cn.leiting.database.Node;
import cn.leiting.shared.Actor;
import cn.leiting.work.Progress.State;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The inspections of a year on a node that is killed in the middle of writing them. The test's own application does no
 * long work; its database is the one that the nodes share.
 */
@LeitingStory
class KilledWorkStoryTests {

    private static final int YEAR = 2042;
    private static final int VISITS = 43_000;
    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final Actor COORDINATION = new Actor("coordination1", Set.of("deptCoordination"));

    @Autowired
    private Works works;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private JdbcConnectionDetails server;

    /** With the key of the test's own application, to which the database is sealed. */
    @Value("${leiting.data}")
    private String data;

    @Test
    void isFinishedOnceByAnotherNode() throws Exception {
        Path evidence = Files.createTempDirectory(Path.of("target"), "killed-work-");
        Map<String, String> environment = Map.of(
                "SPRING_DATASOURCE_URL",
                server.getJdbcUrl(),
                "SPRING_DATASOURCE_USERNAME",
                server.getUsername(),
                "SPRING_DATASOURCE_PASSWORD",
                server.getPassword(),
                "LEITING_ADMIN_PASSWORD",
                "Leiting-2023-guanli",
                "LEITING_EVIDENCE",
                evidence.toString(),
                "LEITING_PARTY_KEY",
                Files.readString(Path.of(data, "party-key")).strip());
        visits();
        long id =
                works.start("INSPECTIONS_OF_YEAR", YEAR + "年检查记录", COORDINATION, Map.of("year", String.valueOf(YEAR)));

        try (Node first = Node.start(Node.freePort(), environment)) {
            await(id, first, work -> work.done() > 1000);
            first.kill();
        }
        Progress killed = works.get(id, COORDINATION);
        assertThat(killed.state()).isEqualTo(State.RUNNING);
        assertThat(killed.done()).isBetween(1000, VISITS - 1);

        try (Node second = Node.start(Node.freePort(), environment)) {
            await(id, second, Progress::isOver);
        }

        Progress done = works.get(id, COORDINATION);
        assertThat(done.state()).as(done.failure()).isEqualTo(State.DONE);
        assertThat(done.attempt()).isEqualTo(2);
        assertThat(done.done()).isEqualTo(VISITS);
        assertThat(files(evidence)).containsExactly(id + "-2");
        assertThat(remarks(evidence.resolve("results").resolve(id + "-2")))
                .as("each visit once")
                .hasSize(VISITS);
    }

    private void await(long id, Node node, Predicate<Progress> there) throws InterruptedException {
        long last = System.nanoTime() + LONGEST.toNanos();
        while (!there.test(works.get(id, COORDINATION))) {
            assertThat(node.process().isAlive() && System.nanoTime() < last)
                    .as("%s with %s", works.get(id, COORDINATION), node.output())
                    .isTrue();
            Thread.sleep(50);
        }
    }

    private static List<String> files(Path evidence) throws IOException {
        try (Stream<Path> files = Files.list(evidence.resolve("results"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    /** By the last column, which is another for each visit; read as a stream, as no heap of tests holds the whole book. */
    private static Set<String> remarks(Path file) throws IOException, XMLStreamException {
        Set<String> remarks = new HashSet<>();
        try (ZipFile book = new ZipFile(file.toFile());
                InputStream sheet = book.getInputStream(book.getEntry("xl/worksheets/sheet1.xml"))) {
            XMLStreamReader cells = XMLInputFactory.newFactory().createXMLStreamReader(sheet);
            for (String cell = ""; cells.hasNext(); cells.next()) {
                if (cells.isStartElement() && cells.getLocalName().equals("c")) {
                    cell = cells.getAttributeValue(null, "r");
                } else if (cells.isStartElement() && cells.getLocalName().equals("t") && isRemark(cell)) {
                    assertThat(remarks.add(cells.getElementText())).as(cell).isTrue();
                }
            }
        }
        return remarks;
    }

    /** Below the title and the heads. */
    private static boolean isRemark(String cell) {
        return cell.matches("T\\d+") && Integer.parseInt(cell.substring(1)) > 2;
    }

    private void visits() {
        jdbc.sql("""
                        with officers as (
                            select held.user_id, min(no) as no
                            from officer_certificate held
                                     join person on person.user_id = held.user_id
                            where unit_code = '310118106'
                            group by held.user_id
                            order by held.user_id
                            limit 2),
                        visit as (
                            insert into inspection (client_id, content_hash, squad, point, business_date, started_at, received_at,
                                                    legal_class, auxiliaries, cert_shown, recording_told, gps_missing_reason,
                                                    geo_verdict, result, recorded_by, remark)
                            select gen_random_uuid(), repeat('0', 64), '310118106', 'P-310118106-0001',
                                   make_date(:year, 1, 1) + n % 365, make_date(:year, 1, 1) + n % 365 + time '20:00', now(),
                                   'STREET_PATROL', 1, true, true, '试用设备没有定位', 'UNKNOWN', 'NORMAL', 'xujing1', '第' || n || '条'
                            from generate_series(1, :count) n
                            returning id)
                        insert into inspection_officer (inspection, person, cert_no)
                        select id, user_id, no
                        from visit, officers
                        """).param("year", YEAR).param("count", VISITS).update();
    }
}
