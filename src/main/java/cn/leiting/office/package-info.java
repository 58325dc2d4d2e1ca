/** Excel and Word files; knows nothing of the bureau. */
@ApplicationModule(allowedDependencies = "shared")
@NullMarked
package cn.leiting.office;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
