/** The wall chart: what leaders read of the year, on the page and in Excel, and the months reported on it. */
@ApplicationModule(allowedDependencies = {"shared", "calendar", "organization", "office", "programme", "wall"})
@NullMarked
package cn.leiting.board;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
