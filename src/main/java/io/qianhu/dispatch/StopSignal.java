package io.qianhu.dispatch;

import io.qianhu.message.Message;
import java.time.Instant;
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

    /**
     * Why the run ends.
     *
     * @param message one line for the operator
     * @param goesOn from when on it makes sense to continue; empty when that is not a question of time
     */
    public record Stop(Cause cause, Message message, Optional<Instant> goesOn) {
        /** An end after which no clock says when to continue. */
        public Stop(Cause cause, Message message) {
            this(cause, message, Optional.empty());
        }
    }

    private static final String AGAIN_THEN = "dispatch.run-again-then";

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
    public void stop(Cause cause, Message message) {
        stop(new Stop(cause, message));
    }

    /**
     * As above, and says from when on the run can be continued.
     *
     * @param reason which the message says together with what to do then; {@link #reason} gives it again
     */
    public void stop(Cause cause, Message reason, Instant goesOn) {
        stop(new Stop(cause, Message.of(AGAIN_THEN, reason), Optional.of(goesOn)));
    }

    /** Why a run waits, for one that goes on by itself then. */
    public static Message reason(Message message) {
        return message.key().equals(AGAIN_THEN) && message.arguments().get(0) instanceof Message reason
                ? reason
                : message;
    }

    private void stop(Stop asked) {
        synchronized (this) {
            if (stop.isEmpty() || (asked.cause() == Cause.FAILURE && !isFailure())) {
                stop = Optional.of(asked);
            }
        }
        listeners.forEach(Runnable::run);
    }

    public Optional<Stop> get() {
        if (stop.isEmpty()) {
            outside.get().ifPresent(this::stop);
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
