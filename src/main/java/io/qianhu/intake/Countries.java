package io.qianhu.intake;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The columns of a file that say to which country a number belongs; those of addresses say it well enough. */
final class Countries {
    private static final Pattern COUNTRY = Pattern.compile(".*(?:国家|国别)(?:地区)?(?:代?码|编码|代号|区号)?|国际(?:电话)?区号"
            + "|.*country(?:calling|dial(?:l?ing)?|phone)?(?:code)?|(?:dial(?:l?ing)?|calling)code");

    private static final Pattern CHINA = Pattern.compile(
            "(?:00)?86|中国(?:大陆|内地)?|大陆|内地|中华人民共和国|(?:mainland)?china(?:mainland)?|chn|cn|prc|156|peoplesrepublicofchina");

    private final int phone;
    private final int[] columns;

    Countries(FileFormat format) {
        this.phone = format.phoneColumn();
        this.columns = IntStream.range(0, format.header().size())
                .filter(i -> COUNTRY.matcher(ColumnName.plain(format.header().get(i)))
                        .matches())
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
        return false;
    }

    private static boolean isElsewhere(String cell) {
        return !SampleColumn.isBlank(cell)
                && !CHINA.matcher(ColumnName.plain(cell)).matches();
    }
}
