package cn.leiting;

import jakarta.servlet.http.Cookie;
import java.util.stream.Stream;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/**
 * The token as a page of ours sends it. Spring Security's own test support would exchange the token's
 * repository in the shared context, and real logins would fail from then on.
 */
public final class Csrf {

    private static final String TOKEN = "2d1c3b5a-0000-4000-8000-000000000000";

    private Csrf() {}

    public static RequestPostProcessor csrf() {
        return request -> {
            Cookie[] others = request.getCookies() == null ? new Cookie[0] : request.getCookies();
            request.setCookies(Stream.concat(Stream.of(others), Stream.of(new Cookie("LEITING-XSRF", TOKEN)))
                    .toArray(Cookie[]::new));
            request.addHeader("X-LEITING-XSRF", TOKEN);
            return request;
        };
    }
}
