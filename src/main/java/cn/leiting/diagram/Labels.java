package cn.leiting.diagram;

import cn.leiting.diagram.Diagram.Line;
import java.util.ArrayList;
import java.util.List;

/** Breaks a Chinese label into lines: any two characters may stand on two lines. */
class Labels {

    private static final double CHARACTER = 12;
    private static final double LATIN = 7;
    private static final double LINE = 15;
    /** From the middle of a line down to where its characters stand. */
    private static final double BASE = 4;

    private Labels() {}

    static List<Line> inside(String text, double x, double y, double width, double height) {
        List<String> lines = broken(text, width - 16);
        double first = y + height / 2 - (lines.size() - 1) * LINE / 2 + BASE;
        return placed(lines, x + width / 2, first);
    }

    static List<Line> atTheTop(String text, double x, double y, double width) {
        return placed(broken(text, width), x + width / 2, y + LINE);
    }

    static List<Line> under(String text, double x, double y, double width) {
        return placed(broken(text, Math.max(width, 5 * CHARACTER)), x + width / 2, y + LINE - BASE);
    }

    private static List<Line> placed(List<String> lines, double middle, double first) {
        List<Line> placed = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            placed.add(new Line(middle, first + i * LINE, lines.get(i)));
        }
        return placed;
    }

    private static List<String> broken(String text, double width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        double length = 0;
        for (int character : text.codePoints().toArray()) {
            double next = character < 0x100 ? LATIN : CHARACTER;
            boolean mayBegin = "，。、？；：）！”".indexOf(character) < 0;
            if (length + next > width && line.length() > 0 && mayBegin) {
                lines.add(line.toString());
                line.setLength(0);
                length = 0;
            }
            line.appendCodePoint(character);
            length += next;
        }
        lines.add(line.toString());
        return lines;
    }
}
