/** What coordination keeps: the list of points with its import, merges and moves, and the checklists' versions. */
@ApplicationModule(allowedDependencies = {"shared", "catalogue", "organization", "calendar", "office", "enactment"})
@NullMarked
package cn.leiting.gazetteer;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
