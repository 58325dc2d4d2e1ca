/** Charts of a year: covered, corrected, relapsed, in time, by squad and month, each number with the records behind it. */
@ApplicationModule(allowedDependencies = {"shared", "calendar", "organization", "summary", "whereabouts"})
@NullMarked
package cn.leiting.chart;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
