/** Special reports: drafted by one section, co-signed by another, signed by the leadership. */
@ApplicationModule(allowedDependencies = {"shared", "calendar", "organization"})
@NullMarked
package cn.leiting.report;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
