package cn.leiting.access;

import cn.leiting.handling.OpenTasks;
import cn.leiting.shared.Actor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PushbackInputStream;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.rest.filter.EmptyBodyFilter;
import org.camunda.bpm.engine.task.DelegationState;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets through, of the engine's web interface, what Tasklist and a reading Cockpit call, and everything
 * but a second login and the set-up for administrators. A person claims for themselves only, and gives
 * back only what they claimed; a completion takes the way of a form, whose data our process classes
 * check; whoever is shown a form has opened its task; the webapps' logout ends the whole session.
 */
@Component
class WebappCalls extends OncePerRequestFilter {

    private static final String ROOT = "/camunda/api";
    private static final Pattern LIMITED = Pattern.compile("(^|&)maxResults=");
    private static final Pattern ABOVE_LIMIT = Pattern.compile("(^|&)maxResults=\\d{4,}");

    /** What the engine gives at most; Tasklist asks for more, others for no limit. */
    private static final String MOST_RESULTS = "maxResults=1000";

    private static final int LONGEST_CLAIM = 1_000;
    private static final String LOGOUT = "/admin/auth/user/default/logout";

    /** They give what they count, and take a limit for a mistake. */
    private static final String ADMIN_PLUGINS = ROOT + "/admin/plugin/";

    /** One way to write each path: no encoding but that of a colon, no parameters, no dots, no doubling. */
    private static final Pattern PLAIN = Pattern.compile("(/[A-Za-z0-9_-][A-Za-z0-9_.:-]*)+/?");

    private static final Pattern FOR_ADMINISTRATORS = Pattern.compile(
            "/engine/engine(/default/.+)?|/(cockpit|tasklist|welcome)/.+|/admin/(plugin/.+|auth/user/default(/logout)?)");
    private static final Pattern COMPLETION = Pattern.compile("(/engine/engine/default/task/[^/]+/)complete");
    private static final Pattern CLAIM = Pattern.compile("/engine/engine/default/task/([^/]+)/(un)?claim");

    private static final Pattern FORM =
            Pattern.compile("/engine/engine/default/task/([^/]+)/(form|deployed-form|rendered-form)");

    private final ObjectMapper json;
    private final TaskService tasks;
    private final OpenTasks opened;

    WebappCalls(ObjectMapper json, TaskService tasks, OpenTasks opened) {
        this.json = json;
        this.tasks = tasks;
        this.opened = opened;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !decodedPath(request).startsWith(ROOT + "/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication login = SecurityContextHolder.getContext().getAuthentication();
        String path = plainPath(request);

        if (path != null && COMPLETION.matcher(path).matches()) {
            path = path.replaceFirst("complete$", "submit-form");
        }
        if (path == null || !isAllowed(login, request.getMethod(), path)) {
            refuse(response);
            return;
        }

        var form = FORM.matcher(path);
        if (form.matches() && request.getMethod().equals("GET")) { // before it is shown, as on our own page
            opened.noteOpened(
                    form.group(1), new Actor(login.getName(), groups(login).collect(Collectors.toSet())));
        }

        var claim = CLAIM.matcher(path);
        if (claim.matches() && !isAdministrator(login)) {
            claim(login.getName(), claim.group(1), claim.group(2) != null, request, response, chain);
        } else {
            chain.doFilter(new AtPath(request, ROOT + path), response);
        }

        HttpSession session = request.getSession(false);
        if (path.equals(LOGOUT) && response.getStatus() < 300 && session != null) {
            session.invalidate();
        }
    }

    private static String decodedPath(HttpServletRequest request) {
        return request.getServletPath() + Objects.requireNonNullElse(request.getPathInfo(), "");
    }

    /** The path under the web interface's root, or null when it is written in any but the plain way. */
    private static @Nullable String plainPath(HttpServletRequest request) {
        String path = request.getRequestURI().replace("%3A", ":").replace("%3a", ":");
        if (!path.equals(decodedPath(request)) || !PLAIN.matcher(path).matches()) {
            return null;
        }
        return path.substring(ROOT.length()).replaceFirst("/$", "");
    }

    private static boolean isAllowed(Authentication login, String method, String path) {
        if (isAdministrator(login)) {
            return FOR_ADMINISTRATORS.matcher(path).matches();
        }
        return AllowedCalls.OF_TASKLIST.contain(method, path)
                || (isReader(login) && AllowedCalls.OF_READING_COCKPIT.contain(method, path))
                || (method.equals("PUT")
                        && path.equals("/engine/engine/default/user/" + login.getName() + "/credentials"));
    }

    private static boolean isAdministrator(Authentication login) {
        return groups(login).anyMatch(Groups.CAMUNDA_ADMIN::equals);
    }

    private static boolean isReader(Authentication login) {
        return groups(login).anyMatch(Rights.READERS::contains);
    }

    private static Stream<String> groups(Authentication login) {
        return login.getAuthorities().stream().map(GrantedAuthority::getAuthority);
    }

    /**
     * The engine lets a candidate claim for anybody, which would be an assignment, and lets nobody who may
     * only work on a task give it back; a claim for nobody does that.
     */
    private void claim(
            String self,
            String task,
            boolean back,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws ServletException, IOException {
        if (back ? !isAssignee(task, self) : !self.equals(claimant(request))) {
            refuse(response);
            return;
        }
        byte[] body = json.writeValueAsBytes(Collections.singletonMap("userId", back ? null : self));
        chain.doFilter(
                new EmptyBodyFilter()
                        .wrapRequest(
                                new AtPath(request, ROOT + "/engine/engine/default/task/" + task + "/claim"),
                                false,
                                new PushbackInputStream(new ByteArrayInputStream(body))),
                response);
    }

    /** A delegate brings it back on our own page, to who delegated it. */
    private boolean isAssignee(String task, String self) {
        return tasks.createTaskQuery().taskId(task).taskAssignee(self).listPage(0, 1).stream()
                .anyMatch(own -> own.getDelegationState() != DelegationState.PENDING);
    }

    private @Nullable String claimant(HttpServletRequest request) throws IOException {
        try {
            JsonNode claim = json.readTree(request.getInputStream().readNBytes(LONGEST_CLAIM));
            return claim.path("userId").textValue();
        } catch (JsonProcessingException notJson) {
            return null;
        }
    }

    private void refuse(HttpServletResponse response) throws IOException {
        response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        json.writeValue(response.getOutputStream(), Map.of("type", "Forbidden", "message", "您没有进行这项操作的权限。"));
    }

    /** The same request at the path that was allowed, within the limit of results. */
    private static final class AtPath extends HttpServletRequestWrapper {

        private final String uri;

        private AtPath(HttpServletRequest request, String uri) {
            super(request);
            this.uri = uri;
        }

        @Override
        public String getRequestURI() {
            return uri;
        }

        @Override
        public StringBuffer getRequestURL() {
            StringBuffer url = super.getRequestURL();
            return url.replace(url.length() - super.getRequestURI().length(), url.length(), uri);
        }

        @Override
        public @Nullable String getQueryString() {
            String query = super.getQueryString();
            if (uri.startsWith(ADMIN_PLUGINS)) {
                return query;
            }
            if (query == null || query.isEmpty()) {
                return MOST_RESULTS;
            }
            return LIMITED.matcher(query).find()
                    ? ABOVE_LIMIT.matcher(query).replaceAll("$1" + MOST_RESULTS)
                    : query + "&" + MOST_RESULTS;
        }

        @Override
        public @Nullable String getPathInfo() {
            return super.getPathInfo() == null
                    ? null
                    : uri.substring(getServletPath().length());
        }
    }
}
