/** Everything that somebody owes by a date, and the ladder on which its lateness climbs. */
@ApplicationModule(allowedDependencies = {"shared", "calendar"})
@NullMarked
package cn.leiting.deadline;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
