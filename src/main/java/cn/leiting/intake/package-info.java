/** 案源处置：what becomes a case, what the law wants done about it, orders first, transfers, filing. */
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
            "casework"
        })
@NullMarked
package cn.leiting.intake;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
