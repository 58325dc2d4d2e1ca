/** Which squad is in which mode on which day, and who is on duty then. */
@ApplicationModule(allowedDependencies = {"shared", "calendar", "organization", "assignment", "office"})
@NullMarked
package cn.leiting.duty;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
