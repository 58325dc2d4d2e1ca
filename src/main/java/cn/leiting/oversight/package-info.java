/** 指导和监督：guidance notes to the squads, and the calls and pages by which a campaign is steered. */
@ApplicationModule(allowedDependencies = {"shared", "organization", "deadline", "assignment", "campaign", "lookback"})
@NullMarked
package cn.leiting.oversight;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
