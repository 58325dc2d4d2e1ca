/** 登记法律修改：how a new version of a violation comes into the catalogue, and what it may not change. */
@ApplicationModule(allowedDependencies = {"shared", "calendar", "catalogue"})
@NullMarked
package cn.leiting.enactment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
