/** How this product uses the engine: its set-up and guards, forms, deadlines of tasks, the path taken. */
@ApplicationModule(allowedDependencies = {"shared", "calendar", "course", "deadline"})
@NullMarked
package cn.leiting.engine;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
