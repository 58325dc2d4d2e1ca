/** 词汇：what stored codes, dates and ids are called by the people who read them. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package cn.leiting.lexicon;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
