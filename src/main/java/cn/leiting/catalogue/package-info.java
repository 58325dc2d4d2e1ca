/** What is inspected and by which list: points of the towns, checklists of the themes, violations of the law. */
@ApplicationModule(allowedDependencies = {"shared", "organization", "calendar"})
@NullMarked
package cn.leiting.catalogue;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
