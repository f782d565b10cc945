package io.qianhu.message;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.qianhu.number.Shown;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is said to a person, before it is put into words.
 *
 * @param key of {@code messages.properties}, by room and meaning, such as {@code intake.file.not-found}; empty for a text
 *     that has no key: what a library, the service or an older ledger says
 * @param arguments fill the places: texts, whole numbers and messages
 */
public record Message(String key, List<Object> arguments) implements Worded {
    /** Nothing. */
    public static final Message NONE = text("");

    private static final String KEY = "key";
    private static final String ARGUMENTS = "arguments";

    public Message {
        arguments = arguments.stream().map(Message::plain).toList();
    }

    /** @param arguments as texts, but for whole numbers, messages and what has one, which are worded later */
    public static Message of(String key, @Nullable Object... arguments) {
        return new Message(key, Arrays.stream(arguments).map(Message::plain).toList());
    }

    /** A text that stays as it is in every language. */
    public static Message text(@Nullable String text) {
        return new Message("", List.of(String.valueOf(text)));
    }

    /** Whether there is nothing to say. */
    public boolean isEmpty() {
        return equals(NONE);
    }

    /** What a person reads of it: its own message where it has one. */
    public static Message of(Throwable failure) {
        return failure instanceof Worded worded ? worded.said() : text(failure.getMessage());
    }

    /** Several, one behind the other; that of {@code joint} stands between two, and has a place for each. */
    public static Optional<Message> joined(String joint, List<Message> messages) {
        if (messages.size() < 2) {
            return messages.stream().findFirst();
        }
        // By halves, so that many are not nested deeply.
        int half = messages.size() / 2;
        return joined(joint, messages.subList(0, half))
                .flatMap(first ->
                        joined(joint, messages.subList(half, messages.size())).map(second -> of(joint, first, second)));
    }

    /** One form for what is the same, so that a message is itself again after it was JSON. */
    private static Object plain(@Nullable Object argument) {
        if (argument instanceof Worded worded) {
            Message said = worded.said();
            return said.isText() ? said.arguments.get(0) : said;
        }
        if (argument instanceof Integer number) {
            return number.longValue();
        }
        return argument instanceof Long ? argument : Shown.line(String.valueOf(argument));
    }

    @Override
    public Message said() {
        return this;
    }

    /** Whether it has no key. */
    public boolean isText() {
        return key.isEmpty();
    }

    /** As JSON has it: a text as itself, so that texts of older versions are read as such. */
    @JsonValue
    Object json() {
        return isText() ? arguments.get(0) : Map.of(KEY, key, ARGUMENTS, arguments);
    }

    @JsonCreator
    static Message ofJson(Object json) {
        return json instanceof Map<?, ?> map && map.get(ARGUMENTS) instanceof List<?> list
                ? new Message(
                        String.valueOf(map.get(KEY)),
                        list.stream()
                                .<Object>map(argument -> argument instanceof Map ? ofJson(argument) : argument)
                                .toList())
                : text(String.valueOf(json));
    }

    /** In English, as the log has it. */
    public String english() {
        return Wording.ENGLISH.of(this);
    }

    @Override
    public String toString() {
        return english();
    }
}
