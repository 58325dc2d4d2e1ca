/** Joint enforcement: proposals, invitations of other agencies and their replies, plans, results, follow-ups. */
@ApplicationModule(allowedDependencies = {"shared", "calendar", "deadline", "organization", "office", "paper"})
@NullMarked
package cn.leiting.joint;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
