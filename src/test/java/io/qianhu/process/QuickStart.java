package io.qianhu.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The packaged jar, unpacked by its own means and with an archive of its loaded classes: the same classes, started in
 * half the time. Many processes of a simulation live no longer than that.
 */
final class QuickStart {
    private QuickStart() {}

    /** Prepares the jar in this folder and returns the arguments of {@code java} that start it. */
    static List<String> prepare(Path folder) {
        Path application = folder.resolve("app").toAbsolutePath();
        Path archive = application.resolve("qianhu.jsa");
        Path jar = application.resolve("qianhu.jar");
        Folders.delete(folder.resolve("app"));
        Folders.delete(folder.resolve("first"));
        run(folder, 1, List.of("-Djarmode=tools"), List.of("extract", "--destination", application.toString()));
        Path first = folder.resolve("first");
        try {
            Files.createDirectories(first);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        MadeInput.write(first, 1, 3_000, 1);
        try (Workplace workplace = Workplace.in(first, Map.of())) {
            workplace
                    .campaign("100/s", 4)
                    .program(List.of("-XX:ArchiveClassesAtExit=" + archive, "-jar", jar.toString()))
                    .run()
                    .exits(0);
        }
        return List.of("-XX:SharedArchiveFile=" + archive, "-jar", jar.toString());
    }

    private static void run(Path folder, int number, List<String> options, List<String> arguments) {
        List<String> program = new ArrayList<>(options);
        program.addAll(QianhuProcess.AS_PACKAGED);
        try (QianhuProcess process = QianhuProcess.start(folder, number, Map.of(), program, arguments)) {
            assertThat(process.waitFor(60)).as(process::toString).isZero();
        }
    }
}
