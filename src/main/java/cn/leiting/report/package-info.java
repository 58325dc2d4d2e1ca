/** Special reports: drafted by one section, co-signed by another, signed by the leadership, delivered to whom the notice names. */
@ApplicationModule(allowedDependencies = {"shared", "calendar", "organization", "office", "paper", "mail", "summary"})
@NullMarked
package cn.leiting.report;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
