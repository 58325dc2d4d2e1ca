/** Long work that people start for a year or a campaign: exports, frozen summaries, scores counted anew. */
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "calendar",
            "organization",
            "catalogue",
            "fieldwork",
            "office",
            "scoring",
            "storage",
            "summary",
            "work"
        })
@NullMarked
package cn.leiting.batch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
