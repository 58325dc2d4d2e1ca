/** How reports reach their recipients beside the inbox: by mail, and by other ways with a proof. */
@ApplicationModule(allowedDependencies = {"shared", "organization", "mail", "report"})
@NullMarked
package cn.leiting.delivery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
