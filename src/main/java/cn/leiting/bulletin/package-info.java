/** The daily quick report of each campaign: made by itself each morning, corrected when records come late. */
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "calendar",
            "organization",
            "catalogue",
            "duty",
            "summary",
            "office",
            "paper",
            "storage",
            "work"
        })
@NullMarked
package cn.leiting.bulletin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
