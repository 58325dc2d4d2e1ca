package cn.leiting.presence;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Around the session: says of what the thread serves how much of a session it may ask for. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class QuietRequests extends OncePerRequestFilter {

    /** What pages ask by themselves, without anybody's doing. */
    private static final Set<String> BY_ITSELF = Set.of("/api/notifications/unread");

    private static final ThreadLocal<@Nullable HttpServletRequest> SERVED = new ThreadLocal<>();

    static boolean isByItself() {
        HttpServletRequest served = SERVED.get();
        return served != null && BY_ITSELF.contains(served.getRequestURI());
    }

    /** The page that tells of a failure, which may be that of the database. */
    static boolean tellsOfAFailure() {
        HttpServletRequest served = SERVED.get();
        return served != null && served.getDispatcherType() == DispatcherType.ERROR;
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        SERVED.set(request);
        try {
            chain.doFilter(request, response);
        } finally {
            SERVED.remove();
        }
    }
}
