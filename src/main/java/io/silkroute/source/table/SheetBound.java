package io.silkroute.source.table;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Looks through the sheets of a workbook before they are read: whoever reads them makes room for a row up to the column
 * that its last cell names, however far out.
 */
final class SheetBound {

    private static final long LARGEST = 1L << 30; // of all sheets, unpacked
    private static final int LONGEST = 1 << 20; // between two marks
    private static final int MOST_COLUMNS = 16_384; // as Excel has
    private static final XMLInputFactory XML = XMLInputFactory.newDefaultFactory();

    static {
        XML.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        XML.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    }

    private long bytes;

    /**
     * @param sheet does it lie where sheets lie? Others may be sheets too, or anything
     * @throws UnreadableTable if it is beyond a bound
     */
    void require(InputStream in, boolean sheet) throws IOException {
        try {
            XMLStreamReader xml = XML.createXMLStreamReader(new Counted(in));
            int cells = 0;
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                    String name = xml.getLocalName();
                    cells = name.equals("row") ? 0 : name.equals("c") ? cells + 1 : cells;
                    if (cells > MOST_COLUMNS || name.equals("c") && isFarOut(xml.getAttributeValue(null, "r"))) {
                        throw new UnreadableTable(
                                "A row of the workbook has more than %d columns. Save the sheet as CSV."
                                        .formatted(MOST_COLUMNS));
                    }
                }
            }
        } catch (XMLStreamException broken) {
            if (!sheet) {
                return; // who reads it as a sheet comes no further
            }
            throw new UnreadableTable("A sheet of the workbook cannot be read. Save the workbook anew, or as CSV.");
        }
    }

    private static boolean isFarOut(@Nullable String address) {
        int column = 0;
        for (int i = 0; address != null && i < address.length() && Character.isLetter(address.charAt(i)); i++) {
            column = column * 26 + Character.toUpperCase(address.charAt(i)) - 'A' + 1;
            if (column < 1 || column > MOST_COLUMNS) {
                return true;
            }
        }
        return false;
    }

    private final class Counted extends FilterInputStream {

        private int sinceMark;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            if (one >= 0) {
                count(one);
            }
            return one;
        }

        @Override
        public int read(byte[] into, int from, int n) throws IOException {
            int read = super.read(into, from, n);
            for (int i = 0; i < read; i++) {
                count(into[from + i]);
            }
            return read;
        }

        private void count(int one) {
            sinceMark = one == '<' ? 0 : sinceMark + 1;
            if (++bytes > LARGEST || sinceMark > LONGEST) {
                throw new UnreadableTable(
                        bytes > LARGEST
                                ? "The sheets of the workbook are larger than %d MB. Save it as CSV."
                                        .formatted(LARGEST >> 20)
                                : "A cell of the workbook is larger than %d KB.".formatted(LONGEST >> 10));
            }
        }
    }
}
