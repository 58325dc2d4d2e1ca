/** 身份：what an officer enters of a party, with its check digits; knows nothing of cases and stores nothing. */
@ApplicationModule(allowedDependencies = {"shared"})
@NullMarked
package cn.leiting.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
