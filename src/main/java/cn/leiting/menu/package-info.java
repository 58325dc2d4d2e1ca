/** What the menu offers to whom. */
@ApplicationModule(allowedDependencies = {"shared"})
@NullMarked
package cn.leiting.menu;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
