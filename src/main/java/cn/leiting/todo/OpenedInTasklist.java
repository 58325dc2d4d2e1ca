package cn.leiting.todo;

import cn.leiting.handling.OpenTasks;
import cn.leiting.shared.Actor;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Whoever looks at a task's form in Tasklist has opened it, as on our own page. */
@Component
class OpenedInTasklist extends OncePerRequestFilter {

    private static final Pattern FORM = Pattern.compile(
            "/camunda/api/engine/engine/default/task/([0-9a-f-]{36})/(form|deployed-form|rendered-form)");

    private final OpenTasks tasks;

    OpenedInTasklist(OpenTasks tasks) {
        this.tasks = tasks;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("GET") || !request.getRequestURI().endsWith("form");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication login = SecurityContextHolder.getContext().getAuthentication();
        Matcher form = FORM.matcher(request.getRequestURI());
        if (form.matches() && login != null) {
            tasks.noteOpened(form.group(1), actor(login)); // of those who may not do it nothing is kept
        }
        chain.doFilter(request, response);
    }

    private static Actor actor(Authentication login) {
        return new Actor(
                login.getName(),
                login.getAuthorities().stream()
                        .map(GrantedAuthority::getAuthority)
                        .collect(Collectors.toSet()));
    }
}
