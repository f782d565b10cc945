package io.qianhu.cli;

import io.qianhu.message.InvalidValue;
import io.qianhu.message.Message;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What {@code qianhu doctor} calls enough, {@code qianhu.doctor.*}.
 *
 * @param minFreeDisk free space that the disk of the ledger must have; 1MB or more. Default {@code 1GB}. Ten million
 *     callees take some 200 MB, packed input and reports of the same size as the files
 */
record DoctorSettings(@DefaultValue("1GB") DataSize minFreeDisk) {
    DoctorSettings {
        if (minFreeDisk.compareTo(DataSize.ofMegabytes(1)) < 0) {
            throw new InvalidValue(Message.of("cli.qianhu-doctor-min-free-disk-mb-more-allowed", minFreeDisk));
        }
    }
}
