/** What squads report of their tasks: versions of feedback, their reviews, and the points drawn as a sample. */
@ApplicationModule(allowedDependencies = {"shared", "calendar", "organization", "assignment"})
@NullMarked
package cn.leiting.feedback;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
