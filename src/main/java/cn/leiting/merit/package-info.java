/** What squads earn by further improvement: the score of each share, by weights of its own. */
@ApplicationModule(allowedDependencies = {"shared", "score"})
@NullMarked
package cn.leiting.merit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
