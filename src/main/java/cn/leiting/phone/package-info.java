/** 手机端：the shell of the phone page, which works without a network, and the kit that it takes along. */
@ApplicationModule(
        allowedDependencies = {"shared", "organization", "calendar", "catalogue", "disposition", "zoning", "followup"})
@NullMarked
package cn.leiting.phone;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
