/** 经办：what people do with a task besides submitting it: handing over, delegating, copying, withdrawing, approving many. */
@ApplicationModule(allowedDependencies = {"shared", "calendar", "course", "deadline", "engine", "organization"})
@NullMarked
package cn.leiting.handling;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
