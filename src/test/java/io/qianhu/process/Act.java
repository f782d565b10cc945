package io.qianhu.process;

import java.util.List;
import java.util.Locale;

/**
 * One process of a {@link Scenario}, and what it finds.
 *
 * @param home whose memory it has
 * @param listsNothing whether the API shows none of its tasks as long as this process lives
 */
record Act(Home home, boolean listsNothing, List<Disturbance> disturbances) {
    enum Home {
        AS_IT_IS,
        /** The first time a copy is made, later on it is put back, and what happened since is forgotten. */
        PUT_BACK,
        /** A copy of it that is thrown away afterwards. */
        ANOTHER
    }

    static final Act LEFT_ALONE = new Act(Home.AS_IT_IS, false, List.of());

    @Override
    public String toString() {
        return disturbances
                + (home == Home.AS_IT_IS
                        ? ""
                        : ", home " + home.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                + (listsNothing ? ", the API lists nothing" : "");
    }
}
