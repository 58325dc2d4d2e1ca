/** 告知和听证：what the party is told before a penalty, what it says to it, and its hearing. */
@ApplicationModule(allowedDependencies = {"shared", "calendar", "organization", "statute", "casework", "proposal"})
@NullMarked
package cn.leiting.hearing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
