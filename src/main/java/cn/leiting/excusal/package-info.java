/** Points that cannot be inspected: asked for by a squad's leader, decided by coordination, sampled by supervision. */
@ApplicationModule(allowedDependencies = {"shared", "assignment", "organization", "calendar"})
@NullMarked
package cn.leiting.excusal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
