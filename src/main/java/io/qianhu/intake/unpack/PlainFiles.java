package io.qianhu.intake.unpack;

import io.qianhu.campaign.InputSettings;
import io.qianhu.intake.Fingerprint;
import io.qianhu.intake.InputFiles;
import io.qianhu.intake.InputRefused;
import io.qianhu.intake.IntakeLimits;
import io.qianhu.intake.PlainFile;
import io.qianhu.intake.PlainFile.Origin;
import io.qianhu.intake.Reading;
import io.qianhu.intake.ReadingStopped;
import io.qianhu.intake.ReadingTookTooLong;
import io.qianhu.intake.Survey;
import io.qianhu.message.Message;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The folder where packed files become plain ones, and standard input becomes a file.
 *
 * <p>How it works:
 *
 * <ol>
 *   <li>What a file is, its first bytes say. Text stays where it is and is only read.
 *   <li>Everything else is unpacked once into this folder, as files for their owner only that are called by the SHA-256
 *       of their content. A restart looks for that content, and unpacks again where it is gone.
 *   <li>The source must have the same content after it was unpacked as before.
 *   <li>Once all rows are in the ledger the files are deleted, or else when the next run begins: a process may die in
 *       between, and its run may never go on.
 * </ol>
 */
public final class PlainFiles {
    /** Stands between the name of a file and that of an entry or sheet in it. */
    public static final String PART = " > ";

    /** The names of our files; whatever else somebody puts into the folder is not ours. */
    private static final Pattern OWN = Pattern.compile("[0-9a-f]{64}\\.csv|.*\\.tmp");

    private final Path folder;
    private final IntakeLimits limits;
    private final Supplier<InputStream> standardInput;
    private final Reading reading;

    /** @param folder made when it is needed, for its owner only */
    public PlainFiles(Path folder, IntakeLimits limits, Supplier<InputStream> standardInput) {
        this(folder, limits, standardInput, Reading.TO_THE_END);
    }

    /**
     * As above, for a process that may be told to end meanwhile: every method that reads whole files then throws
     * {@link io.qianhu.intake.ReadingStopped} or {@link io.qianhu.intake.ReadingTookTooLong} and leaves nothing unpacked.
     */
    public PlainFiles(Path folder, IntakeLimits limits, Supplier<InputStream> standardInput, Reading reading) {
        this.reading = reading;
        this.folder = folder;
        this.limits = limits;
        this.standardInput = standardInput;
    }

    /** Until when files are read. */
    public Reading reading() {
        return reading;
    }

    /**
     * Deletes what processes that died have left: what is unfinished, and copies that nobody needs any more. Nobody else
     * may be unpacking into the folder.
     *
     * @param needed the content of copies that stay
     * @throws InputRefused when the folder cannot be read
     */
    public void deleteAllBut(Set<Fingerprint> needed) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        Set<Path> stay = needed.stream().map(content -> place(folder, content)).collect(Collectors.toSet());
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            for (Path file : all) {
                String name = String.valueOf(file.getFileName());
                if (OWN.matcher(name).matches() && !stay.contains(file)) {
                    delete(file);
                }
            }
        } catch (IOException e) {
            throw InputRefused.unreadable(folder, e);
        }
    }

    /**
     * Reads a named file once, or spools standard input.
     *
     * @param named an absolute path or {@link InputFiles#STANDARD_INPUT}
     * @param input what the campaign sets; null for what is no input
     * @throws InputRefused when it cannot be read, is something that is not read, or is too long
     */
    public Source source(Path named, @Nullable InputSettings input) {
        String name = named.toString();
        return named.equals(InputFiles.STANDARD_INPUT)
                ? spool()
                : new Source(name, named, Survey.ofNamed(named, limits, input, reading.of(name)), false);
    }

    private Source spool() {
        String name = InputFiles.STANDARD_INPUT.toString();
        try {
            PrivateFiles.folder(folder);
            Path unfinished = folder.resolve("standard-input.tmp");
            Budget budget =
                    new Budget(name, Long.MAX_VALUE / limits.unpack().maxRatio(), limits.unpack(), reading.of(name));
            Survey survey;
            try (PartWriter out = new PartWriter(name, unfinished, budget)) {
                standardInput.get().transferTo(out);
                survey = out.survey();
                Path path = place(folder, survey.fingerprint());
                Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
                return new Source(name, path, survey, true);
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException e) {
            throw new InputRefused(Message.of("intake.standard-input-cannot-spooled", folder, e));
        }
    }

    /**
     * The plain files of a source: itself when it is text, or what is packed in it.
     *
     * @param sheet name or position of the sheet that is read of a workbook; the first visible one when null
     * @throws InputRefused when it is damaged, too large, or something that is not read
     */
    public List<PlainFile> of(Source source, @Nullable String sheet) {
        return of(source, new SheetChoice(false, sheet));
    }

    /**
     * As above for a list of which nothing may be left out: with every sheet of a workbook that holds rows as a file of
     * its own, visible or not, and every entry of an archive, whatever its name, but for {@link io.qianhu.intake.Clutter}.
     *
     * @return none when no sheet holds any
     * @throws InputRefused as above, and when an entry is unfinished by its name
     */
    public List<PlainFile> ofEveryPart(Source source) {
        return of(source, new SheetChoice(true, null));
    }

    private List<PlainFile> of(Source source, SheetChoice sheets) {
        FileKind kind = FileKind.of(source.path(), source.name());
        List<Message> surprise = kind.surprise(source.name());
        if (kind == FileKind.TEXT) {
            return List.of(text(source).and(surprise));
        }
        try {
            PrivateFiles.folder(folder);
        } catch (IOException e) {
            throw InputRefused.unreadable(folder, e);
        }
        long packedBytes = source.survey().fingerprint().bytes();
        Budget budget = new Budget(source.name(), packedBytes, limits.unpack(), reading.of(source.name()));
        List<PlainFile> files = new Unpacking(folder, limits, sheets, budget).of(source.path(), source.name(), kind);
        if (!unchanged(source, files)) {
            files.forEach(file -> delete(file.path()));
            throw new InputRefused(Message.of("intake.changed-while-unpacked", source.name()));
        }
        return files.stream()
                .map(file -> file.and(surprise))
                .map(file -> files.size() > 1 ? file.among() : file)
                .toList();
    }

    private boolean unchanged(Source source, List<PlainFile> unpacked) {
        try {
            return Fingerprint.of(source.path(), reading.of(source.name()))
                    .equals(source.survey().fingerprint());
        } catch (ReadingStopped | ReadingTookTooLong e) {
            unpacked.forEach(file -> delete(file.path()));
            throw e;
        }
    }

    private static PlainFile text(Source source) {
        return new PlainFile(
                source.name(),
                source.path(),
                source.survey(),
                source.spooled() ? Origin.UNPACKED : Origin.NAMED,
                List.of());
    }

    /** The unpacked file with this content, if it is still there and unharmed. */
    public Optional<Path> kept(Fingerprint content) {
        Path path = place(folder, content);
        return Files.isRegularFile(path)
                        && Fingerprint.of(path, reading.of(path.toString())).equals(content)
                ? Optional.of(path)
                : Optional.empty();
    }

    static Path place(Path folder, Fingerprint content) {
        return folder.resolve(content.sha256() + ".csv");
    }

    /** Deletes a file if it is one of this folder, and does nothing else. */
    public void discard(Path file) {
        if (file.startsWith(folder)) {
            delete(file);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw InputRefused.unreadable(file, e);
        }
    }
}
