/** What the engine's history leaves out of an instance: the flows taken, the returns, and what people handed in. */
@ApplicationModule(allowedDependencies = "shared")
@NullMarked
package cn.leiting.course;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
