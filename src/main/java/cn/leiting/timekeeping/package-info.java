/** 法定期限一览：every clock that runs for a case, of all rooms that start one, computed when it is asked for. */
@ApplicationModule(allowedDependencies = {"shared", "calendar", "statute"})
@NullMarked
package cn.leiting.timekeeping;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
