package io.qianhu.dispatch;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * The one place where a run is told to end early, by whom and why. It is obeyed at a list boundary: what is in flight
 * is waited for, nothing new leaves. Safe for use by several threads.
 */
public final class StopSignal {
    /** What kind of end it is. */
    public enum Cause {
        /** A person or the system asked for it. */
        REQUEST,
        /** Submitting is not allowed at this time. */
        WINDOW,
        /** A brake was pulled before harm was done; a person must release it. */
        PAUSE,
        /** Something is wrong that must be put right first. */
        FAILURE
    }

    /** Why the run ends; {@code message} is one line for the operator. */
    public record Stop(Cause cause, String message) {}

    private volatile Optional<Stop> stop = Optional.empty();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Supplier<Optional<Stop>> outside;

    /** A signal that only {@link #stop} sets. */
    public StopSignal() {
        this(Optional::empty);
    }

    /**
     * A signal that something outside can set as well, such as the kill switch.
     *
     * @param outside asked at every look, so it must be quick; what it says once stays
     */
    public StopSignal(Supplier<Optional<Stop>> outside) {
        this.outside = outside;
    }

    /** Asks for the end. The first to ask is remembered, but a failure replaces an ordinary stop. */
    public void stop(Cause cause, String message) {
        synchronized (this) {
            if (stop.isEmpty() || (cause == Cause.FAILURE && !isFailure())) {
                stop = Optional.of(new Stop(cause, message));
            }
        }
        listeners.forEach(Runnable::run);
    }

    public Optional<Stop> get() {
        if (stop.isEmpty()) {
            outside.get().ifPresent(asked -> stop(asked.cause(), asked.message()));
        }
        return stop;
    }

    public boolean isSet() {
        return get().isPresent();
    }

    /** Runs the listener at every call of {@link #stop}, on the caller's thread. */
    public void listen(Runnable listener) {
        listeners.add(listener);
    }

    private boolean isFailure() {
        return stop.map(Stop::cause).filter(Cause.FAILURE::equals).isPresent();
    }
}
