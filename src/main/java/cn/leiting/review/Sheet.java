package cn.leiting.review;

import cn.leiting.diagram.Picture;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 流程回顾：all that the page says of one instance.
 *
 * @param callers from the outermost to the one that called it
 * @param called by its nodes
 * @param formsHidden whether what was handed in is kept from the reader
 */
record Sheet(
        Instance of,
        Picture picture,
        List<Step> steps,
        List<Related> callers,
        List<Related> called,
        boolean formsHidden) {

    /** @param readable whether the reader may walk there */
    record Related(String id, String name, String modelName, boolean readable, Instance.State state) {}

    /** A field of the form that was handed in. */
    record Field(String label, String text) {}

    /**
     * 环节: one visit of a token to a node.
     *
     * @param who the person by name, or the units that it waits for; null: nobody
     * @param hours office hours until its end, or until now
     * @param called the instance that it called
     */
    record Step(
            String node,
            String name,
            Type type,
            @Nullable String who,
            LocalDateTime startedAt,
            @Nullable LocalDateTime endedAt,
            double hours,
            @Nullable LocalDateTime dueAt,
            boolean late,
            boolean cancelled,
            List<Field> fields,
            @Nullable String called) {

        /** Whether a person did it, or is to do it. */
        public boolean isOfPeople() {
            return type == Type.PERSON;
        }

        public String state() {
            return endedAt == null ? "办理中" : cancelled ? "已撤销" : "已完成";
        }

        public String duration() {
            return Instance.hours(hours);
        }
    }

    /** 环节种类. */
    enum Type {
        PERSON("人工办理"),
        MACHINE("自动办理"),
        CALL("调用流程"),
        EVENT("事件"),
        PART("阶段"),
        GATEWAY("判断");

        private final String label;

        Type(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        /** Of the engine's type of a node. */
        static Type of(String type) {
            return switch (type) {
                case "userTask" -> PERSON;
                case "callActivity" -> CALL;
                case "subProcess" -> PART;
                default -> type.endsWith("Gateway") ? GATEWAY : type.endsWith("Task") ? MACHINE : EVENT;
            };
        }
    }

    /** Whether a step called an instance to which the reader may walk. */
    public boolean walksTo(@Nullable String instance) {
        return called.stream().anyMatch(one -> one.readable() && one.id().equals(instance));
    }

    /** 审批记录: what people did, and what waits for them. */
    public List<Step> record() {
        return steps.stream().filter(Step::isOfPeople).toList();
    }

    /** 全部环节, without the questions that the model answers by itself. */
    public List<Step> all() {
        return steps.stream().filter(step -> step.type() != Type.GATEWAY).toList();
    }
}
