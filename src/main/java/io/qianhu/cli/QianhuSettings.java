package io.qianhu.cli;

import io.qianhu.dispatch.DispatcherSettings;
import io.qianhu.dyvms.DyvmsSettings;
import io.qianhu.intake.IntakeLimits;
import io.qianhu.message.InvalidValue;
import io.qianhu.message.Message;
import io.qianhu.sandbox.SandboxSettings;
import io.qianhu.watch.AlertSettings;
import io.qianhu.watch.ManagementSettings;
import java.nio.file.Path;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * All settings of the application, {@code qianhu.*}; each room owns its branch.
 *
 * @param home the folder for ledger, reports, logs and locks; relative to the working directory. Default {@code ./data}.
 *     One process at a time uses it
 * @param lang language of commands and reports. Default {@code auto}, that of the environment
 */
record QianhuSettings(
        @DefaultValue("./data") Path home,
        @DefaultValue("auto") Language lang,
        @DefaultValue LedgerSettings ledger,
        @DefaultValue IntakeLimits intake,
        @DefaultValue DispatcherSettings dispatch,
        @DefaultValue DyvmsSettings dyvms,
        @DefaultValue AlertSettings alerts,
        @DefaultValue ManagementSettings management,
        @DefaultValue LogSettings log,
        @DefaultValue SandboxSettings sandbox,
        @DefaultValue DoctorSettings doctor) {
    QianhuSettings {
        // An unset variable in --qianhu.home=$DIR must not make the working directory the home.
        if (home.toString().isBlank()) {
            throw new InvalidValue(Message.of("cli.qianhu-home-blank-name-folder"));
        }
        if (ledger.isBelowHome() && home.toAbsolutePath().toString().indexOf(';') >= 0) {
            throw new InvalidValue(Message.of(
                    "cli.qianhu-home-path-address-ledger-database",
                    home.toAbsolutePath().normalize()));
        }
    }
}
