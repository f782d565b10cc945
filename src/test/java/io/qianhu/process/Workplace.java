package io.qianhu.process;

import io.qianhu.ledger.FirstLiveRun;
import io.qianhu.report.RunSummary;
import io.qianhu.sandbox.Sandbox;
import io.qianhu.sandbox.SandboxSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A folder in which processes work: a campaign, input files, one qianhu.home, and an API to submit to. */
final class Workplace implements AutoCloseable {
    /** Tests that run at the same time have ports of their own. */
    static final String MANAGEMENT_PORT = "--qianhu.management.port=";

    private final Path folder;
    private final Path journal;
    private final List<QianhuProcess> processes = new ArrayList<>();
    private final List<String> settings = new ArrayList<>();
    private final Map<String, String> apiSettings;
    private final InstantSource clock;
    private Supplier<List<String>> program = QuickStart::program;
    private List<String> before = List.of();
    private ApiTotals totalsBefore = ApiTotals.NONE;
    private Sandbox api;

    private Workplace(Path folder, Map<String, String> apiSettings, Path journal, InstantSource clock) {
        this.folder = folder;
        this.apiSettings = apiSettings;
        this.journal = journal;
        this.clock = clock;
        this.api = startApi(journal, apiSettings, clock);
    }

    /** Settings of the API are relative to {@code qianhu.sandbox}. */
    static Workplace in(Path folder, Map<String, String> apiSettings) {
        return in(folder, apiSettings, Clock.systemUTC());
    }

    /** As above, with an API whose clock shows another time. */
    static Workplace in(Path folder, Map<String, String> apiSettings, InstantSource clock) {
        Path journal = folder.resolve("api").resolve("tasks.jsonl");
        return new Workplace(folder, apiSettings, journal, clock);
    }

    private static Sandbox startApi(Path journal, Map<String, String> apiSettings, InstantSource clock) {
        Map<String, String> all = new HashMap<>(apiSettings);
        all.put("journal", journal.toString());
        return Sandbox.start(SandboxSettings.of(all), clock);
    }

    Path folder() {
        return folder;
    }

    Path home() {
        return folder.resolve("data");
    }

    Path journal() {
        return journal;
    }

    Sandbox api() {
        return api;
    }

    /** What the API has received, also before it went away. */
    ApiTotals apiTotals() {
        return totalsBefore.plus(ApiTotals.of(api));
    }

    /** The API is gone: nothing listens at its address until {@link #apiReturns}. */
    void apiGoesAway() {
        api.close();
    }

    /** The API is back at the same address and remembers every task. */
    void apiReturns() {
        totalsBefore = apiTotals();
        Map<String, String> same = new HashMap<>(apiSettings);
        same.put("port", Integer.toString(api.endpoint().getPort()));
        api = startApi(journal, same, clock);
    }

    /** How the processes of this workplace are started: the arguments of {@code java} before those of Qianhu. */
    Workplace program(List<String> javaArguments) {
        program = () -> javaArguments;
        return this;
    }

    /** From now on no process can make a file longer than this, as on a disk that is full. */
    Workplace filesUpTo(long bytes) {
        before = List.of("bash", "-c", "ulimit -S -f " + bytes / 1024 + " && exec \"$@\"", "limited");
        return this;
    }

    /** There is room again for the processes that are started from now on. */
    Workplace filesOfAnyLength() {
        before = List.of();
        return this;
    }

    /** A setting that every process of this workplace is started with. */
    Workplace with(String key, String value) {
        settings.add("--qianhu." + key + "=" + value);
        return this;
    }

    /** A campaign over {@code *.csv} of this folder. */
    Workplace campaign(String rate, int inFlight) {
        write("campaign.yml", """
                name: spring-renewal
                input:
                  files: ["*.csv"]
                task:
                  name: 春季回访
                  dialog-id: 1234567
                  corp-name: 某某公司
                dispatch:
                  rate: %s
                  in-flight: %d
                  window: always
                """.formatted(rate, inFlight));
        return this;
    }

    void write(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a command against this workplace's API. */
    QianhuProcess start(String... words) {
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.add("--qianhu.dyvms.endpoint=" + api.endpoint());
        arguments.add("--qianhu.dyvms.access-key-id=sandbox");
        arguments.add("--qianhu.dyvms.access-key-secret=sandbox-secret");
        arguments.addAll(settings);
        if (Stream.of(words).noneMatch(word -> word.startsWith(MANAGEMENT_PORT))) {
            arguments.add(MANAGEMENT_PORT + "0");
        }
        return startBare(Map.of(), asked(arguments).toArray(String[]::new));
    }

    /** Beside another process only what that one leaves there tells whether the home is new; the tests of that say so. */
    private List<String> asked(List<String> arguments) {
        return processes.stream().anyMatch(QianhuProcess::lives) ? arguments : FirstLiveRun.asked(home(), arguments);
    }

    /** Starts a command that is told nothing of this workplace but its folder. */
    QianhuProcess startBare(Map<String, String> environment, String... words) {
        Map<String, String> all = new HashMap<>(environment);
        all.putIfAbsent("XDG_STATE_HOME", folder.resolve("state").toString());
        QianhuProcess process =
                QianhuProcess.start(folder, processes.size() + 1, all, before, program.get(), List.of(words));
        processes.add(process);
        return process;
    }

    /** Runs the campaign's command. */
    QianhuProcess run(String... more) {
        return start(
                Stream.concat(Stream.of("run", "campaign.yml"), Stream.of(more)).toArray(String[]::new));
    }

    /** The summary that the only run of this home left in its reports. */
    RunSummary summary() {
        return RunSummary.fromJson(text(onlyReport().resolve("summary.json")));
    }

    Path onlyReport() {
        try (Stream<Path> reports = Files.list(home().resolve("reports"))) {
            return reports.reduce((a, b) -> {
                        throw new AssertionError("more than one run has reports: " + a + ", " + b);
                    })
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<QianhuProcess> processes() {
        return processes;
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Leaves no process behind. */
    @Override
    public void close() {
        processes.forEach(QianhuProcess::close);
        api.close();
    }
}
