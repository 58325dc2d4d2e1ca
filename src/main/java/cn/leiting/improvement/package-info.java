/** 365再提升：what is improved outside the campaigns: its trigger, the squads' shares, and what came of it. */
@ApplicationModule(allowedDependencies = {"shared", "calendar", "organization", "catalogue", "assignment", "campaign"})
@NullMarked
package cn.leiting.improvement;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
