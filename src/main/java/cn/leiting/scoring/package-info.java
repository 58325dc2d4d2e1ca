/** The scoring of each campaign, provisional and final. */
@ApplicationModule(allowedDependencies = {"shared", "calendar", "organization"})
@NullMarked
package cn.leiting.scoring;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
