/** The scoring of each campaign, provisional and final: adjustments, check, publication, appeals, lock. */
@ApplicationModule(allowedDependencies = {"shared", "calendar", "organization", "score", "trail"})
@NullMarked
package cn.leiting.scoring;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
