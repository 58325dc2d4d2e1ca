/** 督查：the visits of the two sections to squads, what was seen there, and how it stands against what was reported. */
@ApplicationModule(allowedDependencies = {"shared", "calendar", "organization", "assignment", "catalogue", "evidence"})
@NullMarked
package cn.leiting.visitation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
