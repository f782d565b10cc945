package io.qianhu.campaign;

/** Which requests make a robot task out of a call list. */
public enum Launch {
    /** One CreateRobotTask whose {@code Caller} carries the 1 to 1,000 callees; the task runs by itself. */
    INLINE
}
