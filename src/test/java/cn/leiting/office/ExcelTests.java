package cn.leiting.office;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.PrintSetup;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExcelTests {

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+86", "-3", "@sum", " =cmd|' /C calc'!A0", "\t=1", "＝1+1"})
    void neverLetsATextBecomeAFormula(String words) throws IOException {
        Cell cell = written(words).getRow(2).getCell(0);

        assertThat(cell.getCellType()).isEqualTo(CellType.STRING);
        assertThat(cell.getStringCellValue()).isEqualTo(words);
        assertThat(cell.getCellStyle().getQuotePrefixed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"渣土运输专项整治", "8+365", "TH-2023-01", ""})
    void leavesOtherTextsAsTheyAre(String words) throws IOException {
        Cell cell = written(words).getRow(2).getCell(0);

        assertThat(cell.getStringCellValue()).isEqualTo(words);
        assertThat(cell.getCellStyle().getQuotePrefixed()).isFalse();
    }

    @Test
    void keepsNumbersAndDatesAsSuch() throws IOException {
        XSSFSheet sheet = written(8, LocalDate.of(2023, 1, 12), null);

        assertThat(sheet.getRow(2).getCell(0).getNumericCellValue()).isEqualTo(8);
        assertThat(sheet.getRow(2).getCell(1).getLocalDateTimeCellValue())
                .isEqualTo(LocalDate.of(2023, 1, 12).atStartOfDay());
        assertThat(sheet.getRow(2).getCell(2).getCellType()).isEqualTo(CellType.BLANK);
    }

    @Test
    void printsOnA3LandscapeWithTheHeaderOnEveryPage() throws IOException {
        XSSFSheet sheet = written("一");

        assertThat(sheet.getPrintSetup().getPaperSize()).isEqualTo(PrintSetup.A3_PAPERSIZE);
        assertThat(sheet.getPrintSetup().getLandscape()).isTrue();
        assertThat(sheet.getRepeatingRows().formatAsString()).isEqualTo("1:2");
    }

    private static XSSFSheet written(Object... values) throws IOException {
        Sheet sheet = new Sheet(
                "表", "标题", List.of(List.of("甲", "乙", "丙")), List.of(Arrays.asList(values)), List.of(10, 10, 10));
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        Excel.write(List.of(sheet), file);
        return new XSSFWorkbook(new ByteArrayInputStream(file.toByteArray())).getSheetAt(0);
    }
}
