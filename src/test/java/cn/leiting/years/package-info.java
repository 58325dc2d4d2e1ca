/** Three years of a district's records, made in minutes, and what the pages take on them. */
@NullMarked
package cn.leiting.years;

import org.jspecify.annotations.NullMarked;
