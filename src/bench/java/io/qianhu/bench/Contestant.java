package io.qianhu.bench;

import java.io.IOException;
import java.nio.file.Path;

/** One way to turn the input into lists, as a process of its own. */
interface Contestant {
    /** How {@code -Donly} and the table call it. */
    String name();

    /** The rows of the input that it is given. */
    long rows();

    /**
     * Runs once and checks what came of it.
     *
     * @param scratch an empty folder, deleted afterwards
     * @throws WrongResult when the result is not the expected one, which no speed makes good
     */
    Figures run(Path scratch) throws IOException, InterruptedException;
}
