package io.qianhu.message;

import org.jspecify.annotations.Nullable;

/** What cannot go on, and what a person reads of it. */
public abstract class WordedException extends RuntimeException implements Worded {
    private static final long serialVersionUID = 1;

    private final transient Message said;

    protected WordedException(Message said) {
        this(said, null);
    }

    protected WordedException(Message said, @Nullable Throwable cause) {
        super(said.english(), cause);
        this.said = said;
    }

    @Override
    public final Message said() {
        return said;
    }
}
