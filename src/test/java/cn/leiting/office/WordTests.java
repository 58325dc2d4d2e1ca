package cn.leiting.office;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordTests {

    private static final String BEGIN = "<w:r><w:fldChar w:fldCharType='begin'/></w:r>";
    private static final String SEPARATE = "<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>1</w:t></w:r>";
    private static final String END = "<w:r><w:fldChar w:fldCharType='end'/></w:r>";

    @Test
    void allowsPageNumbers() throws IOException {
        String numbers = BEGIN + code(" PAGE \\* MERGEFORMAT ") + SEPARATE + END
                + "<w:fldSimple w:instr=' NUMPAGES '><w:r><w:t>9</w:t></w:r></w:fldSimple>";

        assertThat(Word.read(document(numbers))).hasValueSatisfying(read -> {
            assertThat(read.fields()).isEmpty();
            assertThat(read.placeholders()).containsExactly("title");
        });
    }

    @Test
    void namesEveryOtherFieldHoweverItIsWritten() throws IOException {
        assertThat(fields("<w:fldSimple w:instr=' INCLUDEPICTURE \"a.png\"'/>"))
                .containsExactly("INCLUDEPICTURE \"a.png\"");
        assertThat(fields(BEGIN + code(" dde") + code("auto c:\\\\x ") + SEPARATE + END))
                .containsExactly("ddeauto c:\\\\x");
        assertThat(fields(BEGIN + code("PAGE ") + BEGIN + code("INCLUDETEXT a") + END + END))
                .containsExactly("INCLUDETEXT a");
        assertThat(fields(BEGIN + "<w:r><w:t>{{title}}</w:t></w:r>" + END)).containsExactly("{{title}}");
        assertThat(fields(BEGIN + code("INCLUDETEXT b"))).containsExactly("INCLUDETEXT b");
        assertThat(fields(BEGIN + code("PAGES x") + END)).containsExactly("PAGES x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<w:altChunk/>",
                "<w:subDoc/>",
                "<w:r><w:object/></w:r>",
                "<w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:imagedata src='http://192.0.2.1/x'/></v:shape></w:pict></w:r>"
            })
    void refusesWhatIsFetchedOrRun(String part) throws IOException {
        assertThat(Word.read(document(part))).isEmpty();
    }

    @Test
    void refusesWhatIsTooLargeUnpackedOrTooDeep() throws IOException {
        String spaces = "<w:r><w:t>" + " ".repeat(9 * 1024 * 1024) + "</w:t></w:r>";
        String deep = "<w:sdt><w:sdtContent>".repeat(5_000) + "</w:sdtContent></w:sdt>".repeat(5_000);

        assertThat(document(spaces).length).isLessThan(100_000);
        assertThat(Word.read(document(spaces))).isEmpty();
        assertThat(Word.read(document(deep))).isEmpty();
    }

    @Test
    void namesWhatWasMarkedOnlyWhenItIsHandedOut() throws IOException {
        byte[] kept = Word.fill(document(""), new Word.Content(Map.of("title", Word.mark("party")), Map.of()));

        assertThat(Word.text(Word.complete(kept, Map.of("party", "甲<乙&丙>\u0001公司"))))
                .startsWith("甲<乙&丙>公司");
        assertThat(Word.text(Word.complete(kept, Map.of()))).startsWith(Word.mark("party"));
        assertThat(Word.typed("前" + Word.mark("party") + "后")).isEqualTo("前party后");
    }

    @Test
    void fillsInWhatIsNoXml() throws IOException {
        String typed = "前\u0001\u000b\ufffe后🚚";

        byte[] filled = Word.fill(document(""), new Word.Content(Map.of("title", typed), Map.of()));

        assertThat(Word.text(filled)).startsWith("前").contains("后🚚");
    }

    private static Set<String> fields(String runs) throws IOException {
        return Word.read(document(runs)).orElseThrow().fields();
    }

    private static String code(String text) {
        return "<w:r><w:instrText xml:space='preserve'>" + text + "</w:instrText></w:r>";
    }

    /** With a placeholder and that in its paragraph. */
    private static byte[] document(String runs) throws IOException {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        try (XWPFDocument document = new XWPFDocument()) {
            document.createParagraph().createRun().setText("{{title}}");
            document.write(plain);
        }
        ByteArrayOutputStream changed = new ByteArrayOutputStream();
        try (ZipInputStream from = new ZipInputStream(new ByteArrayInputStream(plain.toByteArray()));
                ZipOutputStream to = new ZipOutputStream(changed)) {
            for (ZipEntry part = from.getNextEntry(); part != null; part = from.getNextEntry()) {
                to.putNextEntry(new ZipEntry(part.getName()));
                byte[] content = from.readAllBytes();
                to.write(
                        part.getName().equals("word/document.xml")
                                ? new String(content, StandardCharsets.UTF_8)
                                        .replace("</w:p>", runs + "</w:p>")
                                        .getBytes(StandardCharsets.UTF_8)
                                : content);
            }
        }
        return changed.toByteArray();
    }
}
