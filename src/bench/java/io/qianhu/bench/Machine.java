package io.qianhu.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The machine that the figures belong to. */
final class Machine {
    private static final double KIB_PER_GIB = 1024.0 * 1024;

    private Machine() {}

    static String description() throws IOException {
        return String.format(
                Locale.ROOT,
                "%s, %d cores, %.1f GiB memory, %s, Linux %s, JDK %s (%s)",
                value("/proc/cpuinfo", "model name"),
                Runtime.getRuntime().availableProcessors(),
                Long.parseLong(value("/proc/meminfo", "MemTotal").replaceAll("[^0-9]", "")) / KIB_PER_GIB,
                value("/etc/os-release", "PRETTY_NAME"),
                System.getProperty("os.version"),
                System.getProperty("java.version"),
                System.getProperty("java.vm.vendor"));
    }

    /** How many threads wanted to run in the last minute, on average. */
    static double load() throws IOException {
        return Double.parseDouble(Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0]);
    }

    private static String value(String file, String key) throws IOException {
        return Files.readAllLines(Path.of(file)).stream()
                .filter(line -> line.startsWith(key))
                .map(line ->
                        line.replaceFirst("^[^:=]*[:=]", "").replace("\"", "").strip())
                .findFirst()
                .orElse("unknown " + key);
    }
}
