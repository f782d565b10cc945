package io.qianhu.campaign;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which files are read.
 *
 * @param files paths or globs relative to the working directory
 * @param column header name or position from 1 of the phone column; detected when null
 */
public record InputSettings(List<String> files, @Nullable String column) {
    public InputSettings {
        files = List.copyOf(files);
    }
}
