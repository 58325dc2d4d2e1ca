/** The embedded PostgreSQL, the engine's tables, and the checks that refuse a start that cannot work. */
@ApplicationModule(allowedDependencies = "shared")
@NullMarked
package cn.leiting.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
