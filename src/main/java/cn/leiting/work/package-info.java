/** Long work with its progress: asked for on a page, done by a small pool of whichever node is free, finished once. */
@ApplicationModule(allowedDependencies = {"shared", "calendar", "storage"})
@NullMarked
package cn.leiting.work;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
