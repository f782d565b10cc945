package io.qianhu.process;

import io.qianhu.sandbox.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * What one seed of the {@link FaultSimulationIT} draws. The same seed is the same scenario; which request a fault meets
 * and where exactly a signal finds a process is up to the machine, as it is in life.
 *
 * @param files number of input files
 * @param rowsEach rows of each file
 * @param rate requests a second
 * @param latencyMillis how long every answer of the API takes
 * @param jitterMillis up to so much more
 * @param throttlePerSecond what the API allows; 0 = anything
 * @param lateVisibilityMillis how long a task is not listed after it was accepted
 * @param faults what happens to the first creates, one for each
 * @param faultsAfterReturn the same after the API went away and returned
 * @param processes what happens to the first processes; those after them are left alone
 * @param onceMore whether the command is run again after the end
 */
record Scenario(
        long seed,
        int files,
        int rowsEach,
        int rate,
        int inFlight,
        int latencyMillis,
        int jitterMillis,
        int throttlePerSecond,
        int lateVisibilityMillis,
        int breakerFailures,
        int blockBytes,
        List<Fault> faults,
        List<Fault> faultsAfterReturn,
        List<Act> processes,
        boolean onceMore) {
    private static final int LIST = 1_000;
    private static final List<Act.Home> FORGETFUL = List.of(Act.Home.PUT_BACK, Act.Home.PUT_BACK, Act.Home.ANOTHER);
    private static final List<Fault> FAULTS = List.of(Fault.values());

    static Scenario of(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int files = 1 + random.nextInt(3);
        int rowsEach = (3_000 + random.nextInt(37_000)) / files;
        int lists = Math.max(2, files * rowsEach / LIST);
        int rate = oneOf(random, 5, 8, 12, 20, 30);
        int faultPercent = oneOf(random, 5, 15, 30, 45);
        return new Scenario(
                seed,
                files,
                rowsEach,
                rate,
                1 + random.nextInt(16),
                oneOf(random, 0, 5, 50, 200, 400),
                oneOf(random, 0, 20, 200),
                random.nextInt(4) == 0 ? Math.max(1, rate * 6 / 10) : 0,
                random.nextInt(2) * random.nextInt(1_500),
                2 + random.nextInt(5),
                oneOf(random, 512, 2_048, 16_384),
                faults(random, 2 * lists, faultPercent),
                faults(random, lists, faultPercent),
                acts(random, processes(random, files * rowsEach, lists)),
                random.nextInt(4) == 0);
    }

    private static List<Fault> faults(SplittableRandom random, int creates, int percent) {
        List<Fault> faults = new ArrayList<>();
        while (faults.size() < creates) {
            Fault fault = random.nextInt(100) < percent ? FAULTS.get(random.nextInt(FAULTS.size())) : Fault.NONE;
            // Throttling comes in storms; each answer halves the pace, so a long one takes minutes.
            int times = fault == Fault.THROTTLED ? 1 + random.nextInt(3) : 1;
            for (int i = 0; i < times; i++) {
                faults.add(fault);
            }
        }
        return faults;
    }

    private static List<List<Disturbance>> processes(SplittableRandom random, int rows, int lists) {
        List<List<Disturbance>> processes = new ArrayList<>();
        int count = 2 + random.nextInt(4);
        for (int process = 0; process < count; process++) {
            List<Disturbance> disturbances = new ArrayList<>();
            boolean first = process == 0;
            // Early moments, so that there is something left to do for the processes that follow.
            int creates = Math.max(1, lists / (1 + count));
            if (random.nextInt(100) < 40) {
                disturbances.add(survived(random, rows, creates, first));
            }
            Disturbance.What end = random.nextInt(4) > 0 ? Disturbance.What.KILL : Disturbance.What.TERMINATE;
            disturbances.add(at(random, rows, creates, first, end, 0));
            processes.add(List.copyOf(disturbances));
        }
        return processes;
    }

    /**
     * In some seeds the home is forgetful, in others the API. Never both: where nobody remembers, nothing can be known.
     */
    private static List<Act> acts(SplittableRandom random, List<List<Disturbance>> processes) {
        int kind = random.nextInt(6);
        List<Act> acts = new ArrayList<>();
        for (List<Disturbance> process : processes) {
            Act.Home home = kind < 2 && random.nextInt(2) == 0
                    ? FORGETFUL.get(random.nextInt(FORGETFUL.size()))
                    : Act.Home.AS_IT_IS;
            acts.add(new Act(home, kind == 2 && random.nextInt(2) == 0, process));
        }
        return acts;
    }

    /** Something that a process lives through, for a while that is shorter or longer than what it waits for. */
    private static Disturbance survived(SplittableRandom random, int rows, int creates, boolean first) {
        return switch (random.nextInt(5)) {
            case 0 -> at(random, rows, creates, first, Disturbance.What.FREEZE, frozen(random));
            case 1 -> at(random, rows, creates, first, Disturbance.What.FREEZE_AND_SECOND_PROCESS, frozen(random));
            case 2 -> at(random, rows, creates, first, Disturbance.What.SECOND_PROCESS, 0);
            case 3 -> new Disturbance(Disturbance.When.MILLISECONDS, 0, Disturbance.What.SECOND_PROCESS, 0);
            default -> at(random, rows, creates, first, Disturbance.What.API_AWAY, 200 + random.nextInt(2_800));
        };
    }

    private static int frozen(SplittableRandom random) {
        return random.nextInt(8) == 0 ? 16_000 : 300 + random.nextInt(4_000);
    }

    private static Disturbance at(
            SplittableRandom random, int rows, int creates, boolean first, Disturbance.What what, int millis) {
        int kind = random.nextInt(100);
        if (first && kind < 50) {
            return new Disturbance(Disturbance.When.ROWS_READ, 1 + random.nextInt(rows), what, millis);
        }
        if (kind < 70) {
            return new Disturbance(Disturbance.When.CREATES, 1 + random.nextInt(creates), what, millis);
        }
        if (kind < 85) {
            return new Disturbance(Disturbance.When.LOOKUPS, 1 + random.nextInt(3), what, millis);
        }
        return new Disturbance(Disturbance.When.MILLISECONDS, 200 + random.nextInt(7_000), what, millis);
    }

    private static int oneOf(SplittableRandom random, int... values) {
        return values[random.nextInt(values.length)];
    }

    Map<String, String> api() {
        return Map.of(
                "faults.latency", latencyMillis + "ms",
                "faults.latency-jitter", jitterMillis + "ms",
                "faults.seed", Long.toString(seed),
                "faults.throttle-per-second", Integer.toString(throttlePerSecond),
                "faults.late-visibility", lateVisibilityMillis + "ms",
                "faults.slowness", FaultSimulationIT.SLOWNESS.toMillis() + "ms",
                "timestamp-validity", FaultSimulationIT.TIMESTAMP_VALIDITY.toMillis() + "ms");
    }

    private static String shown(List<Fault> faults) {
        return faults.stream()
                        .filter(fault -> fault != Fault.NONE)
                        .collect(Collectors.groupingBy(fault -> fault, java.util.TreeMap::new, Collectors.counting()))
                + " among the first " + faults.size() + " creates";
    }

    /** For people, on several lines. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("scenario of seed " + seed + "\n  input     " + files + " files of "
                + rowsEach + " rows, read in blocks of " + blockBytes + " bytes\n  dispatch  " + rate + "/s, "
                + inFlight + " in flight, breaker opens after " + breakerFailures + " failures\n  API       answers in "
                + latencyMillis + " to " + (latencyMillis + jitterMillis) + " ms, allows "
                + (throttlePerSecond == 0 ? "any rate" : throttlePerSecond + "/s") + ", lists a task after "
                + lateVisibilityMillis + " ms\n  faults    " + shown(faults) + "\n  returned  "
                + shown(faultsAfterReturn));
        for (int process = 0; process < processes.size(); process++) {
            text.append("\n  process ").append(process + 1).append(" ").append(processes.get(process));
        }
        return text.append(onceMore ? "\n  and the command once more after the end" : "")
                .toString();
    }
}
