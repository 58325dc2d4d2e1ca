/** What one page tells of a campaign, read over all its rooms in a few statements and shown by right. */
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "calendar",
            "organization",
            "programme",
            "catalogue",
            "disposition",
            "assignment",
            "feedback",
            "campaign",
            "fieldwork",
            "guidance",
            "publicity",
            "summary"
        })
@NullMarked
package cn.leiting.overview;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
