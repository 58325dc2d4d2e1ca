package cn.leiting.docket;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * 办理环节：one thing that a room has recorded of a case; no word about the party.
 *
 * @param by who did it, or who answers for it
 */
record Step(
        Part part,
        LocalDate day,
        String title,
        @Nullable String detail,
        @Nullable String by) {

    /** In the order of a case; {@code page} is where the room shows the rest of it. */
    enum Part {
        ORDER("责令改正", null),
        TRANSFER("移送", null),
        FILING("立案审批", null),
        ON_THE_SPOT("当场处罚", null),
        MEASURE("登记保存和查封、扣押", "inquiry"),
        PROPOSAL("处理意见", "inquiry"),
        NOTICE("事先告知", "inquiry"),
        STATEMENT("陈述、申辩和听证要求", "inquiry"),
        HEARING("听证", "inquiry"),
        REVIEW("法制审核", "inquiry"),
        DISCUSSION("集体讨论", "inquiry"),
        DECISION("决定", "inquiry"),
        SERVICE("送达", "performance"),
        PAYMENT("缴款", "performance"),
        DEFERRAL("延期、分期缴纳", "performance"),
        ENFORCEMENT("催告和强制执行", "performance"),
        REMEDY("复议和诉讼", "performance"),
        PUBLICATION("决定公开", "performance"),
        DOCUMENT("文书", "documents"),
        FILE_REVIEW("案卷评查", "documents");

        private final String label;
        private final @Nullable String page;

        Part(String label, @Nullable String page) {
            this.label = label;
            this.page = page;
        }

        public String label() {
            return label;
        }

        public @Nullable String page() {
            return page;
        }
    }
}
