package io.qianhu.job;

import io.qianhu.message.Message;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whose files are taken for Qianhu's own: those of this user and of root, whatever group may write to them, as with
 * volumes of a cluster. Whoever else owns one could change what it says. Root itself takes those of everybody, for it
 * looks at the homes of services.
 *
 * @param user the number of this user as the file system has it, which may be another one than the process has
 */
public record FileOwners(int user, int root) {
    private static final boolean UNIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("unix");

    /** Those of a folder in which this process may make files. */
    static FileOwners in(Path folder) throws IOException {
        Path made = Files.createTempFile(folder, "owner", ".tmp");
        try {
            return new FileOwners(of(made), 0);
        } finally {
            Files.deleteIfExists(made);
        }
    }

    /** Those of this process. */
    public static FileOwners ofProcess() throws IOException {
        Path self = Path.of("/proc/self");
        return Files.exists(self) ? new FileOwners(of(self), 0) : in(Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** Whether somebody else owns it; it may be missing. */
    public boolean isForeign(Path file) throws IOException {
        return user != root && Files.exists(file) && of(file) != user && of(file) != root;
    }

    /** @throws RunRefused when somebody else owns it; it may be missing */
    void require(Path file) throws IOException {
        if (isForeign(file)) {
            throw new RunRefused(Message.of(
                    "job.belongs-who-could-change-says",
                    file,
                    Files.getOwner(file).getName()));
        }
    }

    static boolean isRoots(Path file) throws IOException {
        return UNIX && of(file) == 0;
    }

    /** All have one where the system knows none. */
    private static int of(Path file) throws IOException {
        return UNIX ? (int) Files.getAttribute(file, "unix:uid") : 0;
    }
}
