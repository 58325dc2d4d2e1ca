/** 当场处罚：the simplified procedure within the limits of the law. */
@ApplicationModule(allowedDependencies = {"shared", "organization", "calendar", "catalogue", "disposition", "casework"})
@NullMarked
package cn.leiting.onsite;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
