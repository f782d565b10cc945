package io.qianhu.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * A test of commands, with a {@link Shop} of its own for each method, and with a folder for temporary files: tests in
 * another process make some at the same time.
 */
abstract class InAShop {
    private static final String TEMPORARY = "java.io.tmpdir";

    @TempDir
    Path folder;

    Shop shop;

    private final String usual = System.getProperty(TEMPORARY);

    @BeforeEach
    void opens() throws IOException {
        System.setProperty(
                TEMPORARY, Files.createDirectory(folder.resolve("tmp")).toString());
        shop = Shop.in(folder);
    }

    @AfterEach
    void closes() {
        shop.close();
        System.setProperty(TEMPORARY, usual);
    }

    @AfterAll
    static void lettingTheJvmEnd() {
        Shutdown.finished(0);
    }
}
