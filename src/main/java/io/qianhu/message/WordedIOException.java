package io.qianhu.message;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The file system failed, with what a person reads of it. */
public final class WordedIOException extends UncheckedIOException implements Worded {
    private static final long serialVersionUID = 1;

    private final transient Message said;

    public WordedIOException(Message said, IOException cause) {
        super(said.english(), cause);
        this.said = said;
    }

    @Override
    public Message said() {
        return said;
    }
}
