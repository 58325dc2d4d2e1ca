package cn.leiting.feed;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** A feed as a reader sees it: parsed without entities, and held to what of RFC 4287 a schema can say. */
final class AtomDocument {

    static final String ATOM = "http://www.w3.org/2005/Atom";

    private static final String SCHEMA = """
            <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:a="http://www.w3.org/2005/Atom"
                       targetNamespace="http://www.w3.org/2005/Atom" elementFormDefault="qualified">
              <xs:import namespace="http://www.w3.org/XML/1998/namespace"/>
              <xs:simpleType name="id"><xs:restriction base="xs:anyURI"><xs:minLength value="1"/></xs:restriction></xs:simpleType>
              <xs:simpleType name="moment"><xs:restriction base="xs:dateTime">
                <xs:pattern value=".+T.+(Z|[+\\-]\\d{2}:\\d{2})"/></xs:restriction></xs:simpleType>
              <xs:complexType name="link">
                <xs:attribute name="rel" use="required"/>
                <xs:attribute name="href" type="xs:anyURI" use="required"/>
                <xs:attribute name="type" use="required"/>
              </xs:complexType>
              <xs:element name="feed"><xs:complexType><xs:sequence>
                <xs:element name="id" type="a:id"/>
                <xs:element name="title" type="xs:string"/>
                <xs:element name="updated" type="a:moment"/>
                <xs:element name="author"><xs:complexType><xs:sequence><xs:element name="name" type="xs:string"/></xs:sequence></xs:complexType></xs:element>
                <xs:element name="link" type="a:link" maxOccurs="unbounded"/>
                <xs:element name="entry" minOccurs="0" maxOccurs="20"><xs:complexType><xs:sequence>
                  <xs:element name="id" type="a:id"/>
                  <xs:element name="title" type="xs:string"/>
                  <xs:element name="updated" type="a:moment"/>
                  <xs:element name="published" type="a:moment"/>
                  <xs:element name="link" type="a:link" maxOccurs="unbounded"/>
                  <xs:element name="content"><xs:complexType><xs:sequence>
                      <xs:any namespace="http://www.w3.org/1999/xhtml" processContents="skip"/></xs:sequence>
                    <xs:attribute name="type" fixed="xhtml" use="required"/></xs:complexType></xs:element>
                </xs:sequence></xs:complexType></xs:element>
              </xs:sequence><xs:anyAttribute namespace="http://www.w3.org/XML/1998/namespace" processContents="skip"/></xs:complexType>
                <xs:unique name="ids"><xs:selector xpath="a:entry"/><xs:field xpath="a:id"/></xs:unique>
              </xs:element>
            </xs:schema>
            """;

    private final Element feed;

    private AtomDocument(Element feed) {
        this.feed = feed;
    }

    /** Fails the test when it is no valid feed. */
    static AtomDocument of(String text) {
        try {
            DocumentBuilderFactory parser = DocumentBuilderFactory.newDefaultNSInstance();
            parser.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            parser.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            parser.setExpandEntityReferences(false);
            Document document = parser.newDocumentBuilder().parse(new InputSource(new StringReader(text)));

            SchemaFactory schemas = SchemaFactory.newDefaultInstance();
            schemas.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            schemas.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            schemas.newSchema(new StreamSource(new StringReader(SCHEMA)))
                    .newValidator()
                    .validate(new DOMSource(document));
            return new AtomDocument(document.getDocumentElement());
        } catch (ParserConfigurationException | SAXException | IOException invalid) {
            throw new AssertionError(invalid + "\n" + text, invalid);
        }
    }

    List<Element> entries() {
        return children(feed, "entry");
    }

    String updated() {
        return text(feed, "updated");
    }

    /** Empty where there is none. */
    String link(String relation) {
        return link(feed, relation);
    }

    static String link(Element of, String relation) {
        return children(of, "link").stream()
                .filter(link -> link.getAttribute("rel").equals(relation))
                .map(link -> link.getAttribute("href"))
                .findFirst()
                .orElse("");
    }

    static String text(Element of, String name) {
        return children(of, name).get(0).getTextContent();
    }

    private static List<Element> children(Element of, String name) {
        List<Element> found = new ArrayList<>();
        NodeList nodes = of.getChildNodes();
        for (int i = 0; i < nodes.getLength(); i++) {
            Node node = nodes.item(i);
            if (node instanceof Element element
                    && name.equals(node.getLocalName())
                    && ATOM.equals(node.getNamespaceURI())) {
                found.add(element);
            }
        }
        return found;
    }
}
