package io.qianhu.campaign;

import static io.qianhu.campaign.Violation.quoted;

import io.qianhu.message.InvalidValue;
import io.qianhu.message.Message;
import java.util.Locale;

/** An encoding that {@code input.encoding} can name. */
public enum TextEncoding {
    UTF_8("utf-8", "UTF-8", "utf-?8"),
    /** Holds GBK and GB2312 whole, so their names mean it too. */
    GB18030("gb18030", "GB18030", "gb18030|gbk|gb2312|cp936"),
    UTF_16LE("utf-16le", "UTF-16LE", "utf-16le"),
    UTF_16BE("utf-16be", "UTF-16BE", "utf-16be");

    private final String key;
    private final String charset;
    private final String names;

    TextEncoding(String key, String charset, String names) {
        this.key = key;
        this.charset = charset;
        this.names = names;
    }

    /** Name for {@link java.nio.charset.Charset#forName}. */
    public String charset() {
        return charset;
    }

    /** As the campaign file writes it. */
    @Override
    public String toString() {
        return key;
    }

    static TextEncoding of(String text) {
        String name = text.toLowerCase(Locale.ROOT);
        for (TextEncoding encoding : values()) {
            if (name.matches(encoding.names)) {
                return encoding;
            }
        }
        throw new InvalidValue(Message.of("campaign.no-encoding-read", quoted(text)));
    }
}
