package cn.leiting.guidance;

import cn.leiting.shared.Limits;
import org.jspecify.annotations.Nullable;

/**
 * 疑难问题：what is asked (F-22).
 *
 * @param finding the number of the finding it is about; null of a case, and out of a feedback or a supervision
 * @param caseCode the case it is about, e.g. CASE-310118105-2023-000123; its clocks run on (domain P6, step 9a)
 * @param question 20 to 2000 characters
 * @param ownView 本中队意见, 20 to 2000 characters, with a finding or a case
 */
public record Question(
        @Nullable Long finding,
        @Nullable String caseCode,
        String question,
        @Nullable String ownView,
        DueKind urgency) {

    public Question {
        question = Limits.required("疑难问题", question, 20, 2000);
        ownView = finding == null && caseCode == null ? null : Limits.required("本中队意见", ownView, 20, 2000);
    }

    /** Of a form that asks nothing else. */
    static Question plain(String question) {
        return new Question(null, null, question, null, DueKind.NORMAL);
    }

    /**
     * 办理时限：how soon the signed opinion is owed, counted from the request (domain §4.0.4, {@code
     * hardcase.reply}): three working days, seven, or four hours by day and by night. The squad says how urgent
     * it is, 法制科 says with the triage what holds.
     */
    public enum DueKind {
        NORMAL("一般", "hardcase.reply", "hardcase.triage"),
        COMPLEX("复杂", "hardcase.reply.complex", "hardcase.triage"),
        URGENT("紧急", "hardcase.reply.urgent", "hardcase.triage.urgent");

        private final String label;
        private final String replyRule;
        private final String triageRule;

        DueKind(String label, String replyRule, String triageRule) {
            this.label = label;
            this.replyRule = replyRule;
            this.triageRule = triageRule;
        }

        public String label() {
            return label;
        }

        /** The parameter that says how long it may take from the request to the signature. */
        public String replyRule() {
            return replyRule;
        }

        /** The parameter that says how long it may take from the request to the triage. */
        public String triageRule() {
            return triageRule;
        }
    }
}
