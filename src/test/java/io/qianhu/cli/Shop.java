package io.qianhu.cli;

import io.qianhu.ledger.FirstLiveRun;
import io.qianhu.sandbox.Sandbox;
import io.qianhu.sandbox.SandboxSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A campaign with seven lists and an API, in a folder of their own. */
final class Shop implements AutoCloseable {
    static final int LISTS = 7;
    static final int CALLEES = 6_500;
    static final String ANY_NUMBER = "1380000[0-9]{4}";

    private final Path folder;
    private Sandbox api;

    private Shop(Path folder, Sandbox api) {
        this.folder = folder;
        this.api = api;
    }

    static Shop in(Path folder) {
        Shop shop = new Shop(folder, start(folder, Map.of()));
        shop.campaign("window: always");
        shop.write("numbers.csv", numbers(CALLEES));
        return shop;
    }

    static String numbers(int count) {
        return "phone,name\n"
                + IntStream.range(0, count)
                        .mapToObj(i -> (13_800_000_000L + i) + ",customer " + i)
                        .collect(Collectors.joining("\n"));
    }

    private static Sandbox start(Path folder, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("journal", folder.resolve("tasks.jsonl").toString());
        return Sandbox.start(SandboxSettings.of(all));
    }

    /** The API goes on at its address with other settings, relative to {@code qianhu.sandbox}. */
    void api(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("port", Integer.toString(api.endpoint().getPort()));
        api.close();
        api = start(folder, all);
    }

    Sandbox api() {
        return api;
    }

    Path journal() {
        return folder.resolve("tasks.jsonl");
    }

    /** The campaign with more lines in its dispatch section. */
    void campaign(String dispatch) {
        write("campaign.yml", """
                name: spring-renewal
                task:
                  name: 春季回访
                  dialog-id: 1234567
                  corp-name: 某某公司
                dispatch:
                  rate: 100/s
                  %s
                """.formatted(dispatch));
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    Path home() {
        return folder.resolve("data");
    }

    Path write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a command with this shop's home and API; a setting given here replaces that. */
    Said say(String... words) {
        List<String> arguments = new ArrayList<>(List.of(words));
        List<String> usual = List.of(
                "--qianhu.home=" + home(),
                "--qianhu.dyvms.endpoint=" + api.endpoint(),
                "--qianhu.dyvms.access-key-id=sandbox",
                "--qianhu.dyvms.access-key-secret=sandbox-secret");
        usual.stream()
                .filter(setting -> Stream.of(words).noneMatch(word -> word.startsWith(key(setting))))
                .forEach(arguments::add);
        return Said.by(FirstLiveRun.asked(home(), arguments).toArray(String[]::new));
    }

    private static String key(String setting) {
        return setting.substring(0, setting.indexOf('=') + 1);
    }

    /** Runs the campaign over {@code numbers.csv}. */
    Said run(String... more) {
        return say(Stream.concat(
                        Stream.of(
                                "run",
                                path("campaign.yml").toString(),
                                path("numbers.csv").toString()),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    /** A report of the only run. */
    String report(String name) {
        try (Stream<Path> reports = Files.list(home().resolve("reports"))) {
            return Files.readString(reports.findFirst().orElseThrow().resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        api.close();
    }
}
