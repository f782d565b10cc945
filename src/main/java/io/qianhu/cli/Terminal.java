package io.qianhu.cli;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;

/** Whether a person looks at the output. */
final class Terminal {
    private Terminal() {}

    /** From JDK 22 on a console exists without a terminal too, and says itself whether it has one. */
    @SuppressWarnings("SystemConsoleNull")
    static boolean isPresent() {
        @Nullable Console console = System.console();
        if (console == null || "dumb".equals(System.getenv("TERM"))) {
            return false;
        }
        try {
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (IllegalAccessException | InvocationTargetException e) {
            return false;
        }
    }
}
