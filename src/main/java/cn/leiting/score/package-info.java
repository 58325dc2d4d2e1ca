/** The score cards of a campaign's squads and their year, by the bureau's rubric. */
@ApplicationModule(allowedDependencies = {"shared", "calendar", "tally"})
@NullMarked
package cn.leiting.score;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
