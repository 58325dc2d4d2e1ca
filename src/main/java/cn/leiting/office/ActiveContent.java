package cn.leiting.office;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.apache.poi.openxml4j.opc.PackageRelationship;
import org.apache.poi.openxml4j.opc.PackageRelationshipCollection;
import org.apache.poi.openxml4j.opc.TargetMode;
import org.apache.poi.openxml4j.opc.internal.PackagePropertiesPart;
import org.apache.poi.util.XMLHelper;

/** 活动内容：what of a Word file would be fetched or run when somebody opens it, and what is too large to open. */
final class ActiveContent {

    private static final long MOST_BYTES = 8L * 1024 * 1024;
    private static final int MOST_PARTS = 500;
    private static final int DEEPEST = 200;
    private static final Pattern FOREIGN = Pattern.compile(
            ".*/(oleObject|package|control|aFChunk|subDocument|vbaProject|attachedTemplate|frame|mailMerge\\w*)");
    private static final Set<String> ACTIVE =
            Set.of("altChunk", "subDoc", "object", "control", "mailMerge", "frameset");
    private static final Pattern PAGE_NUMBER =
            Pattern.compile("(PAGE|NUMPAGES|SECTION|SECTIONPAGES)(\\s.*)?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final int SHOWN = 30;

    private final Set<String> fields = new TreeSet<>();
    private boolean active;

    private ActiveContent() {}

    /** Reads all of it; refuses what cannot be read. */
    static ActiveContent of(OPCPackage file) throws OpenXML4JException, IOException, XMLStreamException {
        ActiveContent found = new ActiveContent();
        found.readRelations(file.getRelationships());
        for (PackagePart part : file.getParts()) {
            String name = part.getPartName().getName();
            found.active |= name.contains("/embeddings/") || name.contains("vbaProject") || name.contains("/activeX/");
            if (part.isRelationshipPart() || part instanceof PackagePropertiesPart) {
                continue;
            }
            found.readRelations(part.getRelationships());
            if (part.getContentType().contains("xml")) {
                found.readWords(part);
            }
        }
        return found;
    }

    /** Whether its parts, unpacked, are few and small enough to be opened. */
    static boolean isBounded(byte[] file) throws IOException {
        return isBounded(file, MOST_BYTES);
    }

    static boolean isBounded(byte[] file, long mostBytes) throws IOException {
        try (ZipArchiveInputStream parts =
                new ZipArchiveInputStream(new ByteArrayInputStream(file), "UTF8", false, true)) {
            byte[] some = new byte[8192];
            long bytes = 0;
            for (int count = 0; parts.getNextEntry() != null; count++) {
                for (int read = parts.read(some); read >= 0; read = parts.read(some)) {
                    bytes += read;
                    if (bytes > mostBytes) {
                        return false;
                    }
                }
                if (count >= MOST_PARTS) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Macros, embedded objects or anything that is fetched from elsewhere. */
    boolean isActive() {
        return active;
    }

    /** The fields that are no page numbers, as they are written. */
    Set<String> fields() {
        return fields;
    }

    private void readRelations(PackageRelationshipCollection relations) {
        for (PackageRelationship relation : relations) {
            active |= relation.getTargetMode() == TargetMode.EXTERNAL
                    || FOREIGN.matcher(relation.getRelationshipType()).matches();
        }
    }

    /** 域代码, until its result begins. */
    private static final class Field {
        private final StringBuilder code = new StringBuilder();
        private boolean ended;
    }

    private void readWords(PackagePart part) throws IOException, XMLStreamException {
        try (InputStream content = part.getInputStream()) {
            XMLStreamReader words = XMLHelper.newXMLInputFactory().createXMLStreamReader(content);
            Deque<Field> open = new ArrayDeque<>();
            int depth = 0;
            boolean coded = false;
            while (words.hasNext()) {
                switch (words.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        if (++depth > DEEPEST) {
                            throw new XMLStreamException("too deep");
                        }
                        readElement(words, open);
                        coded = isWord(words)
                                && Set.of("instrText", "delInstrText", "t").contains(words.getLocalName());
                    }
                    case XMLStreamConstants.END_ELEMENT -> {
                        depth--;
                        coded = false;
                    }
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                        Field inner = open.peek();
                        if (coded && inner != null && !inner.ended) {
                            inner.code.append(words.getText());
                        }
                    }
                    default -> {
                        // neither an element nor its text
                    }
                }
            }
            open.forEach(this::keep);
        }
    }

    private void readElement(XMLStreamReader words, Deque<Field> open) {
        String namespace = String.valueOf(words.getNamespaceURI());
        if (namespace.equals("urn:schemas-microsoft-com:vml")) {
            active |= words.getAttributeValue(null, "src") != null || words.getAttributeValue(null, "href") != null;
        }
        if (!isWord(words)) {
            return;
        }
        active |= ACTIVE.contains(words.getLocalName());
        if (words.getLocalName().equals("fldSimple")) {
            keep(String.valueOf(words.getAttributeValue(namespace, "instr")));
        }
        if (words.getLocalName().equals("fldChar")) {
            readMark(String.valueOf(words.getAttributeValue(namespace, "fldCharType")), open);
        }
    }

    private void readMark(String mark, Deque<Field> open) {
        if (mark.equals("begin")) {
            open.push(new Field());
            return;
        }
        Field inner = mark.equals("end") ? open.poll() : open.peek();
        if (inner != null) {
            keep(inner);
            inner.ended = true;
        }
    }

    private void keep(Field field) {
        keep(field.code.toString());
    }

    private void keep(String code) {
        String written = code.strip();
        if (!written.isEmpty() && !PAGE_NUMBER.matcher(written).matches()) {
            fields.add(written.length() <= SHOWN ? written : written.substring(0, SHOWN) + "……");
        }
    }

    private static boolean isWord(XMLStreamReader words) {
        return String.valueOf(words.getNamespaceURI()).contains("wordprocessingml");
    }
}
