/** What the law wants to be done about a violation (D-04), asked by whoever records or decides. */
@ApplicationModule(allowedDependencies = {"shared", "catalogue"})
@NullMarked
package cn.leiting.disposition;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
