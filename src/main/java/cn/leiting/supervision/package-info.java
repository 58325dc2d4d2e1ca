/** 督办：what is late or red by squad, who was told of it when, urging by hand, and receipts that are missing. */
@ApplicationModule(allowedDependencies = {"shared", "calendar", "deadline", "organization", "office", "whereabouts"})
@NullMarked
package cn.leiting.supervision;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
