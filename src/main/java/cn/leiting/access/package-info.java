/** 登录与权限：the one login, the engine's accounts and rights, and which calls of its web interface pass. */
@ApplicationModule(allowedDependencies = {"shared", "organization", "handling", "mending"})
@NullMarked
package cn.leiting.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
