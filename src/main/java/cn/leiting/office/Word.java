package cn.leiting.office;

import com.deepoove.poi.XWPFTemplate;
import com.deepoove.poi.config.Configure;
import com.deepoove.poi.data.Cells;
import com.deepoove.poi.data.RowRenderData;
import com.deepoove.poi.data.Rows;
import com.deepoove.poi.data.TableRenderData;
import com.deepoove.poi.data.Tables;
import com.deepoove.poi.template.MetaTemplate;
import com.deepoove.poi.template.run.RunTemplate;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import javax.xml.stream.XMLStreamException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFRelation;
import org.jspecify.annotations.Nullable;

/**
 * Word 文件：fills a template's placeholders, {@code {{title}}} with a text and {@code {{#towns}}} with a table.
 * What is filled in is text and nothing else: a placeholder or a field in it stays as it was typed.
 */
public final class Word {

    private static final String FONT = "仿宋_GB2312";
    private static final String GREY = "D9D9D9";
    private static final String BEGIN = "\uE0F0";
    private static final String END = "\uE0F1";

    /** @param tables by their placeholders, without the sign */
    public record Content(Map<String, String> texts, Map<String, Table> tables) {}

    /**
     * @param points the size of its letters
     * @param grey the columns, from 0 on, that stand back: for information only
     */
    public record Table(
            List<String> header, List<? extends List<? extends @Nullable Object>> rows, int points, Set<Integer> grey) {

        public Table {
            grey = Set.copyOf(grey);
        }

        public Table(List<String> header, List<? extends List<? extends @Nullable Object>> rows, int points) {
            this(header, rows, points, Set.of());
        }
    }

    private Word() {}

    /**
     * What a template is made of.
     *
     * @param placeholders as they stand, e.g. {@code title} and {@code #towns}
     * @param fields that Word would work out when it opens the file, other than page numbers
     */
    public record Template(Set<String> placeholders, Set<String> fields) {}

    /** Empty for what is no .docx, is too large when unpacked, or holds what is run or fetched when it is opened. */
    public static Optional<Template> read(byte[] template) {
        try {
            return ActiveContent.isBounded(template) ? readPlain(template) : Optional.empty();
        } catch (IOException | OpenXML4JException | XMLStreamException | RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<Template> readPlain(byte[] template)
            throws IOException, OpenXML4JException, XMLStreamException {
        try (OPCPackage parts = OPCPackage.open(new ByteArrayInputStream(template))) {
            ActiveContent content = ActiveContent.of(parts);
            boolean isDocument = parts.getPartsByContentType(XWPFRelation.DOCUMENT.getContentType())
                            .size()
                    == 1;
            return isDocument && !content.isActive()
                    ? Optional.of(new Template(placeholders(template), content.fields()))
                    : Optional.empty();
        }
    }

    private static Set<String> placeholders(byte[] template) throws IOException {
        Set<String> found = new TreeSet<>();
        try (XWPFTemplate compiled = compile(template)) {
            for (MetaTemplate tag : compiled.getElementTemplates()) {
                found.add(tag.getClass() == RunTemplate.class ? name(tag.variable()) : tag.variable());
            }
        }
        return found;
    }

    private static String name(String variable) {
        return variable.replaceAll("^\\{\\{|}}$", "");
    }

    /** The filled file; a placeholder without a text or a table leaves nothing. */
    public static byte[] fill(byte[] template, Content content) {
        Map<String, @Nullable Object> data = new HashMap<>(content.texts());
        content.tables().forEach((name, table) -> data.put(name, render(table)));
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (XWPFTemplate filled = compile(template).render(data)) {
            filled.write(file);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return file.toByteArray();
    }

    /**
     * What stands for something that is named only when the file is handed out; {@link #fill} takes it as a text, and
     * nobody can type one.
     */
    public static String mark(String name) {
        return BEGIN + name + END;
    }

    /** A typed text as it may be filled in: without the signs of a mark. */
    public static String typed(String text) {
        return text.replace(BEGIN, "").replace(END, "");
    }

    /** The file with its marks replaced by these texts; a mark without one stays. */
    public static byte[] complete(byte[] file, Map<String, String> texts) {
        ByteArrayOutputStream completed = new ByteArrayOutputStream();
        try (ZipInputStream from = new ZipInputStream(new ByteArrayInputStream(file));
                ZipOutputStream to = new ZipOutputStream(completed)) {
            for (ZipEntry part = from.getNextEntry(); part != null; part = from.getNextEntry()) {
                ZipEntry copy = new ZipEntry(part.getName());
                copy.setLastModifiedTime(part.getLastModifiedTime());
                to.putNextEntry(copy);
                byte[] bytes = from.readAllBytes();
                to.write(
                        part.getName().matches("word/[^/]+\\.xml")
                                ? complete(new String(bytes, StandardCharsets.UTF_8), texts)
                                : bytes);
                to.closeEntry();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return completed.toByteArray();
    }

    private static byte[] complete(String words, Map<String, String> texts) {
        String completed = words;
        for (Map.Entry<String, String> text : texts.entrySet()) {
            completed = completed.replace(mark(text.getKey()), escaped(text.getValue()));
        }
        return completed.getBytes(StandardCharsets.UTF_8);
    }

    private static String escaped(String text) {
        return typed(text)
                .replaceAll("[\\p{Cntrl}\uFFFE\uFFFF]", "")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }

    /** All that is written in a file. */
    public static String text(byte[] file) {
        try (XWPFDocument document = new XWPFDocument(new ByteArrayInputStream(file));
                XWPFWordExtractor words = new XWPFWordExtractor(document)) {
            return words.getText();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static XWPFTemplate compile(byte[] template) {
        return XWPFTemplate.compile(
                new ByteArrayInputStream(template), Configure.builder().build());
    }

    private static TableRenderData render(Table table) {
        Tables.TableBuilder builder = Tables.ofPercentWidth("100%");
        builder.addRow(row(table, table.header(), true));
        table.rows().forEach(cells -> builder.addRow(row(table, cells, false)));
        return builder.create();
    }

    private static RowRenderData row(Table table, List<? extends @Nullable Object> cells, boolean heading) {
        Rows.RowBuilder row = Rows.of();
        for (int column = 0; column < cells.size(); column++) {
            Object value = cells.get(column);
            Cells.CellBuilder cell = Cells.of(value == null ? "" : value.toString());
            row.addCell((table.grey().contains(column) ? cell.bgColor(GREY) : cell).create());
        }
        row.textFontFamily(FONT).textFontSize(table.points()).center();
        return (heading ? row.textBold().repeatedHeader() : row).create();
    }
}
