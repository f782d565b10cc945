package io.qianhu.bench;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Starts classes of the benchmark as processes, and hears their results. */
final class Jvm {
    /** The one that runs this. */
    static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private static final String RESULT = "result ";
    private static final String BEGAN = "began";

    private Jvm() {}

    /** A command that runs the main method of a class with the class path of this process. */
    static List<String> command(Class<?> main, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.addAll(List.of(JAVA, "-classpath", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        return command;
    }

    /** Tells a result to the process that started this one. */
    static void tell(String key, Object value) {
        System.out.println(RESULT + key + "=" + value);
    }

    /** Tells when the work begins: the process has started by then. */
    static void tellBegin() {
        tell(BEGAN, System.currentTimeMillis());
    }

    /** From the start of a process to {@link #tellBegin}. */
    static double startSeconds(MeasuredProcess process) {
        return MeasuredProcess.seconds(process.startedAt(), Instant.ofEpochMilli(toldCount(process, BEGAN)));
    }

    /** What {@link #tell} wrote. */
    static double told(MeasuredProcess process, String key) {
        String prefix = RESULT + key + "=";
        return process.output()
                .lines()
                .filter(line -> line.startsWith(prefix))
                .mapToDouble(line -> Double.parseDouble(line.substring(prefix.length())))
                .findFirst()
                .orElseThrow(() -> new WrongResult("no " + key + " in:\n" + process.output()));
    }

    static long toldCount(MeasuredProcess process, String key) {
        return (long) told(process, key);
    }
}
