package io.qianhu.job;

import io.qianhu.message.Message;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The file {@code STOP} in the home: while it is there nothing is submitted. Anybody who may write to the home can make
 * it with any tool, also where Qianhu itself does not start; a run looks for it before each list.
 */
public final class KillSwitch {
    private static final String NAME = "STOP";

    private final Path home;
    private final Path file;

    private KillSwitch(Path home) {
        this.home = home;
        this.file = home.resolve(NAME);
    }

    /** The switch of this home, which need not exist yet. */
    public static KillSwitch of(Path home) {
        return new KillSwitch(home.toAbsolutePath().normalize());
    }

    /** Whether this is the switch's file. */
    static boolean isFile(Path file) {
        return file.endsWith(NAME);
    }

    public boolean isOn() {
        return Files.exists(file);
    }

    /**
     * Switches on, making the home where it is missing.
     *
     * @return whether it was off
     */
    public boolean on() throws IOException {
        if (!Files.isDirectory(home)) {
            Home.makePrivate(home);
        }
        try {
            Files.createFile(file);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    /**
     * Switches off.
     *
     * @return whether it was on
     */
    public boolean off() throws IOException {
        return Files.deleteIfExists(file);
    }

    /** Why a run ends or does not begin, and what to do. */
    public Message message() {
        return Message.of("job.kill-switch-switch-off-resume", file);
    }
}
