package io.qianhu.intake.unpack;

import io.qianhu.intake.PlainFile.Origin;
import io.qianhu.intake.SheetPreview;
import io.qianhu.message.Message;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which sheets of a workbook are read.
 *
 * @param every all that hold rows, visible or not; else the one that is wanted
 * @param wanted name or position from 1; when null the first visible one, or the only one that is a list
 */
record SheetChoice(boolean every, @Nullable String wanted) {
    /** @param begin the first rows of a sheet; the only visible list is read where no sheet before it may be one */
    List<Workbook.Sheet> of(Workbook workbook, Function<Workbook.Sheet, SheetPreview> begin) {
        if (every) {
            return workbook.sheets();
        }
        Workbook.Sheet first = workbook.choose(wanted);
        List<Workbook.Sheet> others = besides(workbook, first);
        List<Workbook.Sheet> lists = others.isEmpty() || begin.apply(first).holdsDigits()
                ? List.of()
                : others.stream()
                        .filter(sheet -> begin.apply(sheet).namesPhones())
                        .toList();
        return List.of(lists.size() == 1 ? lists.get(0) : first);
    }

    /** The visible sheets that are not read, as nobody has said which one is meant. */
    List<Workbook.Sheet> besides(Workbook workbook, Workbook.Sheet read) {
        return every || wanted != null
                ? List.of()
                : workbook.sheets().stream()
                        .filter(sheet -> sheet.visible() && !sheet.equals(read))
                        .toList();
    }

    /** What the rows of a sheet that is read come from. */
    Origin origin(Workbook workbook) {
        return !every && workbook.sheets().size() > 1 ? Origin.CHOSEN_SHEET : Origin.SHEET;
    }

    /** One sentence on a sheet that is read. */
    Message evidence(Workbook workbook, Workbook.Sheet read) {
        int sheets = workbook.sheets().size();
        return !every || sheets == 1
                ? workbook.evidence(read, wanted)
                : Message.of("intake.sheet-every-sheet-holds-rows", read, sheets);
    }
}
