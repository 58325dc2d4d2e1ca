/** 案件移送：cases sent to the agency that is competent or to the police, and what they answer. */
@ApplicationModule(allowedDependencies = {"shared", "organization", "disposition", "casework"})
@NullMarked
package cn.leiting.transfer;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
