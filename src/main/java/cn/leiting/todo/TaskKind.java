package cn.leiting.todo;

import org.jspecify.annotations.Nullable;

/**
 * 任务清单的种类, in the order of the page, with what makes a task at hand belong to it. The first seven stand in Tasklist
 * too; what a colleague has claimed is only in its list of the whole unit.
 */
enum TaskKind {
    ALL("全部待办", "not handed"),
    MINE("我的待办", "assignee = :me"),
    GROUP("本部门待领", "assignee is null"),
    TODAY("今日到期", "not handed and due >= :today and due < :tomorrow"),
    LATE("已逾期", "not handed and due < :now"),
    RETURNED("退回件", "not handed and returned"),
    DIFFICULT("疑难件", "not handed and difficult"),
    HANDED("我转出的", "handed"),
    COPIES("抄送给我的", null),
    DONE("我已办的", null);

    private final String label;
    private final @Nullable String condition;

    TaskKind(String label, @Nullable String condition) {
        this.label = label;
        this.condition = condition;
    }

    public String label() {
        return label;
    }

    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    public boolean isAtHand() {
        return condition != null;
    }

    /** Null: it is no list of tasks at hand. */
    @Nullable
    String condition() {
        return condition;
    }
}
