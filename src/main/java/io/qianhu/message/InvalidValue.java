package io.qianhu.message;

import org.jspecify.annotations.Nullable;

/** A value that a person wrote, in a campaign, a setting or on the command line, is not allowed. */
public final class InvalidValue extends IllegalArgumentException implements Worded {
    private static final long serialVersionUID = 1;

    private final transient Message said;

    public InvalidValue(Message said) {
        this(said, null);
    }

    public InvalidValue(Message said, @Nullable Throwable cause) {
        super(said.english(), cause);
        this.said = said;
    }

    @Override
    public Message said() {
        return said;
    }
}
