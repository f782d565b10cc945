package io.qianhu.dyvms;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The {@code Date} of an answer: the server's clock, cut to the second. */
final class HttpDate {
    private static final DateTimeFormatter RFC_1123 =
            DateTimeFormatter.RFC_1123_DATE_TIME.withResolverStyle(ResolverStyle.STRICT);

    private HttpDate() {}

    /** Null when there is none, when there are several, or when it is not a date as RFC 1123 writes it. */
    static @Nullable Instant in(HttpHeaders headers) {
        List<String> dates = headers.allValues("date");
        if (dates.size() != 1) {
            return null;
        }
        try {
            return Instant.from(RFC_1123.parse(dates.get(0)));
        } catch (DateTimeException e) {
            return null;
        }
    }
}
