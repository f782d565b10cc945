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

    /** What is remembered of a user's homes does not belong in that of the user who tests. */
    private static final String USER_HOME = "user.home";

    @TempDir
    Path folder;

    Shop shop;

    private final String usual = System.getProperty(TEMPORARY);
    private final String usualUserHome = System.getProperty(USER_HOME);

    @BeforeEach
    void opens() throws IOException {
        System.setProperty(
                TEMPORARY, Files.createDirectory(folder.resolve("tmp")).toString());
        System.setProperty(USER_HOME, folder.resolve("user").toString());
        shop = Shop.in(folder);
    }

    @AfterEach
    void closes() {
        shop.close();
        System.setProperty(TEMPORARY, usual);
        System.setProperty(USER_HOME, usualUserHome);
    }

    @AfterAll
    static void lettingTheJvmEnd() {
        Shutdown.finished(0);
    }
}
