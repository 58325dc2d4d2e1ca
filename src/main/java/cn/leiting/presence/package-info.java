/** Whether somebody is there: what a page asks by itself keeps nobody logged in. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package cn.leiting.presence;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
