/** Campaigns: definition, filing, approval, steering, guidance notes and closing. */
@ApplicationModule(allowedDependencies = {"shared", "calendar", "organization", "catalogue", "assignment"})
@NullMarked
package cn.leiting.campaign;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
