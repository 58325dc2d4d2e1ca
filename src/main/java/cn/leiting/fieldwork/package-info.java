/** Inspections and their findings: data that squads record on the spot and every figure is counted from. */
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "organization",
            "calendar",
            "catalogue",
            "assignment",
            "certificate",
            "disposition",
            "zoning"
        })
@NullMarked
package cn.leiting.fieldwork;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
