package io.qianhu.intake.unpack;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.qianhu.intake.InputRefused;
import io.qianhu.message.Message;
import java.util.Arrays;
import java.util.Objects;
import org.apache.poi.ss.usermodel.RichTextString;
import org.apache.poi.xssf.model.SharedStrings;
import org.apache.poi.xssf.usermodel.XSSFRichTextString;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/**
 * The texts of a workbook that its cells refer to by number, packed: 4 bytes for each and those of its characters.
 * POI's own table keeps an object for each, about 60 bytes more.
 */
final class SharedText extends DefaultHandler implements SharedStrings {
    private final String name;
    private final int maxBytes;
    private final StringBuilder text = new StringBuilder();
    private boolean inText;
    private boolean phonetic;
    private byte[] bytes = new byte[1024];
    private int[] ends = new int[128];
    private int count;

    /** @param name of the workbook, for messages */
    SharedText(String name, int maxBytes) {
        this.name = name;
        this.maxBytes = maxBytes;
    }

    @Override
    public void startElement(String uri, String localName, String qualified, Attributes attributes) {
        phonetic |= localName.equals("rPh");
        inText |= localName.equals("t") && !phonetic;
    }

    @Override
    public void characters(char[] characters, int from, int length) {
        if (inText) {
            require((long) text.length() + length);
            text.append(characters, from, length);
        }
    }

    @Override
    public void endElement(String uri, String localName, String qualified) {
        phonetic &= !localName.equals("rPh");
        inText &= !localName.equals("t");
        if (localName.equals("si")) {
            add(text.toString().getBytes(UTF_8));
            text.setLength(0);
        }
    }

    private void add(byte[] encoded) {
        int from = end(count);
        require((long) from + encoded.length + Integer.BYTES * (count + 1L));
        bytes = from + encoded.length > bytes.length ? Arrays.copyOf(bytes, longer(from + encoded.length)) : bytes;
        ends = count == ends.length ? Arrays.copyOf(ends, longer(count + 1)) : ends;
        System.arraycopy(encoded, 0, bytes, from, encoded.length);
        ends[count] = from + encoded.length;
        count++;
    }

    private void require(long needed) {
        if (needed > maxBytes) {
            throw new InputRefused(Message.of("intake.workbook-holds-more-bytes-text", name, maxBytes));
        }
    }

    private int longer(int least) {
        return (int) Math.max(least, Math.min(maxBytes, 2L * least));
    }

    private int end(int texts) {
        return texts == 0 ? 0 : ends[texts - 1];
    }

    /** @throws IndexOutOfBoundsException when there is no such text */
    @Override
    public RichTextString getItemAt(int index) {
        Objects.checkIndex(index, count);
        int from = end(index);
        return new XSSFRichTextString(new String(bytes, from, ends[index] - from, UTF_8));
    }

    @Override
    public int getCount() {
        return count;
    }

    @Override
    public int getUniqueCount() {
        return count;
    }
}
