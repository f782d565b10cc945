package io.qianhu.intake;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The columns of a file that say to which country a number belongs; those of addresses say it well enough. */
final class Countries {
    private static final Pattern COUNTRY =
            Pattern.compile(".*(?:国家|国别|所在国)(?:或?地区)?(?:名称|代?码|编码|代号|区号)?|国际(?:手机|电话)?(?:区号|区?码)"
                    + "|.*country(?:or|and)?(?:region)?(?:calling|dial(?:l?ing)?|phone|iso|name)?(?:code)?|countryofresidence|iso[23]?"
                    + "|(?:dial(?:l?ing)?|calling)code|(?:phone|country|dial)prefix");

    /** May also hold the area code of a city. */
    private static final Pattern AREA = Pattern.compile("(?:手机|电话|联系)?区号");

    private static final Pattern ABROAD =
            Pattern.compile("(?:\\+|00).*|[17]|4[49]|3[349]|6[0-6]|8[124]|9[15]|85[23]|886");

    private static final Pattern CHINA = Pattern.compile(
            "(?:00)?86|中国(?:大陆|内地)?|大陆|内地|中华人民共和国|(?:mainland)?china(?:mainland)?|chn|cn|prc|156|peoplesrepublicofchina");

    private final int phone;
    private final int[] columns;
    private final int[] areas;

    Countries(FileFormat format) {
        this.phone = format.phoneColumn();
        this.columns = named(format, COUNTRY);
        this.areas = named(format, AREA);
    }

    private static int[] named(FileFormat format, Pattern name) {
        return IntStream.range(0, format.header().size())
                .filter(i ->
                        name.matcher(ColumnName.plain(format.header().get(i))).matches())
                .toArray();
    }

    /** Whether a number without country code stands beside another country; eleven digits from 1 are ordinary in some. */
    boolean sayAbroad(List<String> cells) {
        for (int column : columns) {
            if (column < cells.size()
                    && isElsewhere(cells.get(column))
                    && cells.get(phone).strip().startsWith("1")) {
                return true;
            }
        }
        for (int column : areas) {
            if (column < cells.size()
                    && ABROAD.matcher(cells.get(column).strip()).matches()
                    && isElsewhere(cells.get(column))
                    && cells.get(phone).strip().startsWith("1")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isElsewhere(String cell) {
        return !SampleColumn.isBlank(cell)
                && !CHINA.matcher(ColumnName.plain(cell)).matches();
    }
}
