package cn.leiting.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceDirectoryTests {

    private static final String HASH = "ab".repeat(32);
    private static final Instant NOW = Instant.parse("2023-01-12T01:00:00Z");

    @TempDir
    private Path folder;

    private EvidenceDirectory store;

    @BeforeEach
    void start() throws IOException {
        store = new EvidenceDirectory(folder.toString(), "", Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void aPhotoHasItsNameOnlyWhenItIsWhole() throws IOException {
        try (EvidenceStore.Partial partial = store.open(HASH)) {
            partial.append(new byte[] {1, 2, 3}, 2);
            assertThat(store.has(HASH)).isFalse();
            partial.finish();
        }

        assertThat(store.has(HASH)).isTrue();
        assertThat(folder.resolve("ab/ab/" + HASH)).hasBinaryContent(new byte[] {1, 2});
        assertThat(folder.resolve("partial")).isEmptyDirectory();
    }

    @Test
    void whatACrashLeftIsGoneOnWith() throws IOException {
        Files.write(folder.resolve("partial").resolve(HASH), new byte[] {1, 2});

        assertThat(store.received(HASH)).isEqualTo(2);
        try (EvidenceStore.Partial partial = store.open(HASH)) {
            partial.append(new byte[] {3}, 1);
            assertThat(partial.read().readAllBytes()).containsExactly(1, 2, 3);
        }
        assertThat(store.received(HASH)).isEqualTo(3);
        assertThat(store.has(HASH)).isFalse();
    }

    @Test
    void aLaterRequestTakesOverAndTheEarlierOneSpoilsNothing() throws IOException {
        EvidenceStore.Partial earlier = store.open(HASH);
        earlier.append(new byte[] {1}, 1);

        try (EvidenceStore.Partial later = store.open(HASH)) {
            assertThatThrownBy(() -> earlier.append(new byte[] {9}, 1)).isInstanceOf(EvidenceStore.Busy.class);
            assertThatThrownBy(earlier::finish).isInstanceOf(EvidenceStore.Busy.class);
            later.append(new byte[] {2}, 1);
            later.finish();
        }
        earlier.close();

        assertThat(folder.resolve("ab/ab/" + HASH)).hasBinaryContent(new byte[] {1, 2});
    }

    @Test
    void aDirectoryThatFailsIsNotTakenForAnotherRequest() throws IOException {
        Files.delete(folder.resolve("partial"));

        assertThatThrownBy(() -> store.open(HASH))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(EvidenceStore.Busy.class);

        Files.createDirectory(folder.resolve("partial"));
        store.open(HASH).close();
    }

    @Test
    void sweepsOnlyWhatIsOldAndNotBeingReceived() throws IOException {
        try (EvidenceStore.Partial partial = store.open(HASH)) {
            partial.append(new byte[] {1}, 1);
        }
        assertThat(store.deleteLeftOvers(NOW)).isEmpty();

        assertThat(store.deleteLeftOvers(NOW.plusSeconds(1))).containsExactly(HASH);
        assertThat(store.received(HASH)).isZero();
    }

    @Test
    void aRefusedPhotoLeavesNothing() throws IOException {
        try (EvidenceStore.Partial partial = store.open(HASH)) {
            partial.append(new byte[] {1}, 1);
            partial.empty();
        }

        assertThat(folder.resolve("partial")).isEmptyDirectory();
    }
}
