package io.qianhu.intake.unpack;

import io.qianhu.intake.InputRefused;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * One XML part of a workbook, element by element, in constant memory. It knows no DTD and no entities but the five of
 * XML, so that none can be blown up or fetched; and names of elements without their namespaces, as there are two sets
 * of them.
 */
final class XmlPart {
    /**
     * Ours: what the reader holds in memory at once, such as a tag with its attributes or a comment. The longest text
     * of a cell, 32,767 characters, takes less in whatever way it is written.
     */
    static final int MOST_BYTES_AT_ONCE = 1 << 20;

    /** Ours: a sheet needs about ten levels. From JDK 24 on the reader itself stops at 100, and does not say why. */
    static final int MOST_DEPTH = 64;

    private static final XMLInputFactory FACTORY = factory();

    private final XMLStreamReader reader;
    private final Counted content;
    private final Function<String, InputRefused> refusal;
    private int depth;
    private boolean begins;
    private String element = "";

    /** What is done at the begin and the end of every element. */
    @FunctionalInterface
    interface Visitor {
        void visit(XmlPart xml) throws XMLStreamException, IOException;
    }

    /** @param refusal what to throw for a problem that is no matter of XML */
    XmlPart(InputStream content, Budget budget, Function<String, InputRefused> refusal) throws XMLStreamException {
        this.content = new Counted(content, budget, refusal);
        this.refusal = refusal;
        this.reader = FACTORY.createXMLStreamReader(this.content);
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        return factory;
    }

    /** Goes to the next begin or end of an element; returns false at the end of the part. */
    boolean next() throws XMLStreamException {
        while (reader.hasNext()) {
            int event = nextEvent();
            if (event == XMLStreamConstants.START_ELEMENT || event == XMLStreamConstants.END_ELEMENT) {
                begins = event == XMLStreamConstants.START_ELEMENT;
                element = reader.getLocalName();
                return true;
            }
        }
        return false;
    }

    private int nextEvent() throws XMLStreamException {
        content.beginEvent();
        int event = reader.next();
        if (event == XMLStreamConstants.START_ELEMENT) {
            depth++;
        } else if (event == XMLStreamConstants.END_ELEMENT) {
            depth--;
        }
        if (depth > MOST_DEPTH) {
            throw refusal.apply("has more than " + MOST_DEPTH + " elements one in the other");
        }
        return event;
    }

    boolean begins(String name) {
        return begins && element.equals(name);
    }

    boolean ends(String name) {
        return !begins && element.equals(name);
    }

    /** An attribute of the element that begins, by its name without namespace. */
    @Nullable
    String attribute(String name) {
        if (begins) {
            for (int i = 0; i < reader.getAttributeCount(); i++) {
                if (reader.getAttributeLocalName(i).equals(name)) {
                    return reader.getAttributeValue(i);
                }
            }
        }
        return null;
    }

    /**
     * Appends the text up to the end of the element that begins, without that of elements and comments in it.
     *
     * @throws XMLStreamException when it is longer than {@code most} characters
     */
    void text(String name, StringBuilder text, int most) throws XMLStreamException {
        int own = depth;
        while (depth >= own && reader.hasNext()) {
            int event = nextEvent();
            if (depth == own && isText(event)) {
                if (text.length() + reader.getTextLength() > most) {
                    throw new XMLStreamException("the text is too long");
                }
                text.append(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
            }
        }
        begins = false;
        element = name;
    }

    /** A comment has text too, which nobody sees in a cell. */
    private static boolean isText(int event) {
        return event == XMLStreamConstants.CHARACTERS
                || event == XMLStreamConstants.CDATA
                || event == XMLStreamConstants.SPACE;
    }

    /** Counts what is unpacked against the budget, and what the reader takes in for one event. */
    private static final class Counted extends FilterInputStream {
        private final Budget budget;
        private final Function<String, InputRefused> refusal;
        private long sinceEvent;

        Counted(InputStream in, Budget budget, Function<String, InputRefused> refusal) {
            super(in);
            this.budget = budget;
            this.refusal = refusal;
        }

        void beginEvent() {
            sinceEvent = 0;
        }

        private void count(int bytes) {
            budget.add(bytes);
            sinceEvent += bytes;
            if (sinceEvent > MOST_BYTES_AT_ONCE) {
                throw refusal.apply(
                        "has a tag, an attribute or a comment of more than " + MOST_BYTES_AT_ONCE + " bytes");
            }
        }

        /** The XML reader closes it at its end; but then comes the check of the whole entry. */
        @Override
        public void close() {}

        @Override
        public int read() throws IOException {
            int unit = super.read();
            count(unit < 0 ? 0 : 1);
            return unit;
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            int read = super.read(buffer, from, length);
            count(Math.max(0, read));
            return read;
        }
    }
}
