package io.qianhu.schedule;

import java.util.List;
import java.util.function.Consumer;

/**
 * What is to be done, remembered and told.
 *
 * @param told in order
 */
record Decision(Step step, ScheduleData data, List<Consumer<ScheduleEvents>> told) {
    Decision {
        told = List.copyOf(told);
    }
}
