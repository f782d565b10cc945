package io.qianhu.cli;

import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code qianhu completion}. */
@Command(
        name = "completion",
        description = "Prints a script that completes commands and options in bash and zsh.",
        footer = {
            "",
            "In bash and zsh, for this shell: source <(qianhu completion). For all shells of a user:",
            "  java -jar qianhu.jar completion > ~/.local/share/bash-completion/completions/qianhu"
        })
final class CompletionCommand extends QianhuCommand {
    CompletionCommand() {
        super(List.of());
    }

    @Override
    ExitCode execute() {
        CommandLine root = spec.root().commandLine();
        out().print(AutoComplete.bash(root.getCommandName(), root));
        return ExitCode.COMPLETED;
    }
}
