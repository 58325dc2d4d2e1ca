/** 365回头看：the look-back after each campaign: its window, its drawn samples, and what is said of it in the end. */
@ApplicationModule(allowedDependencies = {"shared", "calendar", "organization", "catalogue", "assignment", "campaign"})
@NullMarked
package cn.leiting.lookback;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
