/** Campaigns: definition, filing, approval, steering, guidance notes, closing and publication. */
@ApplicationModule(allowedDependencies = {"shared", "calendar", "organization", "catalogue", "assignment"})
@NullMarked
package cn.leiting.campaign;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
