/** Mails to the outside: an outbox that a worker empties, each mail once, and the addresses they go to. */
@ApplicationModule(allowedDependencies = {"shared", "calendar", "organization", "office"})
@NullMarked
package cn.leiting.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
