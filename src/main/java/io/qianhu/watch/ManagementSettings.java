package io.qianhu.watch;

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
            throw new IllegalArgumentException(
                    "qianhu.management.port is " + port + "; allowed are 1 to " + MOST + ", and 0 for none");
        }
        if (address.isBlank()) {
            throw new IllegalArgumentException("qianhu.management.address is blank; write an address of this machine");
        }
        if (freeDisk.isNegative()) {
            throw new IllegalArgumentException("qianhu.management.free-disk is negative; write a size such as 1GB");
        }
    }
}
