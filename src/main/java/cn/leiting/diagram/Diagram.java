package cn.leiting.diagram;

import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * 流程图：a model as its author laid it out, in pixels.
 *
 * @param left with {@code top}, {@code width} and {@code height} the rectangle that holds all of it
 * @param nodes parts before what lies in them
 */
public record Diagram(double left, double top, double width, double height, List<Node> nodes, List<Flow> flows) {

    /** Reads a BPMN file; throws {@link IllegalArgumentException} when it is none. */
    public static Diagram read(InputStream model) {
        return new BpmnFile(model).diagram();
    }

    public Optional<Node> node(String id) {
        return nodes.stream().filter(node -> node.id().equals(id)).findFirst();
    }

    /** One line of a label, centred at {@code x}, standing on {@code y}. */
    public record Line(double x, double y, String text) {}

    /**
     * 节点.
     *
     * @param name as the model calls it; the id when it does not
     * @param icon an SVG path, empty for none
     * @param work whether people or other instances do something here, so that it takes time
     */
    public record Node(
            String id,
            String name,
            Kind kind,
            boolean work,
            String icon,
            double x,
            double y,
            double width,
            double height,
            List<Line> label) {

        public enum Kind {
            TASK,
            CALL,
            PART,
            START,
            CATCH,
            END,
            GATEWAY
        }

        /** For the template: what to draw. */
        public String form() {
            return switch (kind) {
                case TASK, CALL, PART -> "box";
                case START, CATCH, END -> "circle";
                case GATEWAY -> "diamond";
            };
        }

        public String style() {
            return kind.name().toLowerCase(Locale.ROOT);
        }

        public double middleX() {
            return x + width / 2;
        }

        public double middleY() {
            return y + height / 2;
        }

        public String diamond() {
            return "M%s %sL%s %sL%s %sL%s %sZ"
                    .formatted(middleX(), y, x + width, middleY(), middleX(), y + height, x, middleY());
        }
    }

    /** 流向. @param points in pairs of x and y */
    public record Flow(String id, @Nullable String name, List<Point> points, List<Line> label) {

        public record Point(double x, double y) {}

        public String path() {
            return points.stream().map(point -> point.x() + " " + point.y()).collect(Collectors.joining("L", "M", ""));
        }

        /** Whether it leads back to the left, against the way in which models are read. */
        public boolean leadsBack() {
            return points.get(points.size() - 1).x() < points.get(0).x() - 1;
        }

        /** Where its count stands: the middle of its longest piece. */
        public Point middle() {
            Point best = points.get(0);
            double longest = -1;
            for (int i = 1; i < points.size(); i++) {
                Point from = points.get(i - 1);
                Point to = points.get(i);
                double length = Math.abs(to.x() - from.x()) + Math.abs(to.y() - from.y());
                if (length > longest) {
                    longest = length;
                    best = new Point((from.x() + to.x()) / 2, (from.y() + to.y()) / 2);
                }
            }
            return best;
        }
    }
}
