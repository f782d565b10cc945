package io.qianhu.cli;

import io.qianhu.message.Message;
import io.qianhu.message.Worded;
import picocli.CommandLine;

/** A command that was written in a way that cannot be. */
final class UsageError extends CommandLine.ParameterException implements Worded {
    private static final long serialVersionUID = 1;

    private final transient Message said;

    UsageError(CommandLine command, Message said) {
        super(command, said.english());
        this.said = said;
    }

    @Override
    public Message said() {
        return said;
    }
}
