package io.qianhu.job;

import io.qianhu.campaign.CalledScope;
import io.qianhu.campaign.Campaign;
import io.qianhu.campaign.InputSettings;
import io.qianhu.campaign.NumberSettings;
import io.qianhu.intake.FileFormat;
import io.qianhu.intake.Fingerprint;
import io.qianhu.intake.FormatDetector;
import io.qianhu.intake.InputFiles;
import io.qianhu.intake.InputRefused;
import io.qianhu.intake.IntakeLimits;
import io.qianhu.intake.PlainFile;
import io.qianhu.intake.ReadingTookTooLong;
import io.qianhu.intake.SuppressionFiles.Suppression;
import io.qianhu.intake.unpack.PlainFiles;
import io.qianhu.ledger.Run;
import io.qianhu.ledger.RunFile;
import io.qianhu.ledger.RunState;
import io.qianhu.ledger.RunStore;
import io.qianhu.ledger.SuppressionList;
import io.qianhu.message.Message;
import io.qianhu.number.NumberReader;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Decides which run a request means.
 *
 * <ol>
 *   <li>A run is known by campaign, target, label and the content of its files as they were named, packed or not: their
 *       names and order do not count.
 *   <li>Known and with something left to do: it goes on, with the formats that were decided when it began.
 *   <li>Known and at its end: the same files are not submitted twice by accident.
 *   <li>Unknown, but a run of another campaign has submitted the same content with the same script: the campaign only got
 *       another name. Or one of the files is part of another run of the campaign, or of the script: its numbers would be
 *       submitted twice. Or an unfinished one was started from a file of the same path with other content: the file
 *       changed, and nobody can say what the operator wants. All these are refused.
 *   <li>Else it is new.
 * </ol>
 */
public final class RunOpener {
    /** Formats that earlier versions stored have no word about quotes and escapes. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private static final int SHA_SHOWN = 12;

    private final RunStore runs;
    private final RunSuppression suppression;
    private final PlainFiles files;
    private final IntakeLimits limits;
    private final InstantSource clock;

    public RunOpener(RunStore runs, PlainFiles files, IntakeLimits limits, InstantSource clock) {
        this.runs = runs;
        this.suppression = new RunSuppression(limits, files.reading());
        this.files = files;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * What a request came to: a plan, or a run that is already at its end.
     *
     * @param contents SHA-256 of the files that were read for it, as they were named; none when none was
     */
    public record Opening(RunPlan plan, boolean alreadyCompleted, Set<String> contents) {
        public Opening {
            contents = Set.copyOf(contents);
        }
    }

    /**
     * Finds the run that the request continues, or stores a new one.
     *
     * @throws RunRefused when it can do neither
     * @throws io.qianhu.intake.InputRefused when a file cannot be used
     */
    public Opening open(RunRequest request) {
        return open(request, Map.of());
    }

    /**
     * As above, for files whose content somebody has seen before.
     *
     * @param contents the SHA-256 that files must have
     * @throws RunRefused also when one has another; nothing was read of it then
     */
    public Opening open(RunRequest request, Map<Path, String> contents) {
        discardCopies();
        RunInputs inputs = RunInputs.of(request, files);
        inputs.require(contents);
        Optional<Run> known =
                runs.find(request.campaign().name(), request.target(), inputs.fingerprint(), request.label());
        if (request.retryOf() != null) {
            requireRetry(request, request.retryOf(), known);
        }
        if (known.isPresent()) {
            return reopen(request, known.get(), inputs);
        }
        refuseSameWork(request, inputs);
        List<PlainFile> plain = inputs.plain();
        try {
            refuseFilesOfOtherRuns(request, plain);
            return begin(request, inputs, plain);
        } catch (RuntimeException e) {
            inputs.discard(plain.stream().map(PlainFile::path).toList());
            throw e;
        }
    }

    /** What is to be called again must not be guessed: the earlier run is this campaign's and knows all its callees. */
    private void requireRetry(RunRequest request, String retryOf, Optional<Run> known) {
        Run earlier =
                runs.find(retryOf).orElseThrow(() -> new RunRefused(Message.of("job.no-run-qianhu-home", retryOf)));
        if (!earlier.campaign().equals(request.campaign().name()) || earlier.target() != request.target()) {
            throw new RunRefused(Message.of(
                    "job.run-campaign-request-campaign",
                    retryOf,
                    earlier.campaign(),
                    earlier.target(),
                    request.campaign().name(),
                    request.target()));
        }
        if (!earlier.intakeDone() && earlier.cancelled() == null) {
            throw new RunRefused(Message.of("job.run-not-read-files-end", retryOf));
        }
        for (Optional<Run> one = Optional.of(earlier);
                one.isPresent();
                one = Optional.ofNullable(one.get().retryOf()).flatMap(runs::find)) {
            if (one.get().purgedAt() != null) {
                throw new RunRefused(
                        Message.of("job.run-purged-nobody-knows-more", one.get().id()));
            }
        }
        if (known.isPresent() && !retryOf.equals(known.get().retryOf())) {
            throw new RunRefused(
                    Message.of("job.run-begun-these-files-already", known.get().id(), retryOf));
        }
        if (known.isEmpty()) {
            refuseSecondRetry(retryOf);
        }
    }

    /** Whom a retry has called is known to those that follow upon it, and to no other one beside it. */
    private void refuseSecondRetry(String retryOf) {
        runs.all().stream()
                .filter(run -> retryOf.equals(run.retryOf()))
                .findFirst()
                .ifPresent(retry -> {
                    throw new RunRefused(
                            Message.of("job.run-retried-rejects-run-already", retry.id(), retryOf, retry.id()));
                });
    }

    /**
     * Continues a run for which nobody names the files. They are those it began with; once its intake is done they are not
     * looked at and need not be there any more.
     *
     * @throws RunRefused when its files changed, or came from standard input and are not read to their end
     * @throws io.qianhu.intake.InputRefused when a file that is still needed cannot be read
     */
    public Opening reopen(Campaign campaign, Run run, boolean waitToSettle) {
        List<Path> named = namedFiles(run);
        RunRequest request = new RunRequest(campaign, named, run.target(), run.label(), false, waitToSettle);
        if (run.intakeDone() || run.cancelled() != null) {
            return reopen(request, run, RunInputs.unread(request, files));
        }
        if (named.contains(InputFiles.STANDARD_INPUT)) {
            throw new RunRefused(Message.of("job.run-reads-standard-input", run.id()));
        }
        Opening opening = open(request);
        Run opened = opening.plan().run();
        if (!opened.id().equals(run.id())) {
            throw new RunRefused(Message.of("job.files-run-changed-since-began", run.id(), opened.id(), run.id()));
        }
        return opening;
    }

    /** The files that the run began with, as they were named: an archive, not what is in it. */
    public List<Path> namedFiles(Run run) {
        return runs.files(run.id()).stream()
                .map(file -> Path.of(named(file.path())))
                .distinct()
                .toList();
    }

    /** What is still read by a run that may go on. The home is ours, so no other process unpacks now. */
    private Set<Fingerprint> needed() {
        return runs.all().stream()
                .filter(run -> !run.intakeDone() && run.cancelled() == null && !ended(run))
                .flatMap(run -> runs.files(run.id()).stream())
                .map(RunInputs::content)
                .collect(Collectors.toSet());
    }

    private boolean ended(Run run) {
        return !run.state().unfinished() && !runs.books(run.id()).open();
    }

    private Opening reopen(RunRequest asked, Run run, RunInputs inputs) {
        RunRequest request = run.retryOf() == null ? asked : asked.asRetryOf(run.retryOf());
        boolean ended = ended(run);
        if (!ended && run.cancelled() == null && !run.intakeSettings().equals(IntakeSettings.of(request.campaign()))) {
            throw new RunRefused(Message.of(
                    "job.campaign-run-began",
                    run.campaign(),
                    run.id(),
                    run.intakeSettings(),
                    IntakeSettings.of(request.campaign())));
        }
        if (!ended && run.cancelled() == null && !Objects.equals(run.dialogId(), dialogId(request))) {
            runs.goesOnWith(run.id(), dialogId(request));
        }
        boolean stored = ended || run.intakeDone() || run.cancelled() != null;
        List<RunFile> kept = runs.files(run.id());
        List<PlannedFile> planned =
                stored ? inputs.past(kept, RunOpener::format) : inputs.again(kept, RunOpener::format);
        List<SuppressionList> lists = runs.suppression(run.id());
        Suppression suppressed = stored ? Suppression.none() : suppression.again(request.campaign(), run, lists);
        Message note = stored ? suppression.note(request.campaign(), run, lists) : notCompared(run, planned);
        return new Opening(plan(request, run, planned, suppressed, note, true), ended, inputs.contents());
    }

    /** What to say where an earlier version began to read; empty for nothing. */
    private static Message notCompared(Run run, List<PlannedFile> files) {
        boolean unknown = files.stream()
                .anyMatch(file -> file.format().width() == 0
                        && !file.format().isUnread(file.fingerprint().bytes()));
        return unknown ? Message.of("job.run-begun-earlier-version", run.id()) : Message.NONE;
    }

    /** An empty file, or a readme, is the same night after night, and calls nobody. */
    private static boolean holdsRows(RunFile file) {
        return !format(file).isUnread(file.bytes());
    }

    private static FileFormat format(RunFile file) {
        return JSON.readValue(file.format(), FileFormat.class);
    }

    private static long dialogId(RunRequest request) {
        return request.campaign().task().dialogId();
    }

    /** The same script for the same people is the same work, whatever the campaign is called. */
    private void refuseSameWork(RunRequest request, RunInputs inputs) {
        String fingerprint = inputs.fingerprint();
        runs.all().stream()
                .filter(run -> isOfSameKind(run, request) && run.fingerprint().equals(fingerprint))
                .filter(run -> hasScript(run, request) || run.id().equals(id(request, fingerprint, 0)))
                .filter(run -> runs.files(run.id()).stream().anyMatch(RunOpener::holdsRows))
                .findFirst()
                .ifPresent(run -> {
                    inputs.discard(List.of());
                    throw readByOther(run, request, inputs.sources().get(0).name());
                });
    }

    private static boolean isOfSameKind(Run run, RunRequest request) {
        return run.target() == request.target() && run.label().equals(request.label());
    }

    /** Of a run of an older version nobody knows what it has submitted. */
    private static boolean hasScript(Run run, RunRequest request) {
        return Objects.equals(run.dialogId(), dialogId(request));
    }

    private void refuseFilesOfOtherRuns(RunRequest request, List<PlainFile> inputs) {
        String campaign = request.campaign().name();
        Map<Fingerprint, PlainFile> byContent = inputs.stream()
                .collect(Collectors.toMap(input -> input.survey().fingerprint(), input -> input, (one, other) -> one));
        Map<String, List<PlainFile>> byName =
                inputs.stream().collect(Collectors.groupingBy(input -> named(input.name())));
        runs.all().stream()
                .filter(run -> isOfSameKind(run, request))
                .filter(run -> run.campaign().equals(campaign) || hasScript(run, request))
                .forEach(run -> runs.files(run.id()).forEach(file -> {
                    Fingerprint content = RunInputs.content(file);
                    PlainFile same = byContent.get(content);
                    if (same != null && holdsRows(file)) {
                        throw run.campaign().equals(campaign)
                                ? alreadyRead(run, same)
                                : readByOther(run, request, same.name());
                    }
                    if (run.state().unfinished()) {
                        byName.getOrDefault(named(file.path()), List.of()).stream()
                                .map(input -> input.survey().fingerprint())
                                .filter(now -> !now.equals(content))
                                .findFirst()
                                .ifPresent(now -> {
                                    throw changed(run, file, now);
                                });
                    }
                }));
    }

    /** The file that the operator named, without the entry or sheet in it; its own name may look like one. */
    private static String named(String name) {
        for (int end = name.indexOf(PlainFiles.PART); end >= 0; end = name.indexOf(PlainFiles.PART, end + 1)) {
            if (new File(name.substring(0, end)).isFile()) {
                return name.substring(0, end);
            }
        }
        return new File(name).isFile() ? name : name.split(PlainFiles.PART, 2)[0];
    }

    private static RunRefused alreadyRead(Run run, PlainFile input) {
        return new RunRefused(
                run.state().unfinished()
                        ? Message.of("job.already-read-run-campaign", input.name(), run.id(), run.state())
                        : Message.of("job.file-already-read", input.name(), run.id(), run.state()),
                named(input.name()));
    }

    private static RunRefused readByOther(Run run, RunRequest request, String file) {
        return new RunRefused(
                Message.of(
                        "job.file-already-read-by-other-campaign",
                        file,
                        run.id(),
                        run.campaign(),
                        run.state(),
                        dialogId(request)),
                named(file));
    }

    private static RunRefused changed(Run run, RunFile file, Fingerprint now) {
        return new RunRefused(Message.of(
                "job.changed-since-run-began",
                file.path(),
                run.id(),
                file.bytes(),
                file.sha256().substring(0, SHA_SHOWN),
                now.bytes(),
                now.sha256().substring(0, SHA_SHOWN)));
    }

    /** Who was called is known only as far back as no run was purged. */
    private void requireUnpurged(RunRequest request) {
        NumberSettings numbers = request.campaign().numbers();
        Duration within = numbers.notCalledWithin();
        if (within == null) {
            return;
        }
        Instant since = clock.instant().minus(within);
        runs.all().stream()
                .filter(run -> run.purgedAt() != null && run.target() == request.target())
                .filter(run -> numbers.notCalledScope() == CalledScope.ANY
                        || run.campaign().equals(request.campaign().name()))
                .filter(run -> run.finishedAt() != null && !run.finishedAt().isBefore(since))
                .findFirst()
                .ifPresent(run -> {
                    throw new RunRefused(Message.of(
                            "job.numbers-not-called-within-reaches-back-run",
                            NumberSettings.inWords(within),
                            run.id(),
                            run.finishedAt()));
                });
    }

    /** Copies that no run needs any more go. */
    public void discardCopies() {
        files.deleteAllBut(needed());
    }

    private Opening begin(RunRequest request, RunInputs named, List<PlainFile> inputs) {
        requireUnpurged(request);
        NumberSettings numbers = request.campaign().numbers();
        FormatDetector detector =
                new FormatDetector(new NumberReader(numbers.accept(), numbers.multiple()), limits, files.reading());
        InputSettings settings = request.campaign().input();
        if (request.retryOf() != null && settings.column() == null) {
            settings = settings.withColumn(phoneColumnOf(request.retryOf()));
        }
        List<PlannedFile> planned = new ArrayList<>();
        List<RunFile> stored = new ArrayList<>();
        for (PlainFile input : inputs) {
            Fingerprint of = input.survey().fingerprint();
            FileFormat format = format(detector, input, settings);
            stored.add(new RunFile(
                    planned.size(), input.name(), of.bytes(), of.sha256(), JSON.writeValueAsString(format)));
            planned.add(PlannedFile.of(planned.size(), input, format));
        }
        EmptyRun.require(request.campaign(), planned);
        PlannedFile.requireColumn(settings, planned);
        Run run = new Run(
                newId(request, named.fingerprint()),
                request.campaign().name(),
                request.target(),
                request.label(),
                named.fingerprint(),
                RunState.STOPPED,
                IntakeSettings.of(request.campaign()),
                false,
                null,
                clock.instant(),
                null,
                null,
                request.retryOf(),
                null,
                numbers.notCalledWithin(),
                dialogId(request),
                null,
                null);
        Suppression lists = suppression.first(request);
        runs.create(run, stored, RunSuppression.kept(request, lists));
        return new Opening(plan(request, run, planned, lists, Message.NONE, false), false, named.contents());
    }

    /**
     * The name that the phone column has in the reject file of a run. It must not be detected there: the rows are those
     * whose own number cannot be read, and another column may hold one.
     */
    private String phoneColumnOf(String run) {
        return runs.files(run).stream()
                .map(RunOpener::format)
                .filter(format -> format.phoneColumn() < format.header().size())
                .map(format -> format.header().get(format.phoneColumn()).strip())
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("phone");
    }

    private static FileFormat format(FormatDetector detector, PlainFile input, InputSettings settings) {
        try {
            return detector.detect(input, settings);
        } catch (InputRefused e) {
            throw e.about(named(input.name()));
        } catch (ReadingTookTooLong e) {
            throw e.about(named(input.name()));
        }
    }

    private String newId(RunRequest request, String fingerprint) {
        int clash = 0;
        while (runs.find(id(request, fingerprint, clash)).isPresent()) {
            clash++;
        }
        return id(request, fingerprint, clash);
    }

    private static String id(RunRequest request, String fingerprint, int clash) {
        return RunIds.of(request.target(), fingerprint, dialogId(request), request.label(), clash);
    }

    private static RunPlan plan(
            RunRequest request,
            Run run,
            List<PlannedFile> files,
            Suppression suppression,
            Message suppressionNote,
            boolean continued) {
        return new RunPlan(
                request.campaign(),
                run,
                files,
                suppression,
                suppressionNote,
                continued,
                request.prepareOnly(),
                request.waitToSettle());
    }
}
