/** 处理意见：whether a case is to be penalised, and how, as its handlers propose it. */
@ApplicationModule(allowedDependencies = {"shared", "calendar", "catalogue", "casework", "inquiry", "party"})
@NullMarked
package cn.leiting.proposal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
