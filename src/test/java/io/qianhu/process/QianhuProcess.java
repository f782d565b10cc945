package io.qianhu.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One process of the packaged jar; what it prints goes to files beside its input. */
final class QianhuProcess implements AutoCloseable {
    static final Path JAR = Path.of("target", "qianhu.jar").toAbsolutePath();

    static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    /** The jar as it is handed out. */
    static final List<String> AS_PACKAGED = List.of("-jar", JAR.toString());

    /**
     * The code as it is, with the quick compiler and the plain collector: these processes live for seconds, on machines
     * with few cores.
     */
    static final List<String> OPTIONS = List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private static final int LONGEST_SECONDS = 150;

    private final Process process;
    private final String command;
    private final Path out;
    private final Path err;

    private QianhuProcess(Process process, String command, Path out, Path err) {
        this.process = process;
        this.command = command;
        this.out = out;
        this.err = err;
    }

    static QianhuProcess start(
            Path folder, int number, Map<String, String> environment, List<String> program, List<String> arguments) {
        return start(folder, number, environment, List.of(), program, arguments);
    }

    /** @param before what starts it: a command that takes another one for its arguments */
    static QianhuProcess start(
            Path folder,
            int number,
            Map<String, String> environment,
            List<String> before,
            List<String> program,
            List<String> arguments) {
        List<String> command = new ArrayList<>(before);
        command.add(JAVA.toString());
        command.addAll(OPTIONS);
        command.addAll(program);
        command.addAll(arguments);
        Path out = folder.resolve("out-" + number + ".txt");
        Path err = folder.resolve("err-" + number + ".txt");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().putAll(environment);
            return new QianhuProcess(builder.start(), String.join(" ", arguments), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean lives() {
        return process.isAlive();
    }

    /** {@code kill -9}: the process gets no chance to do anything more. */
    void kill() {
        process.toHandle().destroyForcibly();
        ends();
    }

    /** SIGTERM. */
    QianhuProcess terminate() {
        process.toHandle().destroy();
        return this;
    }

    /** SIGSTOP: it stands still, holding all that it holds, and does not know it. */
    void freeze() {
        signal("STOP");
    }

    /** SIGCONT after {@link #freeze}. */
    void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        execute("kill", "-" + name, Long.toString(process.pid()));
    }

    /** From now on it can write no further into any file than this, as on a disk that is full. */
    void hasRoomFor(long bytes) {
        limitFiles(bytes + ":unlimited");
    }

    /** There is room on the disk again. */
    void hasRoom() {
        limitFiles("unlimited:unlimited");
    }

    private void limitFiles(String bytes) {
        int code = execute("prlimit", "--pid", Long.toString(process.pid()), "--fsize=" + bytes);
        assertThat(code).as("exit code of prlimit").isZero();
    }

    private int execute(String... words) {
        try {
            return new ProcessBuilder(words).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while signalling " + command, e);
        }
    }

    /** Waits for the end of the process and expects this exit code. */
    QianhuProcess exits(int expected) {
        int code = ends();
        assertThat(code).as(this::toString).isEqualTo(expected);
        assertThat(err()).as("no stack trace on the console").doesNotContain("\tat ", "Exception in thread");
        return this;
    }

    /** Waits for the end of the process and gives its exit code. */
    int ends() {
        return waitFor(LONGEST_SECONDS);
    }

    /** Waits for the end of the process, so long at most, and returns its exit code. */
    int waitFor(int seconds) {
        try {
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                close();
                fail("still running after " + seconds + " s: " + this);
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + command, e);
        }
    }

    String out() {
        return Workplace.text(out);
    }

    String err() {
        return Workplace.text(err);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    @Override
    public String toString() {
        return "qianhu " + command + "\n--- out\n" + out() + "\n--- err\n" + err();
    }
}
