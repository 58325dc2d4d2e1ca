/** 登记当事人：the page on which a case's party is entered and, for a reason, looked at in full. */
@ApplicationModule(
        allowedDependencies = {"shared", "organization", "calendar", "casework", "intake", "identity", "party"})
@NullMarked
package cn.leiting.identification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
