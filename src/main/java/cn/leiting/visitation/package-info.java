/** 督查：what is drawn to be looked at, the visits to squads, and whether findings were dealt with as the law wants. */
@ApplicationModule(allowedDependencies = {"shared", "calendar", "organization", "assignment", "catalogue", "evidence"})
@NullMarked
package cn.leiting.visitation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
