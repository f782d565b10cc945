package io.qianhu.ledger;

/** Forces to the disk what was committed before; a commit counts as acknowledged only when this has returned. */
@FunctionalInterface
public interface DiskSync {
    /** Leaves the forcing to the operating system: commits survive the death of the process, not a power cut. */
    DiskSync NONE = () -> {};

    /**
     * Returns when everything is on the disk that was committed before the call.
     *
     * @throws SyncFailed when that cannot be said; what was committed may be there or not
     */
    void force();
}
