/** What every room may use: the refusal, the actor, the period of validity, the sweep, what is read once. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package cn.leiting.shared;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
