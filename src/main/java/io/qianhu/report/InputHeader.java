package io.qianhu.report;

import io.qianhu.ledger.RunFile;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The header of an input file, as far as the reject file needs it.
 *
 * @param names of the columns; empty when the file has no header
 * @param phoneColumn position of the phone column, from 0
 */
record InputHeader(List<String> names, int phoneColumn) {
    private static final JsonMapper JSON = JsonMapper.shared();

    InputHeader {
        names = List.copyOf(names);
        if (phoneColumn < 0) {
            throw new IllegalArgumentException("phoneColumn counts from 0: " + phoneColumn);
        }
    }

    /** @throws IllegalStateException when the stored format is not the JSON that intake writes */
    static InputHeader of(RunFile file) {
        try {
            JsonNode format = JSON.readTree(file.format());
            return new InputHeader(
                    format.required("header")
                            .valueStream()
                            .map(JsonNode::stringValue)
                            .toList(),
                    format.required("phoneColumn").intValue());
        } catch (JacksonException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "the stored format of input file " + file.path() + " has no header and phoneColumn", e);
        }
    }

    /** The name of the column at a position from 0; {@code column_1}, {@code column_2}, … where the file has none. */
    String name(int position) {
        String name = position < names.size() ? names.get(position).strip() : "";
        return name.isEmpty() ? "column_" + (position + 1) : name;
    }

    /** Whether the file itself names its phone column. */
    boolean namesPhoneColumn() {
        return phoneColumn < names.size() && !names.get(phoneColumn).isBlank();
    }
}
