package cn.leiting.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.LeitingTest;
import cn.leiting.Statements;
import cn.leiting.shared.CsvFile.Line;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where mails go, as a whole file of it is recorded. */
@LeitingTest
class AddressesTests {

    @Autowired
    private Addresses addresses;

    @Autowired
    private JdbcClient jdbc;

    @AfterEach
    void forget() {
        jdbc.sql("delete from mail_address").update();
    }

    @Test
    void recordsAFileOfAnyLengthInTheSameStatements() {
        List<String> people = jdbc.sql("select user_id from person order by user_id limit 60")
                .query(String.class)
                .list();
        assertThat(people).hasSizeGreaterThan(20);

        int one = Statements.during(() -> addresses.record(lines(people.subList(0, 1), "a@example.cn"), "office1"));
        int all = Statements.during(() -> addresses.record(lines(people, "b@example.cn"), "office1"));

        assertThat(all).isEqualTo(one);
        assertThat(stored()).hasSameSizeAs(people).containsOnly("b@example.cn");
        addresses.record(lines(people, " "), "office1");
        assertThat(stored()).isEmpty();
    }

    @Test
    void recordsNothingOfAFileWithARowThatIsWrong() {
        for (List<Line> wrong : List.of(
                List.of(line(2, "xujing1", "a@example.cn"), line(3, "xujing1", "b@example.cn")),
                List.of(line(2, "xujing1", "a@example.cn"), line(3, "xujing2", "a@b\r\nBcc: c@d")),
                List.of(line(2, "xujing1", "a@example.cn"), line(3, "nobody", "b@example.cn")))) {
            assertThatThrownBy(() -> addresses.record(wrong, "office1")).hasMessageMatching("(?s)(第3行|没有单位).*");
        }

        assertThat(stored()).isEmpty();
    }

    private List<String> stored() {
        return jdbc.sql("select address from mail_address").query(String.class).list();
    }

    private static List<Line> lines(List<String> holders, String address) {
        return IntStream.range(0, holders.size())
                .mapToObj(at -> line(at + 2, holders.get(at), address))
                .toList();
    }

    private static Line line(int number, String holder, String address) {
        return new Line(number, List.of(holder, address));
    }
}
