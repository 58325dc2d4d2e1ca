/** 待办：a person's tasks in lists, one task with its history, and the forms of what can be done with it. */
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "calendar",
            "organization",
            "handling",
            "mending",
            "notification",
            "whereabouts"
        })
@NullMarked
package cn.leiting.todo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
