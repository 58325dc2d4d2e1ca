package cn.leiting.diagram;

import cn.leiting.diagram.Diagram.Node.Kind;
import org.w3c.dom.Element;

/** The signs of BPMN that our models use, as far as a reader needs them. */
record Symbols(Kind kind, boolean work, String sign) {

    static Symbols of(Element element) {
        return switch (element.getLocalName()) {
            case "userTask" -> new Symbols(Kind.TASK, true, "person");
            case "serviceTask" -> new Symbols(Kind.TASK, false, "machine");
            case "receiveTask" -> new Symbols(Kind.TASK, true, "envelope");
            case "callActivity" -> new Symbols(Kind.CALL, true, "");
            case "subProcess" -> new Symbols(Kind.PART, false, "");
            case "exclusiveGateway" -> new Symbols(Kind.GATEWAY, false, "exclusive");
            case "parallelGateway" -> new Symbols(Kind.GATEWAY, false, "parallel");
            case "eventBasedGateway" -> new Symbols(Kind.GATEWAY, false, "waiting");
            case "startEvent" -> new Symbols(Kind.START, false, event(element));
            case "endEvent" -> new Symbols(Kind.END, false, event(element));
            case "intermediateCatchEvent", "boundaryEvent" -> new Symbols(Kind.CATCH, false, event(element));
            default -> new Symbols(Kind.TASK, false, "");
        };
    }

    private static String event(Element element) {
        return BpmnFile.modelChildren(element)
                .map(Element::getLocalName)
                .filter(name -> name.endsWith("EventDefinition"))
                .map(name -> switch (name) {
                    case "timerEventDefinition" -> "clock";
                    case "messageEventDefinition" -> "envelope";
                    case "terminateEventDefinition" -> "stop";
                    default -> "";
                })
                .findFirst()
                .orElse("");
    }

    /** As an SVG path: in the corner of a task, in the middle of what is round or has four corners. */
    String icon(double x, double y, double width, double height) {
        boolean box = kind == Kind.TASK || kind == Kind.CALL;
        double middleX = box ? x + 13 : x + width / 2;
        double middleY = box ? y + 12 : y + height / 2;
        String path =
                switch (sign) {
                    case "person" -> "m0 -7a3 3 0 1 1 -.01 0m-5 12v-2a4 4 0 0 1 4 -4h2a4 4 0 0 1 4 4v2z";
                    case "machine" -> "m-4 0a4 4 0 1 1 8 0a4 4 0 1 1 -8 0m4 -7v3m0 8v3m-7 -7h3m8 0h3";
                    case "envelope" -> "m-7 -5h14v10h-14zl7 6l7 -6";
                    case "clock" -> "m-9 0a9 9 0 1 1 18 0a9 9 0 1 1 -18 0m9 -6v6l4 3";
                    case "stop" -> "m-8 0a8 8 0 1 1 16 0a8 8 0 1 1 -16 0m2 -4l12 8m0 -8l-12 8";
                    case "exclusive" -> "m-6 -6l12 12m0 -12l-12 12";
                    case "parallel" -> "m-8 0h16m-8 -8v16";
                    case "waiting" -> "m-9 0a9 9 0 1 1 18 0a9 9 0 1 1 -18 0m9 -6l6 4l-2 7h-8l-2 -7z";
                    default -> "";
                };
        return path.isEmpty() ? "" : "M%s %s%s".formatted(middleX, middleY, path);
    }
}
