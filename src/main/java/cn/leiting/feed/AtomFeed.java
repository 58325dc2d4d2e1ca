package cn.leiting.feed;

import cn.leiting.calendar.BureauTime;
import cn.leiting.feed.Releases.Page;
import cn.leiting.feed.Releases.Release;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * 订阅：one page as Atom 1.0 (RFC 4287) with its neighbours (RFC 5005). Addresses are relative to the site that serves
 * it, whatever it is called; ids never change, and name nobody.
 */
final class AtomFeed {

    private static final String ATOM = "http://www.w3.org/2005/Atom";
    private static final String XHTML = "http://www.w3.org/1999/xhtml";
    private static final String ID = "tag:leiting.cn,2023:";
    private static final String ADDRESS = "/public/feed.atom";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final XMLStreamWriter xml;

    private AtomFeed() throws XMLStreamException {
        xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
    }

    static byte[] write(Page page) {
        try {
            AtomFeed feed = new AtomFeed();
            feed.feed(page);
            return feed.bytes.toByteArray();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void feed(Page page) throws XMLStreamException {
        xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
        xml.writeStartElement("feed");
        xml.writeDefaultNamespace(ATOM);
        xml.writeAttribute("xml:lang", "zh-CN");
        text("id", ID + "feed");
        text("title", "青浦城管专项整治公开信息");
        text("updated", moment(page.changed()));
        xml.writeStartElement("author");
        text("name", "青浦区城市管理行政执法局");
        xml.writeEndElement();
        link("self", address(page.no()), "application/atom+xml");
        link("alternate", "/public/", "text/html");
        link("first", address(1), "application/atom+xml");
        link("last", address(page.getLast()), "application/atom+xml");
        if (page.no() > 1) {
            link("previous", address(page.no() - 1), "application/atom+xml");
        }
        if (page.hasNext()) {
            link("next", address(page.no() + 1), "application/atom+xml");
        }
        for (Release release : page.releases()) {
            entry(release);
        }
        xml.writeEndElement();
        xml.writeEndDocument();
        xml.close();
    }

    private static String address(int no) {
        return no == 1 ? ADDRESS : ADDRESS + "?page=" + no;
    }

    private void entry(Release release) throws XMLStreamException {
        xml.writeStartElement("entry");
        text("id", ID + release.no());
        text("title", release.title());
        text("updated", moment(release.releasedAt()));
        text("published", moment(release.publishedAt()));
        link("alternate", "/public/items/" + release.no(), "text/html");
        if (release.url() != null) {
            link("related", release.url(), "text/html");
        }
        xml.writeStartElement("content");
        xml.writeAttribute("type", "xhtml");
        xml.writeStartElement("div");
        xml.writeDefaultNamespace(XHTML);
        for (String paragraph : release.getParagraphs()) {
            text("p", paragraph);
        }
        xml.writeEndElement();
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private void text(String element, String text) throws XMLStreamException {
        xml.writeStartElement(element);
        xml.writeCharacters(writable(text));
        xml.writeEndElement();
    }

    private void link(String relation, String address, String type) throws XMLStreamException {
        xml.writeEmptyElement("link");
        xml.writeAttribute("rel", relation);
        xml.writeAttribute("href", writable(address));
        xml.writeAttribute("type", type);
    }

    private static String moment(Instant at) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at.atZone(BureauTime.ZONE));
    }

    /** What XML 1.0 cannot hold at all, escaped or not, becomes the replacement character. */
    static String writable(String text) {
        StringBuilder written = new StringBuilder(text.length());
        text.codePoints().map(one -> isWritable(one) ? one : 0xFFFD).forEach(written::appendCodePoint);
        return written.toString();
    }

    private static boolean isWritable(int one) {
        return one == '\t'
                || one == '\n'
                || one == '\r'
                || one >= 0x20 && one <= 0xD7FF
                || one >= 0xE000 && one <= 0xFFFD
                || one >= 0x10000;
    }
}
