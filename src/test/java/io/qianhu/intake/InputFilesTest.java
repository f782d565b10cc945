package io.qianhu.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InputFilesTest {
    @TempDir
    private Path directory;

    @BeforeEach
    void files() throws IOException {
        for (String name : List.of(
                "b.csv",
                "a.csv",
                "c.txt",
                ".hidden.csv",
                "x[1].csv",
                "x1.csv",
                "in/d.csv",
                "in/e/f.csv",
                "~$a.csv",
                ".~lock.a.csv#",
                ".~a.csv",
                "in/~$d.csv",
                "in/.~d.xlsx",
                "half/a.csv",
                "half/a.csv.part",
                "half/B.CSV.TMP",
                "half/c.crdownload",
                "half/Thumbs.db",
                "half/desktop.ini",
                "half/~b.csv",
                "half/$~b.csv")) {
            Path file = directory.resolve(name);
            Files.createDirectories(file.getParent());
            Files.createFile(file);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "a.csv;a.csv",
                "b.csv a.csv b.csv;a.csv b.csv",
                "./a.csv in/../a.csv;a.csv",
                "?.csv;a.csv b.csv",
                "*.csv a.csv;a.csv b.csv x1.csv x[1].csv",
                "*.{csv,txt};a.csv b.csv c.txt x1.csv x[1].csv",
                "[ab].csv;a.csv b.csv",
                "x[1].csv;x[1].csv",
                "in/*.csv;in/d.csv",
                "i*/*.csv;in/d.csv",
                "**/[df].csv;in/d.csv in/e/f.csv",
                "in/**/*.csv;in/d.csv in/e/f.csv",
                "in/**/{d,f}.csv;in/d.csv in/e/f.csv",
                "**/in/**/E/**/*.csv;in/e/f.csv",
                "{in/**/f,a}.csv;a.csv in/e/f.csv",
                "*a.csv;a.csv",
                "half/*;half/$~b.csv half/a.csv half/~b.csv",
                "half/a.csv.part;half/a.csv.part",
                "in/**.csv;in/d.csv in/e/f.csv",
                "in/../in/*.csv;in/d.csv",
                "[!b].csv;a.csv",
                "x\\[1].csv;x[1].csv",
                "x[[]1].csv;x[1].csv",
                "x[0-9].csv;x1.csv",
                "*{1,]}*;x1.csv x[1].csv",
                "{a,b,}.csv;a.csv b.csv",
                "i?/*;in/d.csv",
            })
    void findsFiles(String patterns, String found) {
        assertThat(resolve(patterns)).isEqualTo(found);
    }

    /** As a regular expression, such a glob tries each place for each star. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "*a*a*a*a*a*a*a*a*a*a*b",
                "**a**a**a**a**a**b",
                "{*a,*aa}{*a,*aa}{*a,*aa}{*a,*aa}{*a,*aa}{*a,*aa}*b"
            })
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void looksAtEachNameOnce(String glob) throws IOException {
        Files.createFile(directory.resolve("a".repeat(200) + ".csv"));
        assertThatThrownBy(() -> resolve(glob)).hasMessageContaining("matches no file");
        assertThat(resolve(glob.substring(0, glob.length() - 1) + ".csv")).startsWith("aaa");
    }

    @Test
    void takesAbsolutePatterns() {
        assertThat(resolve(directory.resolve("in/*.csv").toString())).isEqualTo("in/d.csv");
        assertThat(resolve(directory.resolve("a.csv").toString())).isEqualTo("a.csv");
    }

    @Test
    void readsTheSameRealFileOnce() throws IOException {
        Files.createSymbolicLink(directory.resolve("z.csv"), directory.resolve("a.csv"));
        Files.createSymbolicLink(directory.resolve("linked"), directory.resolve("in"));
        Files.createLink(directory.resolve("hard.csv"), directory.resolve("b.csv"));
        assertThat(resolve("z.csv a.csv in/d.csv linked/d.csv hard.csv b.csv")).isEqualTo("a.csv b.csv in/d.csv");
    }

    @Test
    void takesStandardInputOnceBesideFiles() {
        assertThat(InputFiles.resolve(List.of("-", "a.csv", "-"), directory))
                .containsExactlyInAnyOrder(InputFiles.STANDARD_INPUT, directory.resolve("a.csv"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "a.csv *.xls;*.xls: matches no file in DIR; check pattern and directory",
                "nowhere/*.csv;nowhere/*.csv: matches no file in DIR",
                ".h*.csv;.h*.csv: matches no file in DIR",
                "half/*.{part,TMP};half/*.{part,TMP}: matches no file in DIR; check pattern and directory. Hidden files,",
                "~$a.csv;DIR/~$a.csv: is the lock that an office program keeps beside a file that somebody has open",
                ".~lock.a.csv#;DIR/.~lock.a.csv#: is the lock that an office program",
                "in/.~d.xlsx;DIR/in/.~d.xlsx: is the lock that an office program",
                "gone.csv;DIR/gone.csv: no such file; check the path",
                "in;DIR/in: is a directory; name its files, for example DIR/in/*.csv",
                "{a;{a: is neither a path nor a glob",
                "{a,{b}};{a,{b}}: is neither a path nor a glob",
                "[a;[a: is neither a path nor a glob",
                "*\\;*\\: is neither a path nor a glob",
            })
    void refusesWhatIsNoFile(String patterns, String message) {
        assertThatThrownBy(() -> resolve(patterns))
                .isInstanceOf(InputRefused.class)
                .hasMessageStartingWith(message.replace("DIR", directory.toString()));
    }

    @Test
    void refusesToReadNothing() {
        assertThatThrownBy(() -> InputFiles.resolve(List.of(), directory))
                .isInstanceOf(InputRefused.class)
                .hasMessage("no input file is named; name files in input.files or after the campaign");
    }

    @Test
    void refusesAFileThatMayNotBeRead() {
        Path file = directory.resolve("a.csv");
        assumeTrue(file.toFile().setReadable(false) && !Files.isReadable(file), "root may read everything");
        assertThatThrownBy(() -> resolve("a.csv"))
                .isInstanceOf(InputRefused.class)
                .hasMessageContaining("may not be read");
    }

    @Test
    void refusesOneFilePastTheMost() throws IOException {
        Path many = Files.createDirectory(directory.resolve("many"));
        for (int i = 0; i < InputFiles.MAX_FILES; i++) {
            Files.createFile(many.resolve(i + ".csv"));
        }
        assertThat(InputFiles.resolve(List.of("many/*"), directory)).hasSize(InputFiles.MAX_FILES);
        assertThatThrownBy(() -> resolve("a.csv many/*"))
                .isInstanceOf(InputRefused.class)
                .hasMessage("many/*: more than 10000 input files in " + directory + "; name fewer");
    }

    private String resolve(String patterns) {
        return InputFiles.resolve(List.of(patterns.split(" ")), directory).stream()
                .map(file -> directory.relativize(file).toString())
                .collect(Collectors.joining(" "));
    }
}
