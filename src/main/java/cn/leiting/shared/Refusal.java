package cn.leiting.shared;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * 退回：the business says no, in one whole Chinese sentence that the person can act on. Nothing of the
 * refused request is stored, and no job is retried because of it.
 */
public class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What kind of no it is; the number is the HTTP status of our own pages and calls. */
    public enum Kind {
        /** The input breaks a rule. */
        INVALID(422),
        /** The thing is in a state that does not allow it. */
        CONFLICT(409),
        /** The person may not do it. */
        FORBIDDEN(403),
        /** There is no such thing, or the person may not know of it. */
        NOT_FOUND(404);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    /** One field that broke a rule, with its sentence. */
    public record Field(String field, String message) {}

    private final Kind kind;
    private final transient List<Field> fields;
    private final @Nullable String code;

    private Refusal(Kind kind, String sentence, List<Field> fields) {
        super(sentence, null, false, false);
        this.kind = kind;
        this.fields = List.copyOf(fields);
        this.code = null;
    }

    /** For a refusal that callers must tell apart without reading, e.g. {@code CALENDAR_MISSING}. */
    protected Refusal(Kind kind, String sentence, String code) {
        super(sentence, null, false, false);
        this.kind = kind;
        this.fields = List.of();
        this.code = code;
    }

    public static Refusal invalid(String sentence) {
        return new Refusal(Kind.INVALID, sentence, List.of());
    }

    public static Refusal invalid(String field, String sentence) {
        return new Refusal(Kind.INVALID, sentence, List.of(new Field(field, sentence)));
    }

    public static Refusal invalid(String sentence, List<Field> fields) {
        return new Refusal(Kind.INVALID, sentence, fields);
    }

    public static Refusal conflict(String sentence) {
        return new Refusal(Kind.CONFLICT, sentence, List.of());
    }

    public static Refusal forbidden(String sentence) {
        return new Refusal(Kind.FORBIDDEN, sentence, List.of());
    }

    public static Refusal notFound(String sentence) {
        return new Refusal(Kind.NOT_FOUND, sentence, List.of());
    }

    public Kind kind() {
        return kind;
    }

    /** The whole Chinese sentence, with its full stop. */
    public String sentence() {
        return String.valueOf(getMessage());
    }

    public List<Field> fields() {
        return fields;
    }

    public Optional<String> code() {
        return Optional.ofNullable(code);
    }
}
