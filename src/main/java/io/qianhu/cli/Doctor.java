package io.qianhu.cli;

import io.qianhu.dyvms.AccessKeys;
import io.qianhu.dyvms.ApiProbe;
import io.qianhu.dyvms.DyvmsGateway;
import io.qianhu.dyvms.DyvmsSettings;
import io.qianhu.job.Home;
import io.qianhu.job.KillSwitch;
import io.qianhu.ledger.Account;
import io.qianhu.ledger.RunStore;
import io.qianhu.message.Message;
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

/** Looks whether everything is as a run needs it. Submits nothing and changes nothing. */
final class Doctor {
    private final SettingsLoader.Loaded loaded;
    private final Path home;
    private final InstantSource clock;
    private final Findings findings;
    private final List<Finding> found = new ArrayList<>();

    Doctor(SettingsLoader.Loaded loaded, InstantSource clock) {
        this.loaded = loaded;
        this.home = loaded.settings().home().toAbsolutePath().normalize();
        this.clock = clock;
        this.findings = new Findings(loaded.words());
    }

    /** All findings, in the order in which a run would meet them. */
    List<Finding> examine(Path campaigns) {
        found.add(findings.ok("settings", Files.exists(SettingsFile.PATH) ? "read" : "defaults", SettingsFile.PATH));
        DyvmsSettings dyvms = loaded.settings().dyvms();
        if (dyvms.connectTimeoutIsCut()) {
            found.add(findings.ok(
                    "settings",
                    "connect-timeout",
                    dyvms.connectTimeout().toMillis(),
                    dyvms.requestTimeout().toMillis()));
        }
        found.add(findings.ok(
                "zone",
                "now",
                ZoneId.systemDefault(),
                clock.instant().atZone(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS)));
        folder();
        ledger();
        disk();
        KillSwitch killSwitch = KillSwitch.of(home);
        found.add(
                killSwitch.isOn()
                        ? findings.failure("kill-switch", killSwitch.message())
                        : findings.ok("kill-switch", "off"));
        found.addAll(new CampaignCheck(findings).of(campaigns, clock.instant()));
        api();
        return found;
    }

    private void folder() {
        if (!Files.exists(home)) {
            found.add(findings.ok("home", "new", home));
        } else if (!Files.isDirectory(home) || !Files.isWritable(home)) {
            found.add(findings.fail("home", "closed", home));
        } else {
            found.add(isPrivate(home) ? findings.ok("home", "private", home) : findings.warn("home", "open", home));
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
            found.add(findings.ok("ledger", "new"));
            return;
        }
        Optional<ControlFile> owner = ControlFile.ofLivingOwner(home);
        try {
            if (owner.isPresent()) {
                boolean answers;
                try (HomeAccess access = new HomeAccess(loaded, note -> found.add(findings.warning("ledger", note)))) {
                    answers = !access.ask(new Order.ShowRun(null)).runs().isEmpty();
                }
                found.add(findings.ok(
                        "lock",
                        answers ? "answers" : "answers-no-run",
                        findings.words().said(owner.get().owner())));
                found.add(findings.skip("ledger", "elsewhere"));
                return;
            }
            try (Home taken = Homes.take(home);
                    ConfigurableApplicationContext application =
                            Application.look(loaded, taken, older -> found.add(findings.warning("ledger", older)))) {
                found.add(findings.ok("lock", "free"));
                Path file = taken.ledgerFile();
                found.add(findings.ok(
                        "ledger",
                        "opens",
                        application.getBean(RunStore.class).all().size(),
                        Files.exists(file) ? findings.words().get("comma") + megabytes(Files.size(file)) : ""));
            }
        } catch (IOException | RuntimeException e) {
            found.add(FailureMessage.refusal(e)
                    .map(message -> findings.failure("ledger", message))
                    .orElseGet(() -> findings.fail("ledger", "broken", root(e))));
        }
    }

    private static Message root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return Message.of("message.colon", root.getClass().getSimpleName(), root.getMessage());
    }

    private void disk() {
        Path there = home;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        try {
            long free = Files.getFileStore(there).getUsableSpace();
            DataSize least = loaded.settings().doctor().minFreeDisk();
            found.add(
                    free >= least.toBytes()
                            ? findings.ok("disk", "enough", megabytes(free))
                            : findings.fail("disk", "full", megabytes(free), home, megabytes(least.toBytes())));
        } catch (IOException e) {
            found.add(findings.fail("disk", "unknown", String.valueOf(e.getMessage())));
        }
    }

    private static String megabytes(long bytes) {
        return String.format("%,d MB", bytes / DataSize.ofMegabytes(1).toBytes());
    }

    private void api() {
        DyvmsSettings dyvms = loaded.settings().dyvms();
        AccessKeys keys = AccessKeys.of(dyvms);
        ApiProbe probe = ApiProbe.ask(dyvms, keys, clock);
        String endpoint = dyvms.endpoint().toString();
        found.add(
                probe.works()
                        ? findings.ok("api", "answers", endpoint)
                        : findings.fail(
                                "api", "fails", endpoint, findings.words().said(probe.message())));
        if (probe.works() && keys.current().securityToken() != null) {
            String account = new DyvmsGateway(dyvms, keys, clock).account();
            found.add(
                    Account.isUnknown(account)
                            ? findings.warn("account", "unknown", account)
                            : findings.ok("account", "known", account));
        }
        found.add(probe.clockAhead()
                .map(ahead -> ClockCheck.of(ahead, findings))
                .orElse(findings.skip("clock", "unknown")));
    }
}
