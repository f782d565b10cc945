package io.qianhu.cli;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the log file is written, {@code qianhu.log.*}.
 *
 * @param format of the lines of {@code logs/qianhu.log}. Default {@code text}; the console always speaks to people
 */
record LogSettings(@DefaultValue("text") Format format) {
    /** What a line is. */
    enum Format {
        /** Time, level, thread, place and message. */
        TEXT,
        /** A JSON object as Logstash takes it: {@code @timestamp}, {@code level}, {@code message}, {@code stack_trace}. */
        JSON
    }
}
