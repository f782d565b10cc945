package io.qianhu.job;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** How far a run has come in this process, for whoever shows it. Safe for use by several threads. */
public final class Progress {
    /** What the run is doing. */
    public enum Phase {
        PREPARE,
        INTAKE,
        DISPATCH,
        SETTLE,
        REPORT
    }

    private final AtomicLong rows = new AtomicLong();
    private final AtomicLong bytesRead = new AtomicLong();
    private final AtomicLong listsDone = new AtomicLong();
    private volatile long bytesTotal;
    private volatile long bytesAtBegin;
    private volatile long listsAtBegin;
    private volatile long phaseBeganNanos = System.nanoTime();
    private volatile long listsTotal;
    private volatile Phase phase = Phase.PREPARE;
    private volatile Optional<Instant> settlesAt = Optional.empty();
    private volatile Optional<Instant> canaryUntil = Optional.empty();

    /** A phase begins. */
    public void enter(Phase next) {
        phaseBeganNanos = System.nanoTime();
        phase = next;
    }

    /** How many bytes all files have, and how many of them an earlier process has read. */
    public void expectBytes(long total, long alreadyRead) {
        bytesTotal = total;
        bytesRead.set(alreadyRead);
        bytesAtBegin = alreadyRead;
    }

    /** So many more bytes were read. */
    public void readBytes(long bytes) {
        bytesRead.addAndGet(bytes);
    }

    /** So many more rows were read. */
    public void readRows(long more) {
        rows.addAndGet(more);
    }

    /** How many lists the run has, and how many of them are at their end already. */
    public void expectLists(long total, long alreadyDone) {
        listsTotal = total;
        listsDone.set(alreadyDone);
        listsAtBegin = alreadyDone;
    }

    /** One more list came to its end. */
    public void listDone() {
        listsDone.incrementAndGet();
    }

    /** When the first unconfirmed list can be proved absent; empty when none is waited for. */
    public void settlesAt(Optional<Instant> moment) {
        settlesAt = moment;
    }

    /** Until when the first list flies alone; empty when nothing waits for it. */
    public void canaryUntil(Optional<Instant> moment) {
        canaryUntil = moment;
    }

    /** Until when the run waits without anything to do, as far as that is known; empty when it does not. */
    public Optional<Instant> waitsUntil() {
        return canaryUntil.or(this::settlesAt);
    }

    public Phase phase() {
        return phase;
    }

    /** When the phase began, by {@link System#nanoTime()}. */
    public long phaseBeganNanos() {
        return phaseBeganNanos;
    }

    /** How much of {@link #bytesRead()} an earlier process had read. */
    public long bytesAtBegin() {
        return bytesAtBegin;
    }

    /** How many of {@link #listsDone()} had come to their end before dispatch began. */
    public long listsAtBegin() {
        return listsAtBegin;
    }

    /** Rows read by this process. */
    public long rows() {
        return rows.get();
    }

    public long bytesRead() {
        return bytesRead.get();
    }

    public long bytesTotal() {
        return bytesTotal;
    }

    /** Lists that came to an end, in this process and earlier ones. */
    public long listsDone() {
        return listsDone.get();
    }

    public long listsTotal() {
        return listsTotal;
    }

    /** While dispatching: until when the first list flies alone. */
    public Optional<Instant> canaryUntil() {
        return canaryUntil;
    }

    /** While settling: when the first unconfirmed list can be proved absent. */
    public Optional<Instant> settlesAt() {
        return settlesAt;
    }
}
