/** What people see of scores: a campaign's, one squad's, a year's; the forms on them, the calls, the workbooks. */
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "calendar",
            "organization",
            "office",
            "score",
            "scoring",
            "remedy",
            "trail",
            "grounds"
        })
@NullMarked
package cn.leiting.scoresheet;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
