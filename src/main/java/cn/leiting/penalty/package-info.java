/** 处罚决定：the legal review, the collective discussion and the decision of a case. */
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "calendar",
            "organization",
            "catalogue",
            "casework",
            "inquiry",
            "proposal",
            "hearing"
        })
@NullMarked
package cn.leiting.penalty;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
