package io.qianhu.cli;

import io.qianhu.report.Words;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where a command says why it was refused or has failed: each message in the language that is asked for. It is the one
 * place for all of them, so that none can be forgotten; what is no message of ours passes as it is.
 */
final class SpokenErrors extends PrintWriter {
    private final Supplier<Words> words;
    private Optional<Words> asked = Optional.empty();

    private SpokenErrors(PrintWriter to, Supplier<Words> words) {
        super(to, true);
        this.words = words;
    }

    /** @param settings those of the command line, which may grow until the first message */
    static PrintWriter to(PrintWriter to, List<String> settings) {
        return new SpokenErrors(to, () -> SettingsLoader.language(settings).words());
    }

    @Override
    public void println(@Nullable String message) {
        super.println(message == null ? null : words().said(message));
    }

    private Words words() {
        synchronized (lock) {
            if (asked.isEmpty()) {
                asked = Optional.of(words.get());
            }
            return asked.get();
        }
    }
}
