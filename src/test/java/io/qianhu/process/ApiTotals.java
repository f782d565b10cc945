package io.qianhu.process;

import io.qianhu.sandbox.Fault;
import io.qianhu.sandbox.Sandbox;
import java.util.EnumMap;
import java.util.Map;

/**
 * What an API has seen over all the times it was up.
 *
 * @param creates CreateRobotTask requests
 * @param lookups QueryRobotTaskList requests
 * @param mostCreatesInOneSecond within one time that it was up
 * @param faults how often each was played
 */
record ApiTotals(long creates, long lookups, int mostCreatesInOneSecond, Map<Fault, Long> faults) {
    static final ApiTotals NONE = new ApiTotals(0, 0, 0, Map.of());

    static ApiTotals of(Sandbox api) {
        return new ApiTotals(
                api.createsReceived(), api.lookupsReceived(), api.mostCreatesInOneSecond(), api.faultsPlayed());
    }

    ApiTotals plus(ApiTotals more) {
        Map<Fault, Long> sum = new EnumMap<>(Fault.class);
        sum.putAll(faults);
        more.faults.forEach((fault, count) -> sum.merge(fault, count, Long::sum));
        return new ApiTotals(
                creates + more.creates,
                lookups + more.lookups,
                Math.max(mostCreatesInOneSecond, more.mostCreatesInOneSecond),
                sum);
    }
}
