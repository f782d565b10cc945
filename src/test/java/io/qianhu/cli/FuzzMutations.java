package io.qianhu.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Changes bytes as accidents and enemies do: bits, ends, pieces, lengths, and words that readers stumble over. */
final class FuzzMutations {
    /** Of every format; what is harmless in one is a sign in another. */
    private static final List<String> ANYWHERE = List.of(
            "",
            "\0",
            "\uFEFF",
            "\r",
            "\n",
            "\r\n",
            "\u0085",
            "\u2028",
            "\u202E",
            "\u001B[2J",
            "\"",
            "\"\"",
            "'",
            "\\",
            "\\\"",
            ",",
            ";",
            "\t",
            "|",
            ",,,,,,,,",
            "13800138000",
            "+86 138-0013-8000",
            "１３８００１３８０００",
            "138****0001",
            "1.38E+10",
            "13800138000,13900139000",
            "1380013800013900139000",
            "=1+1",
            "-1",
            "0",
            "1e999",
            "99999999999999999999",
            "2147483648",
            "NaN",
            "手机",
            "姓名",
            "勿扰",
            "𠀀",
            "e\u0301",
            "<",
            ">",
            "&",
            "%",
            "#");

    private static final List<String> YAML = List.of(
            "&a ",
            "*a",
            "<<: *a",
            "!!binary ",
            "!!java.net.URL ",
            "!<x> ",
            "- ",
            "? ",
            ": ",
            "{",
            "}",
            "[",
            "]",
            "|\n",
            ">-\n",
            "@",
            "`",
            "---\n",
            "...\n",
            "%YAML 9.9\n",
            "\t",
            "  ",
            "null",
            "~",
            "yes",
            "auto",
            "none",
            "*",
            "**",
            "../",
            "/dev/null",
            "1/s",
            "0/s",
            "P1D",
            "-1s",
            "9999999999h",
            "9999999999d",
            "25:00",
            "24:00-00:00",
            "09:00-",
            "mon-",
            "0 0 31 2 *",
            "@never",
            "Asia/Nowhere",
            "GMT+99",
            "200%",
            "-0x",
            ".5",
            "0x7f",
            "name: x\n",
            "input: { files: [",
            "[[[[[[[[[[[[[[[[[[[[[[",
            "{a: {a: {a: {a: ");

    private static final List<String> XML = List.of(
            "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>",
            "&a;",
            "&#0;",
            "&#x110000;",
            "&amp;",
            "<![CDATA[",
            "]]>",
            "<!--",
            "-->",
            "<?x",
            "?>",
            "<a>",
            "</a>",
            "<a/>",
            "</row>",
            "<row r=\"1048577\">",
            "<row r=\"-1\">",
            "<c r=\"XFD1\">",
            "<c r=\"ZZZZZ9\" t=\"s\"><v>",
            "<c t=\"s\"><v>999999</v></c>",
            "<c t=\"d\"><v>",
            "r=\"A0\"",
            "t=\"s\"",
            "t=\"e\"",
            "t=\"b\"",
            "t=\"inlineStr\"",
            "s=\"99\"",
            "s=\"-1\"",
            "TargetMode=\"External\"",
            "../../../",
            "http://x.invalid/",
            "xmlns=\"\"",
            "xmlns:r=\"x\"",
            "encoding=\"UTF-16\"",
            "encoding=\"none\"",
            "<numFmt numFmtId=\"14\" formatCode=\"[[[[[[\"/>",
            "formatCode=\"0.0E+0\"",
            "date1904=\"1\"",
            "state=\"veryHidden\"",
            "xl/workbook.xml",
            "/xl/sharedStrings.xml",
            "_x000D_",
            "<si><r><t>");

    private static final List<String> JSON = List.of(
            "{",
            "}",
            "[",
            "]",
            "null",
            "true",
            "\"Code\":\"OK\"",
            "\"Data\":",
            "\"TotalCount\":-1",
            "\"TotalCount\":1e400",
            "\"PageNo\":2",
            "\\u0000",
            "\\uD800",
            "Content-Length: 0\r\n",
            "Content-Length: -1\r\n",
            "Transfer-Encoding: chunked\r\n",
            "Content-Type: text/xml; charset=nowhere\r\n",
            "HTTP/1.1 100 Continue\r\n\r\n",
            "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\n",
            "Date: Sun, 99 Feb 0000 00:00:00 GMT\r\n",
            "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
            "{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":");

    private static final long[] LENGTHS = {
        0, 1, 2, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x7fffffff, 0x80000000L, -1
    };
    private static final String OPENING = "\">:,;[\t|\n";
    private static final String CLOSING = "\"<,;]}\t|\n";
    private static final int MOST_REPEATED = 3_000;

    private final Random random;

    FuzzMutations(Random random) {
        this.random = random;
    }

    /** At least one change, mostly few. */
    byte[] of(byte[] bytes, Charset charset, byte[] other) {
        byte[] changed = bytes;
        do {
            changed = once(changed, charset, other);
        } while (random.nextInt(5) < 2);
        return changed;
    }

    /** Of a packed file mostly what its length leaves as it is, or else all would be said of its end. */
    byte[] ofPacked(byte[] bytes, byte[] other) {
        if (random.nextInt(3) == 0) {
            return of(bytes, ISO_8859_1, other);
        }
        byte[] changed = random.nextBoolean() ? flipped(bytes) : bytes;
        for (int i = random.nextInt(3); i >= 0; i--) {
            int end = bytes.length - random.nextInt(Math.min(bytes.length, 1_000));
            changed = withLength(changed, random.nextBoolean() ? end : random.nextInt(bytes.length + 1));
        }
        return changed;
    }

    private byte[] once(byte[] bytes, Charset charset, byte[] other) {
        int at = random.nextInt(bytes.length + 1);
        int to = at + random.nextInt(Math.min(bytes.length - at, 1 << random.nextInt(12)) + 1);
        byte[] piece = Arrays.copyOfRange(bytes, at, to);
        return switch (random.nextInt(18)) {
            case 0, 1 -> flipped(bytes);
            case 2 -> Arrays.copyOf(bytes, at);
            case 3 -> replaced(bytes, at, to, new byte[0]);
            case 4 -> inserted(bytes, random.nextInt(bytes.length + 1), repeated(piece, 1 + random.nextInt(3)));
            case 5 -> swapped(bytes, at, to);
            case 6, 7 -> inserted(bytes, at, token(charset));
            case 8 -> replaced(bytes, at, to, token(charset));
            case 9 -> inserted(bytes, at, repeated(token(charset), 1 + random.nextInt(MOST_REPEATED)));
            case 10 -> spliced(bytes, at, other);
            case 11 -> withLength(bytes, at);
            case 12 -> withNumber(bytes, at);
            default -> withField(bytes, at, charset);
        };
    }

    private byte[] token(Charset charset) {
        List<String> words = List.of(ANYWHERE, ANYWHERE, YAML, XML, JSON).get(random.nextInt(5));
        return words.get(random.nextInt(words.size())).getBytes(charset);
    }

    private byte[] flipped(byte[] bytes) {
        byte[] changed = bytes.clone();
        for (int i = random.nextInt(8); i >= 0 && changed.length > 0; i--) {
            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return changed;
    }

    /** The piece changes places with the one behind it. */
    private byte[] swapped(byte[] bytes, int at, int to) {
        int end = to + random.nextInt(Math.min(bytes.length - to, 200) + 1);
        byte[] changed = bytes.clone();
        System.arraycopy(bytes, to, changed, at, end - to);
        System.arraycopy(bytes, at, changed, at + end - to, to - at);
        return changed;
    }

    private byte[] spliced(byte[] bytes, int at, byte[] other) {
        return replaced(
                bytes, at, bytes.length, Arrays.copyOfRange(other, random.nextInt(other.length + 1), other.length));
    }

    /** As archives write lengths, places and counts. */
    private byte[] withLength(byte[] bytes, int at) {
        byte[] changed = bytes.clone();
        ByteBuffer buffer = ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN);
        long length = LENGTHS[random.nextInt(LENGTHS.length)];
        if (at + 4 <= changed.length && random.nextBoolean()) {
            buffer.putInt(at, (int) length);
        } else if (at + 2 <= changed.length) {
            buffer.putShort(at, (short) length);
        }
        return changed;
    }

    /** The next number of a text becomes another one. */
    private byte[] withNumber(byte[] bytes, int at) {
        int from = at;
        while (from < bytes.length && !isDigit(bytes[from])) {
            from++;
        }
        int to = from;
        while (to < bytes.length && isDigit(bytes[to])) {
            to++;
        }
        String number = random.nextBoolean()
                ? Long.toString(LENGTHS[random.nextInt(LENGTHS.length)])
                : "9".repeat(1 + random.nextInt(40));
        return replaced(bytes, from, to, number.getBytes(ISO_8859_1));
    }

    /** What stands between two signs, such as a cell, a value or the text of an element, becomes a word or another such. */
    private byte[] withField(byte[] bytes, int at, Charset charset) {
        int from = behind(bytes, at, OPENING);
        int to = Math.max(from, behind(bytes, from, CLOSING) - 1);
        int other = behind(bytes, random.nextInt(bytes.length + 1), OPENING);
        byte[] field = Arrays.copyOfRange(bytes, other, Math.max(other, behind(bytes, other, CLOSING) - 1));
        return replaced(bytes, from, to, random.nextInt(3) == 0 ? field : token(charset));
    }

    private static int behind(byte[] bytes, int at, String signs) {
        int next = at;
        while (next < bytes.length && signs.indexOf(bytes[next]) < 0) {
            next++;
        }
        return Math.min(next + 1, bytes.length);
    }

    private static boolean isDigit(byte value) {
        return value >= '0' && value <= '9';
    }

    private static byte[] inserted(byte[] bytes, int at, byte[] piece) {
        return replaced(bytes, at, at, piece);
    }

    private static byte[] repeated(byte[] piece, int times) {
        return new String(piece, ISO_8859_1).repeat(times).getBytes(ISO_8859_1);
    }

    private static byte[] replaced(byte[] bytes, int from, int to, byte[] by) {
        byte[] changed = Arrays.copyOf(bytes, from + by.length + bytes.length - to);
        System.arraycopy(by, 0, changed, from, by.length);
        System.arraycopy(bytes, to, changed, from + by.length, bytes.length - to);
        return changed;
    }
}
