/** The documents of a case: what they say, each version that was made or scanned, and who may read them. */
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "calendar",
            "organization",
            "catalogue",
            "casework",
            "office",
            "paper",
            "storage"
        })
@NullMarked
package cn.leiting.casepaper;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
