package io.qianhu.cli;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.qianhu.number.Shown;

/** {@code %shown} of {@code logback.xml}: a message as one line, so that none can pass for another event. */
public final class ShownMessage extends ClassicConverter {
    @Override
    public String convert(ILoggingEvent event) {
        return Shown.line(event.getFormattedMessage());
    }
}
