/** Who may inspect on a day: officers and the certificates that they held. */
@ApplicationModule(allowedDependencies = {"shared"})
@NullMarked
package cn.leiting.certificate;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
