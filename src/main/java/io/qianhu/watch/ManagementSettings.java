package io.qianhu.watch;

import io.qianhu.message.InvalidValue;
import io.qianhu.message.Message;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where health and figures can be read, {@code qianhu.management.*}.
 *
 * @param port of {@code /actuator/health} and {@code /actuator/prometheus} while {@code serve} has the home; 0 for none.
 *     Default 9464
 * @param address that the port is bound to. Default {@code 127.0.0.1}; there is no login, so another one is for a network
 *     in which everybody may read the figures
 * @param runs whether {@code run} opens the port, too. Default no
 * @param freeDisk how much space must be free under {@code qianhu.home}, or the health is OUT_OF_SERVICE; 0 or more. Default 1GB
 */
public record ManagementSettings(
        @DefaultValue("9464") int port,
        @DefaultValue("127.0.0.1") String address,
        @DefaultValue("false") boolean runs,
        @DefaultValue("1GB") DataSize freeDisk) {
    private static final int MOST = 65_535;

    public ManagementSettings {
        if (port < 0 || port > MOST) {
            throw new InvalidValue(Message.of("watch.qianhu-management-port-allowed-none", port, MOST));
        }
        if (address.isBlank()) {
            throw new InvalidValue(Message.of("watch.qianhu-management-address-blank-write-address-machine"));
        }
        if (freeDisk.isNegative()) {
            throw new InvalidValue(Message.of("watch.qianhu-management-free-disk-negative-write-size-gb"));
        }
    }
}
