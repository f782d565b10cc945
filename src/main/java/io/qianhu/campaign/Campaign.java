package io.qianhu.campaign;

import java.util.regex.Pattern;

/**
 * One campaign as its file defines it.
 *
 * @param name identity, {@code [a-z0-9][a-z0-9-]{0,39}}; required
 */
public record Campaign(
        String name,
        InputSettings input,
        NumberSettings numbers,
        TaskSettings task,
        DispatchSettings dispatch,
        LimitsSettings limits) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    public Campaign {
        requireName(name);
    }

    static String requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(Violation.quoted(name) + " is no campaign name; write 1 to 40 of"
                    + " a-z, 0-9 and -, beginning with a letter or digit");
        }
        return name;
    }
}
