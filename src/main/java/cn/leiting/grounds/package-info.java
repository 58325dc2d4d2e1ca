/** What the records suggest to add to or deduct from a score; a person books it, and another one confirms it. */
@ApplicationModule(allowedDependencies = {"shared", "score", "scoring"})
@NullMarked
package cn.leiting.grounds;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
