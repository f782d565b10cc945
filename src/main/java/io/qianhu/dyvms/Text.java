package io.qianhu.dyvms;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The characters of an answer, decoded by the charset of its content type; UTF-8 when that names none or no known one. */
record Text(String value) {
    private static final Pattern CHARSET = Pattern.compile("(?i);\\s*charset\\s*=\\s*\"?([^\\s;\"]+)");
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    static Text of(byte[] bytes, String contentType) {
        String decoded = new String(bytes, charset(contentType));
        return new Text((decoded.startsWith(BYTE_ORDER_MARK) ? decoded.substring(1) : decoded).strip());
    }

    /** Shows none of it: an answer may quote numbers. */
    @Override
    public String toString() {
        return value.length() + " characters";
    }

    boolean looksLikeXml() {
        return value.startsWith("<");
    }

    private static Charset charset(String contentType) {
        Matcher matcher = CHARSET.matcher(contentType);
        try {
            return matcher.find() ? Charset.forName(matcher.group(1)) : UTF_8;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return UTF_8;
        }
    }
}
