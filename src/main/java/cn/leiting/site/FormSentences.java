package cn.leiting.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * 表单的退回语：the engine's web interface puts a technical phrase with an id before the sentence of a
 * refused form, and Tasklist shows all of it. The person gets the sentence alone.
 */
@Component
class FormSentences extends OncePerRequestFilter {

    private static final Pattern PHRASE =
            Pattern.compile("Cannot (submit task form|complete task|instantiate process definition) [^\\s\"]+: ");

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        return !path.startsWith("/camunda/api/engine/")
                || !(path.endsWith("/submit-form") || path.endsWith("/complete"));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ContentCachingResponseWrapper answer = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, answer);

        if (answer.getStatus() == HttpServletResponse.SC_BAD_REQUEST) {
            String said = new String(answer.getContentAsByteArray(), UTF_8);
            answer.resetBuffer();
            answer.getOutputStream().write(PHRASE.matcher(said).replaceFirst("").getBytes(UTF_8));
        }
        answer.copyBodyToResponse();
    }
}
