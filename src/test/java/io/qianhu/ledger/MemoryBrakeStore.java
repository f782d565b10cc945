package io.qianhu.ledger;

import io.qianhu.message.Message;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The brakes of one run in memory, as {@link JdbcBrakeStore} keeps them. */
public final class MemoryBrakeStore implements BrakeStore {
    private final Map<Brake, PulledBrake> pulled = new TreeMap<>();
    private final Set<Brake> released = EnumSet.noneOf(Brake.class);

    @Override
    public List<PulledBrake> pulled(String run) {
        return List.copyOf(pulled.values());
    }

    @Override
    public void pull(String run, Brake brake, Message message, Instant at) {
        pulled.put(brake, new PulledBrake(brake, message, at));
    }

    @Override
    public void pause(String run, Message message, Instant at) {
        pull(run, Brake.PAUSE, message, at);
    }

    @Override
    public void loosen(String run, Brake brake) {
        pulled.remove(brake);
    }

    @Override
    public List<PulledBrake> release(String run, String by, Instant at) {
        List<PulledBrake> held = pulled(run).stream()
                .filter(it -> it.brake() != Brake.FOUND_ELSEWHERE)
                .toList();
        held.forEach(it -> released.add(it.brake()));
        held.forEach(it -> pulled.remove(it.brake()));
        return held;
    }

    @Override
    public Set<Brake> released(String run) {
        return released;
    }
}
