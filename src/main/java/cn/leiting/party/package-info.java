/** 当事人：who a case is about; numbers that name a person are encrypted, masked, and every look at them is kept. */
@ApplicationModule(allowedDependencies = {"shared", "organization", "identity"})
@NullMarked
package cn.leiting.party;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
