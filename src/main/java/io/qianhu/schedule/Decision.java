package io.qianhu.schedule;

import java.util.List;

/**
 * What is to be done, remembered and told.
 *
 * @param told in order
 */
record Decision(Step step, ScheduleData data, List<ScheduleEvent> told) {
    Decision {
        told = List.copyOf(told);
    }
}
