package io.qianhu.cli;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A test of commands, with a {@link Shop} of its own for each method. */
abstract class InAShop {
    @TempDir
    Path folder;

    Shop shop;

    @BeforeEach
    void opens() {
        shop = Shop.in(folder);
    }

    @AfterEach
    void closes() {
        shop.close();
    }

    @AfterAll
    static void lettingTheJvmEnd() {
        Shutdown.finished(0);
    }
}
