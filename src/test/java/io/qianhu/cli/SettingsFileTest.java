package io.qianhu.cli;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qianhu.job.FileOwners;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsFileTest {
    private static final String SECRET = "s3cr3t";

    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path file;

    @BeforeEach
    void namesTheFile() {
        file = folder.resolve("application.yml");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# nothing",
                "qianhu:",
                "qianhu:\n  home: x\n",
                "qianhu.home: x\nqianhu.log.format: json\n",
            })
    void takesNothingAndSettingsOfQianhu(String text) throws IOException {
        Files.writeString(file, text);

        assertThatCode(() -> SettingsFile.check(file)).doesNotThrowAnyException();
    }

    /** Where a script of the database lies, or another file is, would run as this user. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "spring.flyway.locations: filesystem:x | unknown setting spring.flyway.locations",
                "spring: {config: {import: 'file:other.yml'}} | unknown setting spring",
                "qianhu: {home: x}, logging: {level: {root: TRACE}} | unknown setting logging",
                "[qianhu] | holds no settings",
                "qianhu: {home: x}~---~spring: {main: {}} | found another document",
            })
    void refusesEverythingElse(String text, String problem) throws IOException {
        Files.writeString(file, text.replace("~", "\n").replace("}, logging", "}\nlogging"));

        assertThatThrownBy(() -> SettingsFile.check(file))
                .isInstanceOf(SettingsRefused.class)
                .hasMessageContaining(problem)
                .hasMessageContaining(file.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "qianhu:\n  dyvms:\n\taccess-key-secret: " + SECRET + "\n",
                "qianhu:\n  dyvms:\n    access-key-secret: \"" + SECRET + "\n",
                "qianhu:\n  dyvms: {access-key-secret: " + SECRET + "\n",
                "qianhu:\n  dyvms:\n    access-key-secret: '" + SECRET + "' x\n",
                "qianhu:\n  dyvms:\n    access-key-secret: %" + SECRET + "\n    : : :\n",
            })
    void namesTheLineOfWhatIsNoYamlAndNothingOfIt(String text) throws IOException {
        Files.writeString(file, text);

        assertThatThrownBy(() -> SettingsFile.check(file))
                .isInstanceOf(SettingsRefused.class)
                .message()
                .contains("application.yml line ")
                .doesNotContain(SECRET)
                .hasLineCount(1);
    }

    @Test
    void refusesAnAliasBomb() throws IOException {
        StringBuilder bomb = new StringBuilder("qianhu:\n  a0: &a0 [x]\n");
        for (int i = 1; i < 30; i++) {
            bomb.append("  a")
                    .append(i)
                    .append(": &a")
                    .append(i)
                    .append(" [")
                    .append(("*a" + (i - 1) + ",").repeat(9))
                    .append("]\n");
        }
        Files.writeString(file, bomb);

        assertThatThrownBy(() -> SettingsFile.check(file))
                .isInstanceOf(SettingsRefused.class)
                .hasMessageContaining("aliases");
    }

    @ParameterizedTest
    @CsvSource({"rw-rw-rw-, true", "rw-r--rw-, true", "rw-------, false", "rw-r--r--, false"})
    void isWrittenByItsOwnerAlone(String mode, boolean refused) throws IOException {
        Files.writeString(file, "qianhu:\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));

        if (refused) {
            assertThatThrownBy(() -> SettingsFile.check(file))
                    .isInstanceOf(SettingsRefused.class)
                    .hasMessageContaining("chmod go-w");
        } else {
            assertThatCode(() -> SettingsFile.check(file)).doesNotThrowAnyException();
        }
    }

    /** Whoever may change the folder may put another file there. */
    @ParameterizedTest
    @CsvSource({"rwxrwxrwx, true", "rwxr-xrwx, true", "rwxr-xr-x, false", "rwx------, false"})
    void standsInAFolderThatItsOwnerAloneWrites(String mode, boolean refused) throws IOException {
        Path inner = Files.createDirectory(folder.resolve("config"));
        Path linked = Files.createDirectory(folder.resolve("linked"));
        Path target = Files.writeString(inner.resolve("application.yml"), "qianhu:\n");
        Path link = Files.createSymbolicLink(linked.resolve("application.yml"), target);
        Files.setPosixFilePermissions(inner, PosixFilePermissions.fromString(mode));

        for (Path path : List.of(target, link)) {
            if (refused) {
                assertThatThrownBy(() -> SettingsFile.check(path))
                        .isInstanceOf(SettingsRefused.class)
                        .hasMessageContaining(inner + " may be written by others");
            } else {
                assertThatCode(() -> SettingsFile.check(path)).doesNotThrowAnyException();
            }
        }
    }

    @Test
    void belongsToThisUserOrToRoot() throws IOException {
        Files.writeString(file, "qianhu:\n");
        int owner = (int) Files.getAttribute(file, "unix:uid");

        assertThatCode(() -> SettingsFile.check(file, new FileOwners(owner, 1 + owner)))
                .doesNotThrowAnyException();
        assertThatCode(() -> SettingsFile.check(file, new FileOwners(1 + owner, owner)))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> SettingsFile.check(file, new FileOwners(1 + owner, 2 + owner)))
                .isInstanceOf(SettingsRefused.class)
                .hasMessageContaining(file + " belongs to ");
    }

    /** Many systems give each user a group of the same name, and let it write. */
    @Test
    void aGroupOfTheOwnersNameHoldsNobodyElse() throws IOException {
        Files.writeString(file, "qianhu:\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        GroupPrincipal group = view.readAttributes().group();

        if (group.getName().equals(view.getOwner().getName())) {
            assertThatCode(() -> SettingsFile.check(file)).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> SettingsFile.check(file)).hasMessageContaining("chmod go-w");
        }
    }
}
