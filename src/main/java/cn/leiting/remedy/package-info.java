/** 复议、诉讼：remedies against a decision, and the decision's publication, which is withdrawn when it falls. */
@ApplicationModule(
        allowedDependencies = {"shared", "organization", "calendar", "deadline", "statute", "casework", "publicity"})
@NullMarked
package cn.leiting.remedy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
