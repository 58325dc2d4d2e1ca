/** The trial: what the embedded database holds on its first day, and the clock that can be set forward. */
@ApplicationModule(allowedDependencies = {"shared", "calendar", "engine", "organization", "roster", "programme"})
@NullMarked
package cn.leiting.trial;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
