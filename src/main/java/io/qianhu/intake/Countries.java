package io.qianhu.intake;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

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

    /** Hong Kong, Macau and Taiwan have codes of their own. */
    private static final Pattern CHINA = Pattern.compile(
            "(?!.*(?:香港|澳[门門]|[台臺][湾灣]|hongkong|maca[ou]|taiwan)).*(?:中[国國]|china|中华人民共和国).*|大陆|内地|(?:00)?86|cn|chn|prc|156");

    private final int phone;
    private final int[] columns;
    private final int[] areas;

    Countries(FileFormat format) {
        this.phone = format.phoneColumn();
        this.columns = others(HeaderRow.named(format.header(), COUNTRY));
        this.areas = others(HeaderRow.named(format.header(), AREA));
    }

    /** The phone column may be named so: {@code 手机号（含国家代码）}. */
    private int[] others(int[] named) {
        return Arrays.stream(named).filter(column -> column != phone).toArray();
    }

    /** Whether a number without country code stands beside another country; eleven digits from 1 are ordinary in some. */
    boolean sayAbroad(List<String> cells) {
        return (any(columns, cells, cell -> true)
                        || any(
                                areas,
                                cells,
                                cell -> ABROAD.matcher(cell.strip()).matches()))
                && cells.get(phone).strip().startsWith("1");
    }

    private static boolean any(int[] columns, List<String> cells, Predicate<String> saysWhere) {
        for (int column : columns) {
            if (column < cells.size() && saysWhere.test(cells.get(column)) && isElsewhere(cells.get(column))) {
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
