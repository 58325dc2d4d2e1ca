/** What lies behind the versions of score cards: the records they were counted from, and how one differs from another. */
@ApplicationModule(allowedDependencies = {"shared", "tally", "score"})
@NullMarked
package cn.leiting.trail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
