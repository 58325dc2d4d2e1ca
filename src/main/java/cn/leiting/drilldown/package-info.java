/** From a point of a score to the very records behind it: the list, a visit's own page, and what an order changed. */
@ApplicationModule(
        allowedDependencies = {"shared", "organization", "fieldwork", "tally", "score", "trail", "scoring", "scoresheet"
        })
@NullMarked
package cn.leiting.drilldown;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
