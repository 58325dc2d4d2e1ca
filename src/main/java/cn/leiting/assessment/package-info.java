/** The year's assessment of the squads: rolled up, checked, confirmed, published, appealed against, locked. */
@ApplicationModule(allowedDependencies = {"shared", "calendar", "yearscore"})
@NullMarked
package cn.leiting.assessment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
