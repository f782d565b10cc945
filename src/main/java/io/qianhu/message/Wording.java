package io.qianhu.message;

import java.text.FieldPosition;
import java.text.Format;
import java.text.MessageFormat;
import java.text.ParsePosition;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.support.ResourceBundleMessageSource;

/** Puts messages into the words of one language. */
public final class Wording {
    public static final Wording ENGLISH = new Wording(Locale.ENGLISH);
    public static final Wording CHINESE = new Wording(Locale.CHINESE);

    private static final class Words extends ResourceBundleMessageSource {
        Words() {
            setBasename("io.qianhu.message.messages");
            setDefaultEncoding("UTF-8");
            setFallbackToSystemLocale(false);
            setAlwaysUseMessageFormat(true);
        }

        /** A number without a format of its own is an id, a line or a code, and has no separators. */
        @Override
        protected MessageFormat createMessageFormat(String text, @Nullable Locale locale) {
            MessageFormat format = super.createMessageFormat(text, locale);
            Format[] formats = format.getFormatsByArgumentIndex();
            for (int i = 0; i < formats.length; i++) {
                if (formats[i] == null) {
                    format.setFormatByArgumentIndex(i, new AsItIs());
                }
            }
            return format;
        }
    }

    private static final class AsItIs extends Format {
        private static final long serialVersionUID = 1;

        @Override
        public StringBuffer format(Object value, StringBuffer to, FieldPosition position) {
            return to.append(value);
        }

        @Override
        public @Nullable Object parseObject(String source, ParsePosition position) {
            throw new UnsupportedOperationException("nothing parses a message");
        }
    }

    private static final Words WORDS = new Words();

    private final Locale language;

    private Wording(Locale language) {
        this.language = language;
    }

    /** The message in this language; what another version of the program has stored may have a key that is not here. */
    public String of(Message message) {
        Object[] arguments = message.arguments().stream()
                .map(argument -> argument instanceof Message part ? of(part) : argument)
                .toArray();
        if (message.isText()) {
            return String.valueOf(arguments[0]);
        }
        String words = WORDS.getMessage(message.key(), arguments, null, language);
        return words != null ? words : message.key() + " " + Arrays.toString(arguments);
    }
}
