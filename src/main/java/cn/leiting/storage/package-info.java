/** Where the bytes of photos lie: outside the database, whole or not at all. */
@ApplicationModule(allowedDependencies = {"shared"})
@NullMarked
package cn.leiting.storage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
