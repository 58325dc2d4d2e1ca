/** 督查抽样：what supervision looks at, by the decision and by lot, and whether findings were dealt with as the law wants. */
@ApplicationModule(allowedDependencies = {"shared", "calendar", "organization", "assignment"})
@NullMarked
package cn.leiting.sampling;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
