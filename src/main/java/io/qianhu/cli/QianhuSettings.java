package io.qianhu.cli;

import io.qianhu.dispatch.DispatcherSettings;
import io.qianhu.dyvms.DyvmsSettings;
import io.qianhu.intake.IntakeLimits;
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
            throw new IllegalArgumentException("qianhu.home is blank; name a folder, by default it is ./data");
        }
        if (ledger.isBelowHome() && home.toAbsolutePath().toString().indexOf(';') >= 0) {
            throw new IllegalArgumentException(
                    "qianhu.home " + home.toAbsolutePath().normalize()
                            + " has a ; in its path, where the address of the ledger's database would end; name a folder without"
                            + " one, or set qianhu.ledger.url");
        }
    }
}
