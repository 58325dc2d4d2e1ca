/** The pages, calls, workbooks and papers of a year's end: the squads' scores, and the year's review. */
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "calendar",
            "organization",
            "office",
            "paper",
            "score",
            "merit",
            "yearscore",
            "assessment",
            "programme",
            "remedy"
        })
@NullMarked
package cn.leiting.yearend;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
