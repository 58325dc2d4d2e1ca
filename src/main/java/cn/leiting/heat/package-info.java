/** 流程热力：where the time of a model goes: how often each node was passed in a period, and how long it took. */
@ApplicationModule(allowedDependencies = {"shared", "diagram", "review"})
@NullMarked
package cn.leiting.heat;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
