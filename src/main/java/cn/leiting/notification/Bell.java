package cn.leiting.notification;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.thymeleaf.context.LazyContextVariable;

/**
 * 铃：how much waits to be read, in the head of each page. Asked when a page is drawn, in one statement over an index of
 * nothing but what is unread; kept in no session, where it would be wrong as soon as somebody is told something.
 */
@ControllerAdvice
class Bell {

    private final Notices notices;

    Bell(Notices notices) {
        this.notices = notices;
    }

    /** Null when nobody is logged in. */
    @ModelAttribute("bell")
    LazyContextVariable<@Nullable Integer> whenDrawn() {
        return new LazyContextVariable<>() {
            @Override
            protected @Nullable Integer loadValue() {
                Authentication login = SecurityContextHolder.getContext().getAuthentication();
                return login == null || login instanceof AnonymousAuthenticationToken
                        ? null
                        : notices.unread(login.getName());
            }
        };
    }
}
