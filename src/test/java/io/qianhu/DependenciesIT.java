package io.qianhu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** What docs/dependencies.md says is built in is what is built in. */
class DependenciesIT {
    private static final String LIBRARIES = "BOOT-INF/lib/";

    @Test
    void everyJarThatIsBuiltInStandsOnThePageOnceWithVersionLicenceAndReason() throws IOException {
        List<String[]> rows = Files.readAllLines(Path.of("docs", "dependencies.md")).stream()
                .filter(line -> line.matches("\\| [a-zA-Z0-9.-]+ \\| .*"))
                .map(line -> line.substring(2, line.length() - 2).split(" \\| ", -1))
                .filter(cells -> !cells[0].equals("Group"))
                .toList();
        assertThat(rows)
                .allMatch(cells -> cells.length == 5 && List.of(cells).stream().noneMatch(String::isBlank));
        try (JarFile jar = new JarFile(Path.of("target", "qianhu.jar").toFile())) {
            assertThat(rows.stream().map(cells -> cells[1] + "-" + cells[2] + ".jar"))
                    .containsExactlyInAnyOrderElementsOf(jar.stream()
                            .map(entry -> entry.getName())
                            .filter(name -> name.startsWith(LIBRARIES) && name.endsWith(".jar"))
                            .map(name -> name.substring(LIBRARIES.length()))
                            .toList());
        }
    }
}
