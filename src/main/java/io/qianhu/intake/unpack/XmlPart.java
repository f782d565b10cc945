package io.qianhu.intake.unpack;

import io.qianhu.intake.InputRefused;
import io.qianhu.message.Message;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Function;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.poi.util.XMLHelper;
import org.apache.poi.xssf.usermodel.XSSFRelation;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.ContentHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;
import org.xml.sax.ext.DefaultHandler2;
import org.xml.sax.helpers.XMLFilterImpl;

/**
 * One XML part of a workbook on its way from POI's XML reader, which takes no DTD and so no entities, to whoever wants
 * its elements: bounded, so that it needs constant memory, and with one namespace for all elements. There are two for
 * workbooks, of which POI passes over one without a word.
 */
final class XmlPart extends XMLFilterImpl {
    /**
     * Ours: what the reader holds in memory at once, such as a tag with its attributes or a comment. The longest text
     * of a cell, 32,767 characters, takes less in whatever way it is written.
     */
    static final int MOST_BYTES_AT_ONCE = 1 << 20;

    /** Ours: a sheet needs about ten levels. From JDK 24 on the reader itself stops at 100, and does not say why. */
    static final int MOST_DEPTH = 64;

    /**
     * Ours: a sheet needs about twenty. The reader looks through all of them for the name of each element, and for each
     * one through those of its tag.
     */
    static final int MOST_NAMESPACES = 256;

    private static final String LEXICAL_HANDLER = "http://xml.org/sax/properties/lexical-handler";

    private final Counted content;
    private final Function<Message, InputRefused> refusal;
    private int depth;
    private int namespaces;

    private XmlPart(InputStream content, ContentHandler elements, Function<Message, InputRefused> refusal) {
        this.content = new Counted(content, refusal);
        this.refusal = refusal;
        setContentHandler(elements);
    }

    /**
     * Reads all of a part, also what follows its last element.
     *
     * @param elements told the begin, the text and the end of every element
     * @param refusal what to throw for a problem that is no matter of XML
     */
    static void read(InputStream content, ContentHandler elements, Function<Message, InputRefused> refusal)
            throws SAXException, IOException {
        XmlPart part = new XmlPart(content, elements, refusal);
        XMLReader reader = reader();
        reader.setContentHandler(part);
        reader.setProperty(LEXICAL_HANDLER, new DefaultHandler2() {
            @Override
            public void comment(char[] text, int from, int length) {
                part.content.beginEvent();
            }
        });
        reader.parse(new InputSource(part.content));
        content.transferTo(OutputStream.nullOutputStream());
    }

    private static XMLReader reader() throws SAXException {
        try {
            return XMLHelper.newXMLReader();
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("this Java has no XML reader", e);
        }
    }

    @Override
    public void startPrefixMapping(String prefix, String uri) throws SAXException {
        namespaces++;
        if (namespaces > MOST_NAMESPACES) {
            throw new SAXException();
        }
    }

    @Override
    public void endPrefixMapping(String prefix) {
        namespaces--;
    }

    @Override
    public void startElement(String uri, String localName, String name, Attributes attributes) throws SAXException {
        content.beginEvent();
        if (++depth > MOST_DEPTH) {
            throw refusal.apply(Message.of("intake.more-elements-other", MOST_DEPTH));
        }
        super.startElement(XSSFRelation.NS_SPREADSHEETML, localName, name, attributes);
    }

    @Override
    public void endElement(String uri, String localName, String name) throws SAXException {
        content.beginEvent();
        depth--;
        super.endElement(XSSFRelation.NS_SPREADSHEETML, localName, name);
    }

    @Override
    public void characters(char[] text, int from, int length) throws SAXException {
        content.beginEvent();
        super.characters(text, from, length);
    }

    @Override
    public void processingInstruction(String target, String data) {
        content.beginEvent();
    }

    /** An attribute by its name without namespace. */
    static @Nullable String attribute(Attributes attributes, String name) {
        for (int i = 0; i < attributes.getLength(); i++) {
            if (attributes.getLocalName(i).equals(name)) {
                return attributes.getValue(i);
            }
        }
        return null;
    }

    static boolean isTrue(@Nullable String value) {
        return value != null && (value.equals("1") || value.equals("true"));
    }

    /** Counts what the reader takes in for one event. */
    private static final class Counted extends BulkStream {
        private final Function<Message, InputRefused> refusal;
        private long sinceEvent;

        Counted(InputStream in, Function<Message, InputRefused> refusal) {
            super(in);
            this.refusal = refusal;
        }

        void beginEvent() {
            sinceEvent = 0;
        }

        /** The XML reader closes it at its end; but then comes the check of the whole entry. */
        @Override
        public void close() {}

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            int read = in.read(buffer, from, length);
            sinceEvent += Math.max(0, read);
            if (sinceEvent > MOST_BYTES_AT_ONCE) {
                throw refusal.apply(Message.of("intake.tag-attribute-comment-more-bytes", MOST_BYTES_AT_ONCE));
            }
            return read;
        }
    }
}
