package cn.leiting.work;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** 长任务目录：the kinds that the rooms bring; looked up late, because a room may need the door to start its own. */
@Component
class Tasks {

    private final ObjectProvider<List<Task>> rooms;

    Tasks(ObjectProvider<List<Task>> rooms) {
        this.rooms = rooms;
    }

    /** Fails for a kind that no room brings. */
    Task named(String kind) {
        return find(kind).orElseThrow(() -> new IllegalArgumentException("no task of the kind " + kind));
    }

    /** Empty for a kind of another release. */
    Optional<Task> find(String kind) {
        Map<String, Task> known =
                rooms.getIfAvailable(List::of).stream().collect(Collectors.toMap(Task::kind, Function.identity()));
        return Optional.ofNullable(known.get(kind));
    }
}
