/** The summary table of an assignment or of a year, live and in frozen versions, for page, call, Excel and Word alike. */
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "calendar",
            "organization",
            "catalogue",
            "assignment",
            "fieldwork",
            "outcome",
            "office"
        })
@NullMarked
package cn.leiting.summary;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
