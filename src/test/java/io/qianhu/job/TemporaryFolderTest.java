package io.qianhu.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFolderTest {
    @TempDir
    private Path parent;

    @Test
    void isDeletedWithAllThatIsInIt() throws IOException {
        try (TemporaryFolder folder = TemporaryFolder.make(parent)) {
            Files.createDirectories(folder.path().resolve("a"));
            Files.writeString(folder.path().resolve("a").resolve("copy.csv"), "x");
            try (TemporaryFolder another = TemporaryFolder.make(parent)) {
                assertThat(another.path()).isNotEqualTo(folder.path());
                assertThat(folder.path().resolve("a").resolve("copy.csv")).exists();
            }
        }
        assertThat(folders()).isEmpty();
    }

    @Test
    void deletesWhatADeadProcessLeftAndNothingOfALivingOne() throws Exception {
        Process owner = owner();
        Path copy = Path.of(owner.inputReader().readLine());
        try {
            TemporaryFolder.make(parent).close();
            assertThat(copy).as("its process lives").exists();
        } finally {
            owner.destroyForcibly().waitFor();
        }
        assertThat(copy).as("nobody could delete it").exists();
        TemporaryFolder.make(parent).close();
        assertThat(folders()).isEmpty();
    }

    /** A process with a folder and a copy in it, which says where and then waits. */
    private Process owner() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Owner.class.getName(),
                        parent.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    static final class Owner {
        private Owner() {}

        @SuppressWarnings("SystemOut")
        public static void main(String[] words) throws IOException {
            TemporaryFolder folder = TemporaryFolder.make(Path.of(words[0]));
            System.out.println(Files.writeString(folder.path().resolve("copy.csv"), "13800000001\n"));
            // Nothing comes; the test kills this process.
            int ignored = System.in.read();
            folder.close();
        }
    }

    @Test
    void leavesWhatNobodyCanProveToBeLeftOver() throws IOException {
        Path withoutLock = Files.createDirectory(parent.resolve("qianhu-check-1"));
        Path other = Files.createDirectory(parent.resolve("other"));
        Files.createFile(other.resolve("lock"));
        Path held = Files.createDirectory(parent.resolve("qianhu-check-2"));
        try (FileChannel channel =
                FileChannel.open(held.resolve("lock"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            assertThat(channel.tryLock()).isNotNull();
            TemporaryFolder.make(parent).close();
        }
        assertThat(folders()).containsExactlyInAnyOrder(withoutLock, other, held);
        TemporaryFolder.make(parent).close();
        assertThat(folders()).containsExactlyInAnyOrder(withoutLock, other);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void followsNoLink() throws IOException {
        Path somebodys = Files.createDirectory(parent.resolve("somebodys"));
        Path file = Files.createFile(somebodys.resolve("lock"));
        Files.createSymbolicLink(parent.resolve("qianhu-check-1"), somebodys);
        TemporaryFolder.make(parent).close();
        assertThat(file).exists();
    }

    private List<Path> folders() throws IOException {
        try (Stream<Path> all = Files.list(parent.toRealPath())) {
            return all.toList();
        }
    }
}
