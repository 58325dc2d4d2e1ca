/** 案件办理：a case from its source to its closing, its handlers, its pauses and extensions. */
@ApplicationModule(
        allowedDependencies = {"shared", "organization", "calendar", "catalogue", "disposition", "statute", "party"})
@NullMarked
package cn.leiting.casework;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
