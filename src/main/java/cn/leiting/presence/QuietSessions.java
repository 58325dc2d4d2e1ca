package cn.leiting.presence;

import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.stereotype.Component;

/**
 * 会话: ends when a person has been away for its time, however long a page of theirs stands open and asks for news. And where
 * no session can be read, the page that says so is shown to nobody in particular, instead of failing again.
 */
@Component
class QuietSessions implements BeanPostProcessor, MethodInterceptor {

    private static final Logger LOG = LoggerFactory.getLogger(QuietSessions.class);

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (!(bean instanceof JdbcIndexedSessionRepository)) {
            return bean;
        }
        ProxyFactory sessions = new ProxyFactory(bean);
        sessions.setProxyTargetClass(true); // the repository's own callers know it by its class
        sessions.addAdvice(this);
        return sessions.getProxy();
    }

    @Override
    public @Nullable Object invoke(MethodInvocation call) throws Throwable {
        return switch (call.getMethod().getName()) {
            case "save" -> QuietRequests.isByItself() ? null : call.proceed();
            case "findById" -> found(call);
            default -> call.proceed();
        };
    }

    private static @Nullable Object found(MethodInvocation call) throws Throwable {
        try {
            return call.proceed();
        } catch (RuntimeException failed) {
            if (!QuietRequests.tellsOfAFailure()) {
                throw failed;
            }
            LOG.warn("an error page without a session: {}", failed.getMessage());
            return null;
        }
    }
}
