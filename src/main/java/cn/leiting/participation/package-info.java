/** Citizens who took part in keeping the town in order, as the office records it. */
@ApplicationModule(allowedDependencies = {"shared"})
@NullMarked
package cn.leiting.participation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
