/** The public, impersonal feed of what was released for the government's site. */
@ApplicationModule(allowedDependencies = {"shared", "calendar", "storage"})
@NullMarked
package cn.leiting.feed;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
