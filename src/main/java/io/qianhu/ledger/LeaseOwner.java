package io.qianhu.ledger;

import io.qianhu.message.Message;
import io.qianhu.message.Worded;
import java.util.Objects;
import java.util.UUID;

/**
 * A process that may hold leases and homes.
 *
 * @param id unlike that of any other process, ever
 * @param machine where its process id means something, see {@link Machine}
 * @param started when it started, in clock ticks since the machine did, since process ids are used again; 0 where the
 *     system does not tell
 */
public record LeaseOwner(String id, String machine, long pid, long started) implements Worded {
    private static final LeaseOwner THIS_PROCESS = newOfThisProcess();

    public LeaseOwner {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(machine, "machine");
    }

    /** This process; always the same. */
    public static LeaseOwner ofThisProcess() {
        return THIS_PROCESS;
    }

    /** As if it were another process of the same id and start. */
    static LeaseOwner newOfThisProcess() {
        long pid = ProcessHandle.current().pid();
        return new LeaseOwner(
                UUID.randomUUID().toString(),
                Machine.name(),
                pid,
                Machine.startOf(pid).orElse(0));
    }

    /** Whether this very process provably exists no more; false whenever that cannot be said from here. */
    boolean provablyDead() {
        return started != 0 && machine.equals(Machine.name()) && Machine.hasNoProcess(pid, started);
    }

    /**
     * Whether this very process is there, as far as can be seen from this machine. Where the system does not tell when a
     * process started, its id has to do.
     */
    public boolean livesHere() {
        return machine.equals(Machine.name())
                && ProcessHandle.of(pid).isPresent()
                && Machine.startOf(pid).orElse(0) == started;
    }

    /** As messages name it. */
    @Override
    public String toString() {
        return said().english();
    }

    @Override
    public Message said() {
        return Message.of("ledger.process", pid, Machine.hostOf(machine));
    }
}
