package cn.leiting.diagram;

import cn.leiting.diagram.Diagram.Flow;
import cn.leiting.diagram.Diagram.Flow.Point;
import cn.leiting.diagram.Diagram.Node;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** A model with its layout, as the modeler wrote it. */
class BpmnFile {

    private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    private static final String LAYOUT = "http://www.omg.org/spec/BPMN/20100524/DI";
    private static final String BOUNDS = "http://www.omg.org/spec/DD/20100524/DC";
    private static final String WAYPOINTS = "http://www.omg.org/spec/DD/20100524/DI";
    private static final double MARGIN = 20;
    /** Under the lowest shape, so that returns can be drawn there. */
    private static final double BELOW = 60;

    private final Document document;
    private final Map<String, Element> elements = new HashMap<>();

    BpmnFile(InputStream model) {
        document = parse(model);
        all(BPMN, "*")
                .filter(element -> element.hasAttribute("id"))
                .forEach(element -> elements.put(element.getAttribute("id"), element));
    }

    private static Document parse(InputStream model) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(model);
        } catch (ParserConfigurationException | SAXException | IOException unreadable) {
            throw new IllegalArgumentException("no BPMN file", unreadable);
        }
    }

    Diagram diagram() {
        List<Node> nodes = all(LAYOUT, "BPMNShape")
                .map(this::node)
                .sorted(Comparator.comparing((Node node) -> node.kind() != Node.Kind.PART))
                .toList();
        List<Flow> flows = all(LAYOUT, "BPMNEdge")
                .filter(edge -> isFlow(edge.getAttribute("bpmnElement")))
                .map(this::flow)
                .toList();
        List<Point> corners = new ArrayList<>();
        nodes.forEach(node -> {
            corners.add(new Point(node.x(), node.y()));
            corners.add(new Point(node.x() + node.width(), node.y() + node.height()));
            node.label().forEach(line -> corners.add(new Point(line.x() - 40, line.y())));
            node.label().forEach(line -> corners.add(new Point(line.x() + 40, line.y())));
        });
        flows.forEach(flow -> corners.addAll(flow.points()));

        double left = corners.stream().mapToDouble(Point::x).min().orElse(0) - MARGIN;
        double top = corners.stream().mapToDouble(Point::y).min().orElse(0) - MARGIN;
        double right = corners.stream().mapToDouble(Point::x).max().orElse(0) + MARGIN;
        double bottom = corners.stream().mapToDouble(Point::y).max().orElse(0) + BELOW;
        return new Diagram(left, top, right - left, bottom - top, nodes, flows);
    }

    private boolean isFlow(String id) {
        Element element = elements.get(id);
        return element != null && element.getLocalName().equals("sequenceFlow");
    }

    private Node node(Element shape) {
        String id = shape.getAttribute("bpmnElement");
        Element element = elements.get(id);
        if (element == null) {
            throw new IllegalArgumentException("a shape of nothing: " + id);
        }
        Element bounds = children(shape, BOUNDS, "Bounds").findFirst().orElseThrow();
        Symbols symbol = Symbols.of(element);
        double x = number(bounds, "x");
        double y = number(bounds, "y");
        double width = number(bounds, "width");
        double height = number(bounds, "height");
        String name = element.getAttribute("name");
        return new Node(
                id,
                name.isBlank() ? id : name,
                symbol.kind(),
                symbol.work(),
                symbol.icon(x, y, width, height),
                x,
                y,
                width,
                height,
                switch (symbol.kind()) {
                    case TASK, CALL -> Labels.inside(name, x, y, width, height);
                    case PART -> Labels.atTheTop(name, x, y, width);
                    default -> besides(shape, name);
                });
    }

    private Flow flow(Element edge) {
        String id = edge.getAttribute("bpmnElement");
        Element element = elements.get(id);
        String name = element == null ? "" : element.getAttribute("name");
        return new Flow(
                id,
                name.isBlank() ? null : name,
                children(edge, WAYPOINTS, "waypoint")
                        .map(point -> new Point(number(point, "x"), number(point, "y")))
                        .toList(),
                besides(edge, name));
    }

    private static List<Diagram.Line> besides(Element shape, String name) {
        Element bounds = children(shape, LAYOUT, "BPMNLabel")
                .flatMap(label -> children(label, BOUNDS, "Bounds"))
                .findFirst()
                .orElse(null);
        return bounds == null || name.isBlank()
                ? List.of()
                : Labels.under(name, number(bounds, "x"), number(bounds, "y"), number(bounds, "width"));
    }

    private Stream<Element> all(String namespace, String name) {
        return elements(document.getElementsByTagNameNS(namespace, name));
    }

    static Stream<Element> children(Element parent, String namespace, @Nullable String name) {
        return elements(parent.getChildNodes())
                .filter(child -> namespace.equals(child.getNamespaceURI()))
                .filter(child -> name == null || child.getLocalName().equals(name));
    }

    static Stream<Element> modelChildren(Element parent) {
        return children(parent, BPMN, null);
    }

    private static Stream<Element> elements(NodeList found) {
        return IntStream.range(0, found.getLength())
                .mapToObj(found::item)
                .filter(Element.class::isInstance)
                .map(Element.class::cast);
    }

    private static double number(Element element, String name) {
        return Double.parseDouble(element.getAttribute(name));
    }
}
