/** 调查取证：evidence, documents and coercive measures of a case, and what makes it a difficult one. */
@ApplicationModule(allowedDependencies = {"shared", "organization", "calendar", "statute", "casework"})
@NullMarked
package cn.leiting.inquiry;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
