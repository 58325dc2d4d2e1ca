/** What follows a finding: orders to correct, re-checks, relapses. */
@ApplicationModule(
        allowedDependencies = {"shared", "organization", "calendar", "catalogue", "disposition", "fieldwork", "office"})
@NullMarked
package cn.leiting.followup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
