/** What hangs on the wall: a year's campaigns, look-backs and improvements as bars, and how each squad stands in them. */
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "calendar",
            "organization",
            "assignment",
            "campaign",
            "lookback",
            "improvement",
            "duty",
            "summary"
        })
@NullMarked
package cn.leiting.wall;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
