/** What became of what was found, by squad: orders, re-checks, complaints, cases; counted for the summary table. */
@ApplicationModule(allowedDependencies = {"shared", "timekeeping", "statute"})
@NullMarked
package cn.leiting.outcome;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
