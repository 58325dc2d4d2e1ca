/** The annual programme: the document, its board, planned campaigns, receipts, progress and review. */
@ApplicationModule(allowedDependencies = {"shared", "calendar", "organization", "office"})
@NullMarked
package cn.leiting.programme;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
