/** The bureau's clock, its working days, parameters and statutory periods. */
@ApplicationModule(allowedDependencies = "shared")
@NullMarked
package cn.leiting.calendar;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
