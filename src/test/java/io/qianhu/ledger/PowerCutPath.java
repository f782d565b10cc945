package io.qianhu.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/** The file system {@code powercut:} for H2. It remembers which written bytes were forced; see {@link PowerCutFile}. */
public final class PowerCutPath extends FilePathWrapper {
    private static final Map<String, PowerCutFile> FILES = new ConcurrentHashMap<>();

    /** Lets URLs name it. */
    static void register() {
        FilePath.register(new PowerCutPath());
    }

    /** The database file behind {@code jdbc:h2:powercut:DATABASE}. */
    static PowerCutFile file(String database) {
        return FILES.computeIfAbsent("powercut:" + database + ".mv.db", name -> new PowerCutFile());
    }

    @Override
    public String getScheme() {
        return "powercut";
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        FileChannel base = super.open(mode);
        return name.endsWith(".mv.db")
                ? new Channel(base, FILES.computeIfAbsent(name, any -> new PowerCutFile()))
                : base;
    }

    private static final class Channel extends FileBaseDefault {
        private final FileChannel base;
        private final PowerCutFile file;

        Channel(FileChannel base, PowerCutFile file) {
            this.base = base;
            this.file = file;
        }

        @Override
        public long size() throws IOException {
            return base.size();
        }

        @Override
        public synchronized int read(ByteBuffer into, long position) throws IOException {
            return base.read(into, position);
        }

        @Override
        public synchronized int write(ByteBuffer from, long position) throws IOException {
            byte[] bytes = new byte[from.remaining()];
            from.duplicate().get(bytes);
            file.write(position, bytes);
            return base.write(from, position);
        }

        @Override
        protected void implTruncate(long size) throws IOException {
            file.truncate(size);
            base.truncate(size);
        }

        @Override
        public void force(boolean metaData) throws IOException {
            file.force();
            base.force(metaData);
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return base.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            base.close();
        }
    }
}
