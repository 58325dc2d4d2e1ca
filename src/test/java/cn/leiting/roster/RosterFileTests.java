package cn.leiting.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.leiting.organization.Person.Certificate;
import cn.leiting.shared.CsvFile;
import cn.leiting.shared.Refusal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RosterFileTests {

    private static final String ROW = "zhaoxiang1,赵巷镇城管中队队员1,赵巷镇城管中队,执法队员,DEMO-1,2021-01-01,2026-12-31,,leiting-demo";

    @Test
    void readsRowsWithAndWithoutAByteOrderMarkAndWithEitherLineEnd() {
        List<RosterFile.Line> plain = RosterFile.read(RosterFile.HEADER + "\n" + ROW + "\n");

        assertThat(plain).hasSize(1);
        assertThat(RosterFile.read("\uFEFF" + RosterFile.HEADER + "\r\n" + ROW)).isEqualTo(plain);
    }

    @Test
    void readsEveryColumn() {
        RosterFile.Line line = line(ROW);

        assertThat(line.number()).isEqualTo(2);
        assertThat(List.of(line.userId(), line.name(), line.unit(), line.title()))
                .containsExactly("zhaoxiang1", "赵巷镇城管中队队员1", "赵巷镇城管中队", "执法队员");
        assertThat(line.certificate())
                .isEqualTo(new Certificate("DEMO-1", LocalDate.of(2021, 1, 1), LocalDate.of(2026, 12, 31)));
        assertThat(line.phone()).isNull();
        assertThat(line.initialPassword()).isEqualTo("leiting-demo");
    }

    @Test
    void readsQuotedCellsWithCommasQuotesAndLineBreaks() {
        List<RosterFile.Line> lines = RosterFile.read(
                RosterFile.HEADER + "\n\"zhaoxiang1\",\"队员,\"\"一\"\"\n号\",赵巷镇城管中队,,,,,,\n\nzhaoxiang2,,,,,,,,\n");

        assertThat(lines).extracting(RosterFile.Line::number).containsExactly(2, 5);
        assertThat(lines.get(0).name()).isEqualTo("队员,\"一\"\n号");
    }

    @Test
    void readsDatesAsSpreadsheetsRewriteThem() {
        assertThat(line("a1,,,,DEMO-1,2021/1/1,2023/3/31,,").certificate())
                .isEqualTo(new Certificate("DEMO-1", LocalDate.of(2021, 1, 1), LocalDate.of(2023, 3, 31)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2023-02-30", "31.3.2023", "明天", "2021-01-012021/1/1"})
    void refusesADateThatIsNone(String date) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> line("a1,,,,DEMO-1,2021-01-01," + date + ",,").certificate())
                .withMessage("到期日期“" + date + "”不是日期，请写成2023-03-31的样子。");
    }

    @Test
    void refusesACertificateGivenInPart() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> line("a1,,,,DEMO-1,,2026-12-31,,").certificate());
    }

    @Test
    void refusesARowWithAnotherNumberOfCells() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> line("a1,b").requireAllCells())
                .withMessage("应为9列，实为2列。");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "姓名,账号,单位,职务,执法证号,发证日期,到期日期,手机,初始密码", "账号;姓名;单位"})
    void refusesAFileWithoutTheHeader(String header) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> RosterFile.read(header + "\n" + ROW))
                .withMessageContaining("表头");
    }

    @Test
    void refusesAFileWithAnOpenQuote() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> RosterFile.read(RosterFile.HEADER + "\n" + ROW + "\n\"zhaoxiang2,b"))
                .withMessage("第3行的引号没有配对。");
    }

    @Test
    void refusesMoreThanFiveThousandRows() {
        String rows = RosterFile.HEADER + "\na".repeat(5_000);

        assertThat(RosterFile.read(rows)).hasSize(5_000);
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> RosterFile.read(rows + "\na"))
                .withMessageContaining("5000行");
    }

    @Test
    void refusesMoreThanTwoMegabytes() {
        String large = RosterFile.HEADER + "\n" + "队".repeat(700_000);

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> RosterFile.read(large))
                .withMessageContaining("2MB");
    }

    @Test
    void refusesAnotherEncoding() {
        byte[] old = RosterFile.HEADER.getBytes(Charset.forName("GBK"));

        assertThat(CsvFile.text(RosterFile.HEADER.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(RosterFile.HEADER);
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> CsvFile.text(old))
                .withMessageContaining("UTF-8");
    }

    private static RosterFile.Line line(String row) {
        return RosterFile.read(RosterFile.HEADER + "\n" + row).get(0);
    }
}
