/** What each person is told, once: on the page always, by mail where they want it. */
@ApplicationModule(allowedDependencies = {"shared", "calendar", "mail", "whereabouts"})
@NullMarked
package cn.leiting.notification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
