/** The way in: login, rights, errors, layout and the home page. */
@ApplicationModule(allowedDependencies = {"shared", "organization", "process"})
@NullMarked
package cn.leiting.site;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
