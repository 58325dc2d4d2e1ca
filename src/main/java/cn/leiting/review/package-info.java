/** 流程回顾：how every instance of every model went or goes: who, when, how long, late or not, and by which way. */
@ApplicationModule(allowedDependencies = {"shared", "office", "organization", "diagram", "whereabouts"})
@NullMarked
package cn.leiting.review;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
