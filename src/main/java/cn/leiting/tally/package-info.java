/** What each squad of a campaign has done, counted as the score asks for it. */
@ApplicationModule(allowedDependencies = {"shared", "calendar", "timekeeping"})
@NullMarked
package cn.leiting.tally;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
