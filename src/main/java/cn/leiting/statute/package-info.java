/** 法定期限：the clocks that a law sets for a case, recomputed from data at any moment. */
@ApplicationModule(allowedDependencies = {"shared", "calendar"})
@NullMarked
package cn.leiting.statute;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
