/** The file of a case: its page of documents, the archive of all of them, and the marks that it gets. */
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "calendar",
            "organization",
            "party",
            "casework",
            "casepaper",
            "office",
            "paper",
            "storage"
        })
@NullMarked
package cn.leiting.casefile;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
