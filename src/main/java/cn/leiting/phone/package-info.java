/** 现场工作：what a squad has to do and has recorded; the phone page, which works without a network, and plain ones. */
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "organization",
            "calendar",
            "catalogue",
            "assignment",
            "certificate",
            "disposition",
            "zoning",
            "fieldwork",
            "followup"
        })
@NullMarked
package cn.leiting.phone;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
