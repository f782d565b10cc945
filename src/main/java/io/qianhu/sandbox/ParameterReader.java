package io.qianhu.sandbox;

import java.util.Map;

/** Takes typed values out of parameters. An empty value counts as absent. */
final class ParameterReader {
    private final Map<String, String> parameters;

    ParameterReader(Map<String, String> parameters) {
        this.parameters = parameters;
    }

    /** The value, or empty text when it is absent. */
    String text(String name) {
        return parameters.getOrDefault(name, "");
    }

    String mandatoryText(String name) throws Refused {
        String value = text(name);
        if (value.isEmpty()) {
            throw ApiError.missing(name).refused();
        }
        return value;
    }

    long mandatoryLong(String name) throws Refused {
        try {
            return Long.parseLong(mandatoryText(name));
        } catch (NumberFormatException notALong) {
            throw ApiError.invalid(name, "a whole number").refused();
        }
    }

    int integer(String name, int whenAbsent) throws Refused {
        String value = text(name);
        try {
            return value.isEmpty() ? whenAbsent : Integer.parseInt(value);
        } catch (NumberFormatException notAnInteger) {
            throw ApiError.invalid(name, "a whole number").refused();
        }
    }

    /** Refuses everything but {@code true}, {@code false} and absence. */
    void bool(String name) throws Refused {
        String value = text(name);
        if (!value.isEmpty() && !value.equals("true") && !value.equals("false")) {
            throw ApiError.invalid(name, "true or false").refused();
        }
    }
}
