package cn.leiting.diagram;

import cn.leiting.diagram.Diagram.Flow;
import cn.leiting.diagram.Diagram.Line;
import cn.leiting.diagram.Diagram.Node;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * 着色的流程图：a diagram with what happened at its nodes and flows; the fragment {@code diagram :: picture} draws it.
 *
 * @param title what it shows, for who hears it read
 */
public record Picture(
        String title, Diagram of, List<Painted<Node>> nodes, List<Painted<Flow>> flows, List<Back> returns) {

    /** @param flow an empty mark where nothing is said of it */
    public record Painted<T>(T flow, Mark mark) {

        /** The same, where it is a node. */
        public T node() {
            return flow;
        }
    }

    /**
     * 标记.
     *
     * @param style of the style sheet, e.g. {@code done}, {@code current}, {@code cancelled}, {@code taken}, {@code back}
     * @param badge a short text at it, e.g. ×2; null: none
     * @param note read when pointed at; null: only its name
     * @param link where it leads; null: nowhere
     */
    public record Mark(
            String style,
            @Nullable String badge,
            @Nullable String note,
            @Nullable String link) {

        static final Mark NONE = new Mark("untouched", null, null, null);

        public static Mark of(String style, @Nullable String badge) {
            return new Mark(style, badge, null, null);
        }
    }

    /** 退回 without a flow. */
    public record Back(String from, String to, String path, Line count) {}

    /** A return to be drawn. */
    public record Return(String from, String to, long times) {}

    /** Returns between nodes that this version of the model does not have are left out. */
    public static Picture of(
            String title, Diagram diagram, Map<String, Mark> nodes, Map<String, Mark> flows, List<Return> returns) {
        return new Picture(
                title,
                diagram,
                diagram.nodes().stream()
                        .map(node -> new Painted<>(node, nodes.getOrDefault(node.id(), Mark.NONE)))
                        .toList(),
                diagram.flows().stream()
                        .map(flow -> new Painted<>(flow, flows.getOrDefault(flow.id(), Mark.NONE)))
                        .toList(),
                returns.stream()
                        .filter(one -> diagram.node(one.from()).isPresent()
                                && diagram.node(one.to()).isPresent())
                        .map(one -> back(
                                diagram.node(one.from()).orElseThrow(),
                                diagram.node(one.to()).orElseThrow(),
                                one.times()))
                        .toList());
    }

    /** An arc below both, deep enough to be told from the flows. */
    private static Back back(Node from, Node to, long times) {
        double startY = from.y() + from.height();
        double endY = to.y() + to.height();
        double depth = Math.max(startY, endY) + 45;
        String path = "M%s %sC%s %s %s %s %s %s"
                .formatted(from.middleX(), startY, from.middleX(), depth, to.middleX(), depth, to.middleX(), endY);
        return new Back(
                from.id(),
                to.id(),
                path,
                new Line((from.middleX() + to.middleX()) / 2, depth - 8, times > 1 ? "退回×" + times : "退回"));
    }

    public String viewBox() {
        return "%s %s %s %s".formatted(of.left(), of.top(), of.width(), of.height());
    }
}
