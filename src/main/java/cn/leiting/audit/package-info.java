/** 审计：a line for every command, in the transaction of what it tells, chained by hash and only added to. */
@ApplicationModule(allowedDependencies = {"shared", "lexicon", "office"})
@NullMarked
package cn.leiting.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
