/** The squads' year: rolled up from cards and improvements, in frozen versions, over merged and split squads. */
@ApplicationModule(allowedDependencies = {"shared", "calendar", "score", "merit"})
@NullMarked
package cn.leiting.yearscore;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
