/** 案源处置：what becomes a case, what the law wants done about it, orders first, filing. */
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "organization",
            "calendar",
            "catalogue",
            "disposition",
            "fieldwork",
            "followup",
            "complaint",
            "casework",
            "transfer"
        })
@NullMarked
package cn.leiting.intake;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
