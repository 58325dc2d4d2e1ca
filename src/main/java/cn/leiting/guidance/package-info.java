/** Guidance on difficult cases: the request, the opinion and its versions, and what the squad made of it. */
@ApplicationModule(allowedDependencies = {"shared", "calendar", "organization", "casework", "statute"})
@NullMarked
package cn.leiting.guidance;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
