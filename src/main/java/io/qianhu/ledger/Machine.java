package io.qianhu.ledger;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * What Linux tells of the machine and its processes. Elsewhere nothing can be said, and then nothing is proved.
 *
 * <p>The start of a process is read in clock ticks since the machine's own, since the time of day that
 * {@link ProcessHandle} gives moves when somebody sets the clock, and a living process would seem to be another one.
 */
final class Machine {
    private static final Path PROC = Path.of("/proc");
    private static final String SEPARATOR = "/";

    /** Where the start stands among the fields of {@code /proc/PID/stat} that follow the name of the command. */
    private static final int START_AFTER_COMMAND = 19;

    private static final String NAME = String.join(
            SEPARATOR, host(), read(PROC.resolve("sys/kernel/random/boot_id")), link(PROC.resolve("self/ns/pid")));

    private Machine() {}

    /** Host, its current boot, and the namespace of process ids, which a container has for itself. */
    static String name() {
        return NAME;
    }

    static String hostOf(String name) {
        return name.split(SEPARATOR, 2)[0];
    }

    /** When the process started, in clock ticks since the machine did; empty when there is none or nobody tells. */
    static OptionalLong startOf(long pid) {
        String stat = read(PROC.resolve(Long.toString(pid)).resolve("stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
        return fields.length > START_AFTER_COMMAND
                ? OptionalLong.of(Long.parseLong(fields[START_AFTER_COMMAND]))
                : OptionalLong.empty();
    }

    /** Where the system hides the processes of others, process 1 is hidden too, and absence proves nothing. */
    static boolean hasNoProcess(long pid, long started) {
        OptionalLong found = startOf(pid);
        return startOf(1).isPresent() && (found.isEmpty() || found.getAsLong() != started);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            return "";
        }
    }

    private static String link(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException | UnsupportedOperationException e) {
            return "";
        }
    }
}
