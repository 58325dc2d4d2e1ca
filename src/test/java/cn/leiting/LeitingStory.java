package cn.leiting;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.annotation.DirtiesContext;

/**
 * As {@link LeitingTest}, for a class that moves the clock or looks at the whole: it begins with an empty database and
 * leaves none. The next class starts the product again in the same JVM, which is warm by then.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@LeitingTest
@DirtiesContext
public @interface LeitingStory {}
