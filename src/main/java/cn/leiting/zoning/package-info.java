/** 允许设摊的区域: where and when a stall is no violation; looked up before one is called illegal. */
@ApplicationModule(allowedDependencies = {"shared", "organization", "office", "catalogue", "calendar"})
@NullMarked
package cn.leiting.zoning;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
