/** What squads are given to do: assignments, each squad's task with its points, duty plans, feedback and reviews. */
@ApplicationModule(allowedDependencies = {"shared", "calendar", "organization", "catalogue"})
@NullMarked
package cn.leiting.assignment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
