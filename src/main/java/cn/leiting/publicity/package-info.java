/** Publicity: information items of the squads, what was published where, and what was withdrawn. */
@ApplicationModule(allowedDependencies = {"shared", "calendar", "deadline", "organization", "participation", "office"})
@NullMarked
package cn.leiting.publicity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
