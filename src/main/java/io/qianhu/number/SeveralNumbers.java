package io.qianhu.number;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a cell that holds several numbers.
 *
 * @param taken the numbers that are called, in their order; a number may stand there twice
 * @param passedOver how many parts of the cell are not taken beside one that is
 * @param reason why none is taken; null when one is
 */
public record SeveralNumbers(
        List<PhoneNumber> taken, int passedOver, @Nullable RejectReason reason) {
    public SeveralNumbers {
        taken = List.copyOf(taken);
        if (taken.isEmpty() == (reason == null)) {
            throw new IllegalArgumentException(taken.size() + " numbers taken and the reason to take none: " + reason);
        }
    }

    static SeveralNumbers rejected() {
        return new SeveralNumbers(List.of(), 0, RejectReason.SEVERAL_NUMBERS);
    }

    /**
     * Takes one of the parts, or all.
     *
     * @param parts readings of {@link NumberReader}
     */
    static SeveralNumbers of(List<Long> parts, boolean all) {
        List<PhoneNumber> accepted = parts.stream()
                .filter(part -> !NumberReader.isReject(part))
                .map(PhoneNumber::new)
                .toList();
        if (accepted.isEmpty()) {
            return new SeveralNumbers(List.of(), 0, reasonOfAll(parts));
        }
        List<PhoneNumber> taken = all ? accepted : accepted.subList(0, 1);
        return new SeveralNumbers(taken, parts.size() - taken.size(), null);
    }

    /** What is wrong with every part; that there are several when it is not the same with all. */
    private static RejectReason reasonOfAll(List<Long> parts) {
        return parts.stream().distinct().count() == 1
                ? NumberReader.reasonOf(parts.get(0))
                : RejectReason.SEVERAL_NUMBERS;
    }
}
