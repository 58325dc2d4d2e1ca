/** 事项去向：who has a thing now and since when, how it came there, and the ways from our pages to the engine's and back. */
@ApplicationModule(allowedDependencies = {"shared", "calendar", "organization", "casework", "timekeeping", "joint"})
@NullMarked
package cn.leiting.whereabouts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
