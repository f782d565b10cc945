package io.qianhu.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * The packaged jar, unpacked by its own means and with an archive of its loaded classes: the same classes, started with
 * little more than half the work. Many processes of the tests live no longer than that.
 */
final class QuickStart {
    private static final Path FOLDER = Path.of("target", "quick-start").toAbsolutePath();
    private static final Path APPLICATION = FOLDER.resolve("app");
    private static final Path ARCHIVE = APPLICATION.resolve("qianhu.jsa");
    private static final Path JAR = APPLICATION.resolve("qianhu.jar");

    private static boolean made;

    private QuickStart() {}

    /** The arguments of {@code java} that start it. Who asks first after a build makes it, and other processes wait. */
    static synchronized List<String> program() {
        if (!made) {
            makeUnlessMade();
            made = true;
        }
        return List.of("-XX:SharedArchiveFile=" + ARCHIVE, "-jar", JAR.toString());
    }

    private static void makeUnlessMade() {
        Path madeOf = FOLDER.resolve("made-of.txt");
        try {
            Files.createDirectories(FOLDER);
            try (FileChannel channel =
                    FileChannel.open(FOLDER.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                channel.lock();
                // An archive fits one jar and one JVM. The jar's time is the same for every build.
                String now = checksum(QianhuProcess.JAR) + " " + Runtime.version();
                if (!Files.exists(madeOf) || !Files.readString(madeOf).equals(now)) {
                    Files.deleteIfExists(madeOf);
                    make();
                    Files.writeString(madeOf, now);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long checksum(Path file) throws IOException {
        CRC32 checksum = new CRC32();
        checksum.update(Files.readAllBytes(file));
        return checksum.getValue();
    }

    private static void make() {
        Folders.delete(APPLICATION);
        List<String> unpack = new ArrayList<>(List.of("-Djarmode=tools"));
        unpack.addAll(QianhuProcess.AS_PACKAGED);
        List<String> arguments = List.of("extract", "--destination", APPLICATION.toString());
        try (QianhuProcess process = QianhuProcess.start(FOLDER, 1, Map.of(), unpack, arguments)) {
            assertThat(process.waitFor(60)).as(process::toString).isZero();
        }
        Path first = Folders.fresh(FOLDER.resolve("first"));
        MadeInput.write(first, 1, 3_000, 1);
        try (Workplace workplace = Workplace.in(first, Map.of())) {
            workplace
                    .campaign("100/s", 4)
                    .program(List.of("-XX:ArchiveClassesAtExit=" + ARCHIVE, "-jar", JAR.toString()))
                    .run()
                    .exits(0);
        }
    }
}
