/** Templates of Word files, in versions that people upload, each valid from a day on. */
@ApplicationModule(allowedDependencies = {"shared", "calendar", "organization", "office"})
@NullMarked
package cn.leiting.paper;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
