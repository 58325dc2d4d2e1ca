/** The models' classes and the engine under them: the only room that knows which room comes next. */
@ApplicationModule(allowedDependencies = {"shared", "calendar", "organization", "programme"})
@NullMarked
package cn.leiting.process;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
