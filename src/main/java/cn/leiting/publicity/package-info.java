/** Publicity: information items of the squads, what was published where, what was withdrawn, who took part. */
@ApplicationModule(allowedDependencies = {"shared", "calendar", "deadline", "organization", "office"})
@NullMarked
package cn.leiting.publicity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
