package cn.leiting.shared;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;

/**
 * 试用：exists only on the embedded database, where the demo accounts, the programme of 2023 and the
 * movable clock live. Whoever names a database of their own gets none of it.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ConditionalOnExpression("environment.getProperty('spring.datasource.url', '').isEmpty()")
public @interface Trial {}
