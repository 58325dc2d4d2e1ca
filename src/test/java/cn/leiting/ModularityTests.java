package cn.leiting;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.util.StringUtils;

/** The plan of the house: rooms, and the arrows between them (design, section 3). */
class ModularityTests {

    private static final ApplicationModules ROOMS = ApplicationModules.of(LeitingApplication.class);

    private static final List<String> MODELS = Source.under(Path.of("bpmn"), ".bpmn").stream()
            .map(model -> StringUtils.stripFilenameExtension(
                    model.path().getFileName().toString()))
            .toList();

    @Test
    void roomsKeepTheirArrows() {
        ROOMS.verify();
    }

    @Test
    void everyRoomDeclaresItsArrows() {
        Stream<ApplicationModule> undeclared = ROOMS.stream()
                .filter(room -> room.getBasePackage()
                        .getAnnotation(org.springframework.modulith.ApplicationModule.class)
                        .isEmpty());

        assertThat(undeclared).isEmpty();
    }

    @Test
    void roomsAreFlat() {
        Map<String, List<Source>> rooms = Source.ofRooms();

        assertThat(rooms.keySet()).isNotEmpty().noneMatch(room -> room.contains("/"));
    }

    /** Each model has its own classes in {@code process}, named after it; they do not count. */
    @Test
    void aRoomOfMoreThanTenFilesIsTwoRooms() {
        assertThat(Source.ofRooms())
                .isNotEmpty()
                .allSatisfy((room, files) -> assertThat(files)
                        .as(room)
                        .filteredOn(file -> !isOfAModel(file))
                        .hasSizeLessThanOrEqualTo(10));
    }

    private static boolean isOfAModel(Source file) {
        String name = StringUtils.uncapitalize(file.path().getFileName().toString());
        return MODELS.stream().anyMatch(name::startsWith);
    }
}
