package cn.leiting.site;

import cn.leiting.notification.Notices;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.http.HttpStatusCode;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.WebAttributes;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.servlet.ModelAndView;

/**
 * Answers whatever went wrong: a call with {@code application/problem+json}, a page with an error page.
 * Failures come from controllers (as exceptions), from filters (by the container's error dispatch) and
 * from the security chain (which forwards a 403 with its reason).
 */
@Controller
@ControllerAdvice
class ErrorPages implements ErrorController {

    private final PageFrame frame;
    private final Notices notices;

    ErrorPages(PageFrame frame, Notices notices) {
        this.frame = frame;
        this.notices = notices;
    }

    /** Spring Security decides between login page and 403. */
    @ExceptionHandler
    void leaveTo(AuthenticationException nobody) {
        throw nobody;
    }

    @ExceptionHandler
    void leaveTo(AccessDeniedException forbidden) {
        throw forbidden;
    }

    @ExceptionHandler
    void nobodyListens(AsyncRequestNotUsableException gone) {}

    @ExceptionHandler
    Object failed(Exception failure, HttpServletRequest request) {
        return answer(Problems.of(failure), request.getRequestURI());
    }

    @RequestMapping("${server.error.path:/error}")
    Object dispatched(HttpServletRequest request) {
        String asked = Stream.of(RequestDispatcher.ERROR_REQUEST_URI, RequestDispatcher.FORWARD_REQUEST_URI)
                .map(request::getAttribute)
                .filter(Objects::nonNull)
                .map(Object::toString)
                .findFirst()
                .orElse("");
        return answer(problem(request), asked);
    }

    private static Problem problem(HttpServletRequest request) {
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable failure) {
            return Problems.of(failure);
        }
        if (request.getAttribute(WebAttributes.ACCESS_DENIED_403) instanceof AccessDeniedException forbidden) {
            return Problems.of(forbidden);
        }
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        return Problem.ofStatus(status instanceof Integer code && code >= 400 ? code : 404);
    }

    private Object answer(Problem problem, String uri) {
        if (uri.startsWith("/api/") || uri.startsWith("/camunda/api/")) {
            return problem.asAnswer(uri);
        }
        ModelAndView page = new ModelAndView("error", HttpStatusCode.valueOf(problem.status()));
        page.addObject("problem", problem);
        page.addObject("frame", frame.whateverFailed(uri));
        page.addObject("bell", bell());
        return page;
    }

    /** None where that fails too: it may be the database that failed. */
    private @Nullable Integer bell() {
        try {
            return Actors.current().map(actor -> notices.unread(actor.id())).orElse(null);
        } catch (RuntimeException failedHereToo) {
            return null;
        }
    }
}
