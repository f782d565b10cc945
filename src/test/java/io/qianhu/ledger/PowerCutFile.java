package io.qianhu.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** A file as the disk has it, and the writes after the last force that only the page cache has. */
final class PowerCutFile {
    /** What becomes of the writes that were not forced. */
    enum Cut {
        /** None is on the disk. */
        ALL_LOST(0),
        /** Each is on the disk or not, whatever the others are. */
        SOME_LOST(Integer.MAX_VALUE),
        /** Each sector of each is on the disk or not. */
        TORN_AT_4096(4_096),
        /** The same with smaller sectors. */
        TORN_AT_512(512);

        private final int sector;

        Cut(int sector) {
            this.sector = sector;
        }
    }

    private static final class Change {
        private final int position;
        private final byte[] bytes;
        private final boolean truncates;

        private Change(long position, byte[] bytes, boolean truncates) {
            this.position = Math.toIntExact(position);
            this.bytes = bytes;
            this.truncates = truncates;
        }
    }

    private final List<Change> unforced = new ArrayList<>();
    private byte[] disk = new byte[0];
    private int size;
    private Runnable beforeEachChange = () -> {};

    /** The moments at which the power may fail. */
    void beforeEachChange(Runnable what) {
        beforeEachChange = what;
    }

    void write(long position, byte[] bytes) {
        change(new Change(position, bytes, false));
    }

    void truncate(long size) {
        change(new Change(size, new byte[0], true));
    }

    private void change(Change change) {
        beforeEachChange.run();
        synchronized (this) {
            unforced.add(change);
        }
    }

    void force() {
        beforeEachChange.run();
        synchronized (this) {
            unforced.forEach(this::onDisk);
            unforced.clear();
        }
    }

    private void onDisk(Change change) {
        if (change.truncates) {
            size = Math.min(size, change.position);
            Arrays.fill(disk, size, disk.length, (byte) 0);
        } else {
            put(change.bytes, 0, change.bytes.length, change.position);
        }
    }

    private void put(byte[] bytes, int from, int length, int position) {
        size = Math.max(size, position + length);
        if (size > disk.length) {
            disk = Arrays.copyOf(disk, size * 2);
        }
        System.arraycopy(bytes, from, disk, position, length);
    }

    /** The file as it is found after the power has failed now. */
    synchronized byte[] afterPowerCut(Cut cut, RandomGenerator random) {
        PowerCutFile found = new PowerCutFile();
        found.disk = disk.clone();
        found.size = size;
        if (cut != Cut.ALL_LOST) {
            unforced.forEach(change -> found.keepSome(change, cut.sector, random));
        }
        return Arrays.copyOf(found.disk, found.size);
    }

    private void keepSome(Change change, int sector, RandomGenerator random) {
        int length = change.bytes.length;
        if (change.truncates) {
            if (random.nextBoolean()) {
                onDisk(change);
            }
            return;
        }
        for (int from = 0; from < length; from += Math.min(sector, length - from)) {
            if (random.nextBoolean()) {
                put(change.bytes, from, Math.min(sector, length - from), change.position + from);
            }
        }
    }
}
