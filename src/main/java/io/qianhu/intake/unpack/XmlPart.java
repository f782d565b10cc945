package io.qianhu.intake.unpack;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
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
    private static final XMLInputFactory FACTORY = factory();

    private final XMLStreamReader reader;
    private boolean begins;
    private String element = "";

    /** What is done at the begin and the end of every element. */
    @FunctionalInterface
    interface Visitor {
        void visit(XmlPart xml) throws XMLStreamException, IOException;
    }

    XmlPart(InputStream content, Budget budget) throws XMLStreamException {
        this.reader = FACTORY.createXMLStreamReader(new Counted(content, budget));
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
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT || event == XMLStreamConstants.END_ELEMENT) {
                begins = event == XMLStreamConstants.START_ELEMENT;
                element = reader.getLocalName();
                return true;
            }
        }
        return false;
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
     * Appends the text up to the end of the element that begins, without that of elements in it.
     *
     * @throws XMLStreamException when it is longer than {@code most} characters
     */
    void text(String name, StringBuilder text, int most) throws XMLStreamException {
        int depth = 1;
        while (depth > 0 && reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            } else if (depth == 1 && reader.hasText()) {
                if (text.length() + reader.getTextLength() > most) {
                    throw new XMLStreamException("the text is too long");
                }
                text.append(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
            }
        }
        begins = false;
        element = name;
    }

    /** Counts what is unpacked against the budget. */
    private static final class Counted extends FilterInputStream {
        private final Budget budget;

        Counted(InputStream in, Budget budget) {
            super(in);
            this.budget = budget;
        }

        /** The XML reader closes it at its end; but then comes the check of the whole entry. */
        @Override
        public void close() {}

        @Override
        public int read() throws IOException {
            int unit = super.read();
            budget.add(unit < 0 ? 0 : 1);
            return unit;
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            int read = super.read(buffer, from, length);
            budget.add(Math.max(0, read));
            return read;
        }
    }
}
