/** The way in: the frame of all pages, the login page, errors and the home page. */
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "organization",
            "bulletin",
            "duty",
            "docket",
            "mail",
            "menu",
            "notification",
            "process"
        })
@NullMarked
package cn.leiting.site;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
