/** The map of a town's points and their states, drawn on the server without any map of the world behind. */
@ApplicationModule(allowedDependencies = {"shared", "catalogue", "organization", "calendar"})
@NullMarked
package cn.leiting.atlas;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
