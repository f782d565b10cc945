package io.qianhu.cli;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.IThrowableProxy;
import io.qianhu.number.Shown;

/** {@code %trace} of {@code logback.xml}: a stack trace, each line indented, so that no message in it begins an event. */
public final class ShownTrace extends ThrowableProxyConverter {
    @Override
    protected String throwableProxyToString(IThrowableProxy thrown) {
        return Shown.lines(super.throwableProxyToString(thrown)).indent(2);
    }
}
