/** Complaints of citizens by the hotline 12345: handed to squads, closed in time or not, and clusters among them. */
@ApplicationModule(allowedDependencies = {"shared", "calendar", "organization", "catalogue"})
@NullMarked
package cn.leiting.complaint;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
