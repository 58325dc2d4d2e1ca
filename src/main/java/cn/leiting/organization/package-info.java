/** Units, squads, agencies, people, posts, certificates and designations, each with its validity. */
@ApplicationModule(allowedDependencies = {"shared"})
@NullMarked
package cn.leiting.organization;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
