/** Photos of visits: their bytes, what a machine can tell of them, and what a supervisor makes of it. */
@ApplicationModule(allowedDependencies = {"shared", "organization", "calendar", "catalogue", "fieldwork", "storage"})
@NullMarked
package cn.leiting.evidence;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
