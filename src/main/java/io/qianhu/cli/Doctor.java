package io.qianhu.cli;

import io.qianhu.dyvms.AccessKeys;
import io.qianhu.dyvms.ApiProbe;
import io.qianhu.job.Home;
import io.qianhu.job.KillSwitch;
import io.qianhu.ledger.RunStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.unit.DataSize;

/** Looks whether everything is as a run needs it. Submits nothing, and changes nothing but an older ledger's tables. */
final class Doctor {
    private static final Path SETTINGS_FILE = Path.of("config", "application.yml");

    private final SettingsLoader.Loaded loaded;
    private final Path home;
    private final InstantSource clock;
    private final List<Finding> findings = new ArrayList<>();

    Doctor(SettingsLoader.Loaded loaded, InstantSource clock) {
        this.loaded = loaded;
        this.home = loaded.settings().home().toAbsolutePath().normalize();
        this.clock = clock;
    }

    /** All findings, in the order in which a run would meet them. */
    List<Finding> examine(Path campaigns) {
        findings.add(Finding.ok(
                "settings",
                Files.exists(SETTINGS_FILE)
                        ? SETTINGS_FILE + " is read"
                        : "no " + SETTINGS_FILE + " here, so defaults"));
        findings.add(Finding.ok(
                "time zone",
                ZoneId.systemDefault() + ", it is "
                        + clock.instant().atZone(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS)));
        folder();
        ledger();
        disk();
        KillSwitch killSwitch = KillSwitch.of(home);
        findings.add(
                killSwitch.isOn()
                        ? Finding.fail("kill switch", killSwitch.message())
                        : Finding.ok("kill switch", "is off"));
        findings.addAll(CampaignCheck.of(campaigns, clock.instant()));
        api();
        return findings;
    }

    private void folder() {
        if (!Files.exists(home)) {
            findings.add(Finding.ok("home", home + " is not there yet; the first run makes it"));
        } else if (!Files.isDirectory(home) || !Files.isWritable(home)) {
            findings.add(Finding.fail("home", home + " is no folder that this user can write to; make it one"));
        } else {
            findings.add(
                    isPrivate(home)
                            ? Finding.ok("home", home + ", writable and readable for its owner only")
                            : Finding.warn(
                                    "home",
                                    home
                                            + " can be read by others, and holds whole phone numbers; the next run closes it,"
                                            + " or chmod 700"));
        }
    }

    private static boolean isPrivate(Path folder) {
        try {
            Set<PosixFilePermission> others = Set.of(
                    PosixFilePermission.GROUP_READ,
                    PosixFilePermission.GROUP_EXECUTE,
                    PosixFilePermission.OTHERS_READ,
                    PosixFilePermission.OTHERS_EXECUTE);
            return Files.getPosixFilePermissions(folder).stream().noneMatch(others::contains);
        } catch (IOException | UnsupportedOperationException e) {
            return true;
        }
    }

    /** A process that has the home is asked; what only the ledger could say is left out then. */
    private void ledger() {
        if (!Files.isDirectory(home) || !Files.exists(home.resolve("lock"))) {
            findings.add(Finding.ok("ledger", "there is none yet; the first run makes it"));
            return;
        }
        Optional<ControlFile> owner = ControlFile.ofLivingOwner(home);
        try {
            if (owner.isPresent()) {
                boolean answers = new RunBook(loaded).find(Optional.empty()).isPresent();
                findings.add(Finding.ok(
                        "lock",
                        owner.get().owner() + " has this home and answers" + (answers ? "" : "; it has no run yet")));
                findings.add(
                        Finding.skip("ledger", "is open in that process, so its settings and size are not looked at"));
                return;
            }
            try (Home taken = Homes.take(home);
                    ConfigurableApplicationContext application = Application.start(loaded, taken)) {
                findings.add(Finding.ok("lock", "no process has this home"));
                Path file = taken.ledgerFile();
                findings.add(Finding.ok(
                        "ledger",
                        "opens with safe settings, "
                                + application.getBean(RunStore.class).all().size() + " runs"
                                + (Files.exists(file) ? ", " + megabytes(Files.size(file)) : "")));
            }
        } catch (IOException | RuntimeException e) {
            findings.add(Finding.fail(
                    "ledger",
                    FailureMessage.refusal(e)
                            .orElseGet(() -> "cannot be opened (" + root(e)
                                    + "); if its disk is in order, keep the folder and report it")));
        }
    }

    private static String root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName() + ": " + root.getMessage();
    }

    private void disk() {
        Path there = home;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        try {
            long free = Files.getFileStore(there).getUsableSpace();
            DataSize least = loaded.settings().doctor().minFreeDisk();
            findings.add(
                    free >= least.toBytes()
                            ? Finding.ok("disk", megabytes(free) + " free")
                            : Finding.fail(
                                    "disk",
                                    megabytes(free) + " free where " + home + " is, and qianhu.doctor.min-free-disk is "
                                            + megabytes(least.toBytes()) + "; make room, such as with `qianhu purge`"));
        } catch (IOException e) {
            findings.add(Finding.fail("disk", "cannot be asked (" + e.getMessage() + ")"));
        }
    }

    private static String megabytes(long bytes) {
        return String.format("%,d MB", bytes / DataSize.ofMegabytes(1).toBytes());
    }

    private void api() {
        ApiProbe probe = ApiProbe.ask(
                loaded.settings().dyvms(), AccessKeys.of(loaded.settings().dyvms()), clock);
        String endpoint = loaded.settings().dyvms().endpoint().toString();
        findings.add(
                probe.works()
                        ? Finding.ok("API", endpoint + " answers a look-up with this key")
                        : Finding.fail("API", endpoint + ": " + probe.message()));
        findings.add(probe.clockAhead()
                .map(ClockCheck::of)
                .orElse(Finding.skip("clock", "no answer of the API said what time it is")));
    }
}
