package io.qianhu.schedule;

import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What a person has said about campaigns, until the one thread that works obeys it. Safe for use by several threads. */
final class ScheduleOrders {
    private final Map<String, UnaryOperator<ScheduleData>> waiting = new HashMap<>();

    /** To be done before anything else is decided for the campaign; always true, since it will be. */
    synchronized boolean give(String campaign, UnaryOperator<ScheduleData> order) {
        waiting.merge(campaign, order, (first, second) -> data -> second.apply(first.apply(data)));
        return true;
    }

    synchronized ScheduleData obey(String campaign, ScheduleData data) {
        UnaryOperator<ScheduleData> order = waiting.remove(campaign);
        return order == null ? data : order.apply(data);
    }

    synchronized boolean waiting(String campaign) {
        return waiting.containsKey(campaign);
    }
}
