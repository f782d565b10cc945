package io.qianhu.job;

import io.qianhu.campaign.InputSettings;
import io.qianhu.intake.FileFormat;
import io.qianhu.intake.Fingerprint;
import io.qianhu.intake.InputRefused;
import io.qianhu.intake.PlainFile;
import io.qianhu.intake.Survey;
import io.qianhu.intake.unpack.PlainFiles;
import io.qianhu.intake.unpack.Source;
import io.qianhu.ledger.RunFile;
import io.qianhu.message.Message;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The files of one request: as they were named, and as the plain files that are read. */
final class RunInputs {
    private final PlainFiles folder;
    private final @Nullable String sheet;
    private final List<Source> sources;

    private RunInputs(PlainFiles folder, @Nullable String sheet, List<Source> sources) {
        this.folder = folder;
        this.sheet = sheet;
        this.sources = List.copyOf(sources);
    }

    /**
     * Reads every named file once and unpacks nothing.
     *
     * @throws io.qianhu.intake.InputRefused when one cannot be read
     */
    static RunInputs of(RunRequest request, PlainFiles folder) {
        List<Source> sources = request.files().stream()
                .map(file -> source(file, request.campaign().input(), folder))
                .toList();
        return new RunInputs(folder, request.campaign().input().sheet(), sources);
    }

    private static Source source(Path file, InputSettings input, PlainFiles folder) {
        try {
            return folder.source(file, input);
        } catch (InputRefused e) {
            throw e.about(file.toString());
        }
    }

    /** @throws RunRefused when a file has other content than this; one that is not named here may have any */
    void require(Map<Path, String> contents) {
        for (Source source : sources) {
            String seen = contents.get(Path.of(source.name()));
            if (seen != null && !seen.equals(sha256(source))) {
                throw new RunRefused(Message.of("job.changed-since-seen-complete", source.name()));
            }
        }
    }

    /** SHA-256 of each file as it was named. */
    Set<String> contents() {
        return sources.stream().map(RunInputs::sha256).collect(Collectors.toSet());
    }

    private static String sha256(Source source) {
        return source.survey().fingerprint().sha256();
    }

    private List<PlainFile> plain(Source source) {
        try {
            return folder.of(source, sheet);
        } catch (InputRefused e) {
            throw e.about(source.name());
        }
    }

    /** The files of a run that needs none of them any more. */
    static RunInputs unread(RunRequest request, PlainFiles folder) {
        return new RunInputs(folder, request.campaign().input().sheet(), List.of());
    }

    List<Source> sources() {
        return sources;
    }

    /** SHA-256 over the content of the files as they were named, whatever their names and order. */
    String fingerprint() {
        Survey.Running content = new Survey.Running();
        sources.stream()
                .map(source -> sha256(source) + "\n")
                .sorted()
                .map(line -> line.getBytes(StandardCharsets.US_ASCII))
                .forEach(line -> content.update(line, 0, line.length));
        return content.done().fingerprint().sha256();
    }

    /**
     * Unpacks what is packed.
     *
     * @throws io.qianhu.intake.InputRefused when a file is none that is read; then nothing unpacked is left
     */
    List<PlainFile> plain() {
        List<PlainFile> files = new ArrayList<>();
        try {
            sources.forEach(source -> files.addAll(plain(source)));
            keepOnly(files.stream().map(PlainFile::path).toList());
            return files;
        } catch (RuntimeException e) {
            discard(files.stream().map(PlainFile::path).toList());
            throw e;
        }
    }

    /** Deletes the copies that were made, and what was spooled. */
    void discard(List<Path> files) {
        files.forEach(folder::discard);
        keepOnly(List.of());
    }

    private void keepOnly(List<Path> files) {
        Set<Path> kept = Set.copyOf(files);
        sources.stream().map(Source::path).filter(path -> !kept.contains(path)).forEach(folder::discard);
    }

    /** The files of a run whose rows are all in the ledger: nothing is read of them any more. */
    List<PlannedFile> past(List<RunFile> stored, Function<RunFile, FileFormat> format) {
        keepOnly(List.of());
        return stored.stream()
                .map(file -> new PlannedFile(
                        file.number(), file.path(), Path.of(""), content(file), format.apply(file), false))
                .toList();
    }

    /**
     * The files of a run that goes on reading: as they were named, as they were unpacked before, or unpacked once more.
     *
     * @throws RunRefused when they unpack to something else than before
     */
    List<PlannedFile> again(List<RunFile> stored, Function<RunFile, FileFormat> format) {
        List<PlannedFile> files = new ArrayList<>();
        List<Source> unclaimed = new ArrayList<>(sources);
        Optional<List<PlainFile>> unpacked = Optional.empty();
        for (RunFile file : stored) {
            Optional<PlannedFile> found = named(file, unclaimed, format).or(() -> kept(file, format));
            if (found.isEmpty()) {
                unpacked = Optional.of(unpacked.orElseGet(this::plain));
                found = unpacked.get().stream()
                        .filter(plain -> plain.survey().fingerprint().equals(content(file)))
                        .findFirst()
                        .map(plain -> PlannedFile.of(file.number(), plain, format.apply(file)));
            }
            files.add(
                    found.orElseThrow(() -> new RunRefused(Message.of("job.files-same-when-run-began", file.path()))));
        }
        keepOnly(files.stream().map(PlannedFile::path).toList());
        return files;
    }

    private static Optional<PlannedFile> named(
            RunFile file, List<Source> unclaimed, Function<RunFile, FileFormat> format) {
        for (Source source : unclaimed) {
            if (source.survey().fingerprint().equals(content(file))) {
                unclaimed.remove(source);
                return Optional.of(new PlannedFile(
                        file.number(),
                        source.name(),
                        source.path(),
                        content(file),
                        format.apply(file),
                        source.spooled()));
            }
        }
        return Optional.empty();
    }

    static Fingerprint content(RunFile file) {
        return new Fingerprint(file.sha256(), file.bytes());
    }

    private Optional<PlannedFile> kept(RunFile file, Function<RunFile, FileFormat> format) {
        return folder.kept(content(file))
                .map(path ->
                        new PlannedFile(file.number(), file.path(), path, content(file), format.apply(file), true));
    }
}
