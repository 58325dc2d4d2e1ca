/** 处罚决定的执行：service, payment, urging, enforcement, remedies and publication of a decision. */
@ApplicationModule(
        allowedDependencies = {"shared", "organization", "calendar", "deadline", "statute", "casework", "remedy"})
@NullMarked
package cn.leiting.performance;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
