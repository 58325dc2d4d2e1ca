/** 案件一览：the register of cases, what runs out, and one case with all that the rooms record of it. */
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "calendar",
            "organization",
            "catalogue",
            "disposition",
            "statute",
            "timekeeping",
            "casework",
            "party",
            "office"
        })
@NullMarked
package cn.leiting.docket;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
