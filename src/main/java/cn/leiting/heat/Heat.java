package cn.leiting.heat;

import cn.leiting.diagram.Diagram;
import cn.leiting.diagram.Picture;
import cn.leiting.diagram.Picture.Mark;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * 热力: what a period says of a model. It is about steps, never about squads or people: nothing in it is a basis of
 * assessment.
 *
 * @param nodes by their ids
 */
record Heat(Map<String, Node> nodes) {

    private static final int SLOWEST = 5;
    private static final int DEGREES = 4;

    /**
     * A node of the model over all its versions.
     *
     * @param times that it was left, {@code cancelled} of them without an end of its own
     * @param median office hours of those that ended; {@code mostly} of nine in ten
     * @param late tasks done after their due time
     */
    record Node(String id, String name, long times, long cancelled, double median, double mostly, long late) {

        public String medianText() {
            return text(median);
        }

        public String mostlyText() {
            return text(mostly);
        }

        private static String text(double hours) {
            return String.format(Locale.ROOT, "%.1f小时", hours);
        }
    }

    /** The slowest first; only those where somebody works. */
    List<Node> slowest(Diagram model) {
        return working(model).stream().limit(SLOWEST).toList();
    }

    /** Where somebody works, the slowest first. */
    List<Node> working(Diagram model) {
        return model.nodes().stream()
                .filter(node -> node.work() && nodes.containsKey(node.id()))
                .map(node -> nodes.get(node.id()))
                .sorted(Comparator.comparingDouble(Node::median).reversed().thenComparing(Node::id))
                .toList();
    }

    /** The warmer the longer the median against the longest one. */
    Picture picture(String title, Diagram model) {
        double longest = working(model).stream().mapToDouble(Node::median).max().orElse(0);
        Map<String, Mark> marks = new HashMap<>();
        nodes.forEach((id, node) -> {
            boolean works = model.node(id).map(Diagram.Node::work).orElse(false);
            int degree = !works || longest == 0 ? 0 : (int) Math.ceil(DEGREES * node.median() / longest);
            marks.put(
                    id,
                    new Mark(
                            "heat-" + degree,
                            works ? node.times() + "次 " + node.medianText() : null,
                            node.times() + "次，中位" + node.medianText(),
                            works ? "#node-" + id : null));
        });
        return Picture.of(title, model, marks, Map.of(), List.of());
    }
}
