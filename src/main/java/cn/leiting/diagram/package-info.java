/** Draws a model for pages and paper: its own layout as lines and shapes, without a script, each marked by what happened there. */
@ApplicationModule(allowedDependencies = "shared")
@NullMarked
package cn.leiting.diagram;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
