package io.qianhu.schedule;

import java.util.List;
import java.util.function.Consumer;

/**
 * What is to be done, remembered and told.
 *
 * @param told in order
 */
record Decision(Step step, NightData data, List<Consumer<NightEvents>> told) {
    Decision {
        told = List.copyOf(told);
    }
}
