/** 流程引擎的审计：tells the audit what people and jobs do in the engine, whichever way they come. */
@ApplicationModule(allowedDependencies = "audit")
@NullMarked
package cn.leiting.witness;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
