/** The roster: the people's file with its report, and the page on which the organization is kept. */
@ApplicationModule(allowedDependencies = {"shared", "organization"})
@NullMarked
package cn.leiting.roster;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
