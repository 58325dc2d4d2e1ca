package cn.leiting.audit;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;

/** 一次提交: the request that this thread serves, as far as it is a command or a look at what is kept apart. */
final class Command {

    static final String NOBODY = "anonymous";

    private static final ThreadLocal<@Nullable Command> CURRENT = new ThreadLocal<>();

    private static final Pattern BROWSER =
            Pattern.compile("(MicroMessenger|Edg|OPR|Firefox|Chrome|Version|Java-http-client|curl)/([\\d.]{1,12})");
    private static final Pattern SYSTEM = Pattern.compile("Android|iPhone|iPad|Windows|Macintosh|Linux|HarmonyOS");

    private final Verbs.Verb verb;
    private final @Nullable String subject;
    private final @Nullable String task;
    private final HttpServletRequest request;
    private final @Nullable String session;
    private @Nullable String actor;
    private boolean written;

    private Command(Verbs.Matched matched, HttpServletRequest request) {
        this.verb = matched.verb();
        this.subject = matched.subject();
        this.task = matched.task();
        this.request = request;
        HttpSession known = request.getSession(false);
        this.session = known == null ? null : shortHash(known.getId());
        this.actor = person(known);
    }

    static @Nullable Command current() {
        return CURRENT.get();
    }

    static Command begin(Verbs.Matched matched, HttpServletRequest request) {
        Command command = new Command(matched, request);
        CURRENT.set(command);
        return command;
    }

    static void end() {
        CURRENT.remove();
    }

    Verbs.Verb verb() {
        return verb;
    }

    /** Whether a transaction of it has been committed with its line. */
    boolean isWritten() {
        return written;
    }

    void noteWritten() {
        written = true;
    }

    /** A login is known by its answer only: it changes something in both cases. */
    boolean tellsByItsAnswer() {
        return verb.isLook() || verb.isLogin();
    }

    /** Who has just logged in, or tried to. */
    void noteLogin() {
        String logged = person(request.getSession(false));
        String tried = request.getParameter("username");
        if (logged != null) {
            actor = logged;
        } else if (tried != null && tried.matches("[A-Za-z0-9_-]{1,64}")) {
            actor = tried;
        }
    }

    String actor() {
        return actor == null ? NOBODY : actor;
    }

    Line line(Line.Outcome outcome) {
        return new Line(actor(), verb.label(), subject, task, null, null, null, outcome);
    }

    String route() {
        return verb.route();
    }

    String address() {
        String address = request.getRemoteAddr();
        return address.length() > 64 ? address.substring(0, 64) : address;
    }

    /** Only the browser and the system, by which a person knows their own again. */
    @Nullable
    String agent() {
        String agent = request.getHeader("User-Agent");
        if (agent == null) {
            return null;
        }
        var browser = BROWSER.matcher(agent);
        var system = SYSTEM.matcher(agent);
        String found = (browser.find() ? browser.group().replace("Version/", "Safari/") : "其他")
                + (system.find() ? " " + system.group() : "");
        return found.length() > 120 ? found.substring(0, 120) : found;
    }

    @Nullable
    String session() {
        return session;
    }

    private static @Nullable String person(@Nullable HttpSession session) {
        Object context = session == null
                ? null
                : session.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY);
        return context instanceof SecurityContext known && known.getAuthentication() != null
                ? known.getAuthentication().getName()
                : null;
    }

    /** Tells sessions apart and opens none. */
    private static String shortHash(String id) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
