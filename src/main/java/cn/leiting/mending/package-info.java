/** 退回：which tasks wait because somebody gave something back, said once for Tasklist and for our own pages. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package cn.leiting.mending;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
