package cn.leiting.audit;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Knows what became of each command, also of those that the security chain refuses. What a transaction has told is not
 * told again, unless the answer contradicts it.
 */
class CommandFilter extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(CommandFilter.class);
    private static final int REFUSED = 400;
    private static final int FAILED = 500;

    private final AuditRows rows;
    private final Verbs verbs;

    CommandFilter(AuditRows rows, Verbs verbs) {
        this.rows = rows;
        this.verbs = verbs;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Verbs.Matched matched = verbs.match(request.getMethod(), request.getRequestURI());
        if (matched == null) {
            chain.doFilter(request, response);
            return;
        }

        Command command = Command.begin(matched, request);
        int status = FAILED;
        try {
            chain.doFilter(request, response);
            status = status(command, response);
        } finally {
            try {
                tell(command, status);
            } finally {
                Command.end();
            }
        }
    }

    /** A login is refused by sending the person back to it. */
    private static int status(Command command, HttpServletResponse response) {
        if (!command.verb().isLogin()) {
            return response.getStatus();
        }
        command.noteLogin();
        String next = response.getHeader("Location");
        return next != null && next.contains("/login?error")
                ? HttpServletResponse.SC_UNAUTHORIZED
                : response.getStatus();
    }

    private void tell(Command command, int status) {
        Line.Outcome outcome = outcome(status);
        boolean nothingThere = command.verb().isLook() && Set.of(302, 404).contains(status);
        if (nothingThere || (outcome == Line.Outcome.DONE && command.isWritten())) {
            return;
        }
        try {
            rows.write(command.line(outcome), command, status);
        } catch (RuntimeException unwritten) {
            LOG.error("no line in the audit for {} of {}", command.route(), command.actor(), unwritten);
        }
    }

    private static Line.Outcome outcome(int status) {
        return status < REFUSED ? Line.Outcome.DONE : status < FAILED ? Line.Outcome.REFUSED : Line.Outcome.FAILED;
    }
}
